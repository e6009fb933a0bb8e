"""A Dask scheduler and its workers on loopback: processes of their own, ended with the test."""

import os
import re
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from threading import Thread

ROOT = Path(__file__).parents[1]
COMMON = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
SCHEDULER = ("scheduler", *COMMON, "--port", "0")
AT = re.compile(rb"Scheduler at:\s+(tcp://\S+)")
REGISTERED = re.compile(rb"Registered to:\s+(tcp://\S+)")
PATIENCE_S = 60
LAST_LINES = 20


class DaskCluster:
    """From the moment it is made, with its workers at hand, until it is closed."""

    def __init__(self, workers: int = 2, program: Path = ROOT) -> None:
        """The workers take `itsid_sim` from the folder of the program."""
        with ExitStack() as undo:
            scratch = undo.enter_context(TemporaryDirectory(prefix="itsid-"))
            self._scheduler = undo.enter_context(closing(_Dask(ROOT, SCHEDULER)))
            self.address = self._scheduler.said(AT)
            options = (*COMMON, "--nthreads", "1", "--local-directory", scratch)
            self._workers = [
                undo.enter_context(closing(_Dask(program, ("worker", self.address, *options))))
                for _ in range(workers)
            ]
            for worker in self._workers:
                worker.said(REGISTERED)
            self._exit = undo.pop_all()

    def end_workers(self) -> None:
        """The scheduler stays alone."""
        for worker in self._workers:
            worker.end()

    def end_scheduler(self) -> None:
        """Its workers stay without it."""
        self._scheduler.end()

    def close(self) -> None:
        """End all processes."""
        self._exit.close()


class _Dask:
    """One `dask …`, and what it says."""

    def __init__(self, program: Path, arguments: tuple[str, ...]) -> None:
        path = (str(program), os.environ.get("PYTHONPATH", ""), str(ROOT))
        self._process = subprocess.Popen(
            (sys.executable, "-P", "-m", "dask", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, path)),
                # Half a minute is what it takes by itself to see that a worker has died.
                "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s",
            },
        )
        self._lines: Queue[bytes] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def close(self) -> None:
        """End the process and whoever listens to it."""
        self.end()
        self._listener.join()

    def end(self) -> None:
        """End the process; twice is as good as once."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_S)
        finally:
            self._process.kill()
            self._process.wait()

    def said(self, pattern: re.Pattern[bytes]) -> str:
        """What the group of a pattern holds, once a line says it."""
        before: list[bytes] = []
        while line := self._lines.get(timeout=PATIENCE_S):
            if found := pattern.search(line):
                return found[1].decode()
            before.append(line)
        raise ValueError(f"dask ended: {b''.join(before[-LAST_LINES:]).decode(errors='replace')}")

    def _listen(self) -> None:
        with self._process.stderr or open(os.devnull, "rb") as said:  # noqa: PTH123
            for line in said:
                self._lines.put(line)
        self._lines.put(b"")
