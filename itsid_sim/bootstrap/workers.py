"""Several processes that serve one site: each listens on the same ports, and all share a store."""

import logging
import multiprocessing
import signal
from contextlib import ExitStack
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread

from msgspec.structs import replace

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.bootstrap.embedded import LOOPBACK
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.ports.listening import PortTaken
from itsid_sim.ports.store import StoreFailed
from itsid_sim.web.server import reserved, url_of

LOG = logging.getLogger(__name__)

SPAWN = multiprocessing.get_context("spawn")
PATIENCE_S = 10


class Workers:
    """From the moment they are made until they are closed; for one that dies another is made."""

    def __init__(self, count: int, serving: Serving, cast: Cast) -> None:
        """Raises `PortTaken`, and `StoreFailed` if a process could not begin."""
        with ExitStack() as undo:
            # Held for as long as there are workers, so that nobody else is given the ports.
            site = undo.enter_context(reserved(serving.host, serving.port))
            mail = undo.enter_context(reserved(LOOPBACK, serving.smtp_port))
            self.port, self.smtp_port = site.getsockname()[1], mail.getsockname()[1]
            self.url = serving.public_url or url_of(serving.host, self.port)
            self._serving = replace(
                serving, port=self.port, smtp_port=self.smtp_port, is_one_of_many=True
            )
            self._cast = cast
            self._workers: list[BaseProcess] = []
            undo.callback(self._end)
            for _ in range(count):
                self._workers.append(self._started())
            self._woken, self._wake = SPAWN.Pipe(duplex=False)
            self._keeper = Thread(target=self._keep_up, name="workers", daemon=True)
            self._keeper.start()
            self._exit = undo.pop_all()

    def close(self) -> None:
        """Answer what has begun, then stop everything."""
        self._wake.close()
        self._keeper.join()
        self._exit.close()

    def _started(self) -> BaseProcess:
        told, tell = SPAWN.Pipe(duplex=False)
        worker = SPAWN.Process(target=_serve, args=(self._serving, self._cast, tell), daemon=True)
        worker.start()
        tell.close()
        try:
            trouble = told.recv()
        except EOFError:
            trouble = "a worker ended before it served; what it said stands above"
        if trouble:
            worker.terminate()
            raise StoreFailed(trouble)
        return worker

    def _keep_up(self) -> None:
        """Make a worker for each that dies, until somebody closes."""
        while self._woken not in wait([self._woken, *(one.sentinel for one in self._workers)]):
            for worker in [one for one in self._workers if not one.is_alive()]:
                self._workers.remove(worker)
                self._replace(worker)

    def _replace(self, dead: BaseProcess) -> None:
        ended = f"worker {dead.pid} ended with {dead.exitcode}"
        try:
            self._workers.append(self._started())
        except StoreFailed as failure:
            LOG.error("%s, and none serves in its place: %s", ended, failure)  # noqa: TRY400 - it says why
        else:
            LOG.warning("%s; %s serves in its place", ended, self._workers[-1].pid)

    def _end(self) -> None:
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join(PATIENCE_S)


def _serve(serving: Serving, cast: Cast, tell: Connection) -> None:
    """Serve until SIGTERM or the parent's end; whoever presses Ctrl-C means the parent."""
    stop = Event()
    Thread(target=_outlive, args=(stop,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        served = Served(serving, cast)
    except (PortTaken, StoreFailed) as failure:
        tell.send(str(failure))
        return
    tell.send("")
    tell.close()
    stop.wait()
    served.close()


def _outlive(stop: Event) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        stop.set()
