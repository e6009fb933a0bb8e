"""Tasks done by processes of this machine, which are forked and stay until they are closed."""

import multiprocessing
import os
import signal
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from threading import Thread
from typing import Generic, NamedTuple

from itsid_sim.adapters.outcomes import outcome_of, packed, result_in
from itsid_sim.ports.workers import RETRIES, R, T, WorkersFailed

FORK = multiprocessing.get_context("fork")
SHOWN_CHARS = 200


class _Worker(NamedTuple):
    """A process and the pipe to it, which breaks when the process dies."""

    process: ForkProcess
    pipe: Connection


class ProcessWorkers:
    """So many processes, forked when this is made: best before there are threads.

    They know all that this process has imported and read by then. A process that dies is replaced.
    None outlives this process.
    """

    dashboard = ""

    def __init__(self, count: int) -> None:
        self._idle = [_forked() for _ in range(count)]
        self._busy: dict[Connection, _Worker] = {}
        self._is_closed = False

    def results(self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[tuple[T, R]]:
        if self._is_closed:
            raise RuntimeError("these workers have been closed; make new ones")
        if self._busy:
            raise RuntimeError("these workers are at another call; read its results first")
        queue = _Queue(inputs)
        given: dict[Connection, tuple[int, T]] = {}
        done: list[tuple[T, R]] = []
        try:
            while True:
                while self._idle and (one := queue.next()):
                    given[self._give(task, one[1])] = one
                yield from done
                if not given:
                    return
                done = []
                ready = wait(list(given))
                for pipe in [pipe for pipe in given if pipe in ready]:
                    number, value = given.pop(pipe)
                    try:
                        said = pipe.recv_bytes()
                    except (EOFError, OSError):
                        queue.died(number, value, self._replace(pipe))
                    else:
                        self._idle.append(self._busy.pop(pipe))
                        done.append((value, result_in(said)))
        finally:
            for pipe in given:
                self._replace(pipe)

    def close(self) -> None:
        for worker in (*self._idle, *self._busy.values()):
            _end(worker)
        self._idle.clear()
        self._busy.clear()
        self._is_closed = True

    def _give(self, task: Callable[[T], R], value: T) -> Connection:
        """Hand an input to a worker that has nothing to do: the pipe by which it answers."""
        told = packed(task, value)
        while True:
            worker = self._idle.pop()
            self._busy[worker.pipe] = worker
            try:
                worker.pipe.send_bytes(told)
            except OSError:  # it has died since
                self._replace(worker.pipe)
            else:
                return worker.pipe

    def _replace(self, pipe: Connection) -> str:
        """End a worker, if it has not, and let another take its place: how it ended."""
        worker = self._busy.pop(pipe)
        _end(worker)
        self._idle.append(_forked())
        return _end_of(worker.process.exitcode)


class _Queue(Generic[T]):
    """Inputs by their number: those that are to be tried again first."""

    def __init__(self, inputs: Iterable[T]) -> None:
        self._inputs = enumerate(inputs)
        self._again: deque[tuple[int, T]] = deque()
        self._deaths: Counter[int] = Counter()

    def next(self) -> tuple[int, T] | None:
        return self._again.popleft() if self._again else next(self._inputs, None)

    def died(self, number: int, value: T, how: str) -> None:
        """A worker has died at this input."""
        self._deaths[number] += 1
        if self._deaths[number] > RETRIES:
            raise WorkersFailed(
                f"{self._deaths[number]} processes died at the same input, {value!r:.{SHOWN_CHARS}}"
                f"; the last {how}. If the system ended them for want of memory, fewer --jobs help"
            )
        self._again.append((number, value))


def _forked() -> _Worker:
    ours, its = FORK.Pipe()
    process = FORK.Process(target=_work, args=(its,), daemon=True)
    with warnings.catch_warnings():
        # Whether there are threads is for our caller to say: see `ProcessWorkers`.
        warnings.filterwarnings("ignore", r"This process .* is multi-threaded", DeprecationWarning)
        process.start()
    its.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _end_of(status: int | None) -> str:
    if status is None or status >= 0:
        return f"ended with {status}"
    return f"was ended by {signal.Signals(-status).name}"


def _work(pipe: Connection) -> None:
    """Answer tasks until the parent ends; whoever presses Ctrl-C means the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_outlive, daemon=True).start()
    while True:
        try:
            told = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(outcome_of(told))


def _outlive() -> None:
    """End with the parent, in mid-task too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)
