"""One mutant tried, as a task for whatever worker: it talks to a bench of the worker's own."""

import os
import subprocess
import sys
from contextlib import suppress
from threading import local
from weakref import finalize

from msgspec import json

from itsid_sim.mutate.errand import Errand, Verdict

COMMAND = (sys.executable, "-P", "-m", "itsid_sim.mutate.bench")

# Features are parsed and sentences loaded once a worker; a bench ends when its worker does.
_here = local()


class NoBench(Exception):
    """The process that tries mutants ended; the message has its last words."""


def trial(errand: Errand) -> Verdict:
    """The verdict on a mutant. It may be asked for again. Raises `NoBench`."""
    bench: _Bench | None = getattr(_here, "bench", None)
    if bench is None or not bench.is_ours:
        bench = _here.bench = _Bench()
    try:
        return bench.tried(errand)
    except NoBench:
        _here.bench = None
        raise


class _Bench:
    """The process behind a worker; it ends when nobody holds this any more."""

    def __init__(self) -> None:
        # In a group of its own: whoever presses Ctrl-C means the parent.
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        finalize(self, _end, self._process)
        self._owner = os.getpid()

    @property
    def is_ours(self) -> bool:
        """Whether this process has begun it; a process that was forked since needs its own."""
        return self._owner == os.getpid()

    def tried(self, errand: Errand) -> Verdict:
        """The answer to an errand. Raises `NoBench`."""
        to, of = self._process.stdin, self._process.stdout
        line = b""
        if to is not None and of is not None:
            with suppress(BrokenPipeError):
                to.write(json.encode(errand) + b"\n")
                to.flush()
                line = of.readline()
        if line.endswith(b"\n"):
            return json.decode(line, type=Verdict)
        status = self._process.wait()
        raise NoBench(f"{' '.join(COMMAND[1:])} ended with {status}; what it said stands above")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Its stdin closed, a bench ends at once, whatever it is at."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    process.wait()
