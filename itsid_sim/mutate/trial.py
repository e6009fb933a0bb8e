"""One mutant tried, as a task for whatever worker: it talks to a bench of the worker's own."""

import subprocess
import sys
from threading import local

from msgspec import json

from itsid_sim.mutate.errand import Errand, Verdict

COMMAND = (sys.executable, "-P", "-m", "itsid_sim.mutate.bench")

# Features are parsed and sentences loaded once a worker; a bench ends when its worker does.
_here = local()


class NoBench(Exception):
    """The process that tries mutants ended; the message has its last words."""


def trial(errand: Errand) -> Verdict:
    """The verdict on a mutant. It may be asked for again. Raises `NoBench`."""
    bench = _bench()
    if bench.stdin is None or bench.stdout is None:
        raise NoBench("a bench without pipes")
    try:
        bench.stdin.write(json.encode(errand) + b"\n")
        bench.stdin.flush()
        line = bench.stdout.readline()
    except BrokenPipeError:
        line = b""
    if not line.endswith(b"\n"):
        _here.bench = None
        raise NoBench(f"{' '.join(COMMAND[1:])} ended with {bench.wait()}; what it said is above")
    return json.decode(line, type=Verdict)


def _bench() -> "subprocess.Popen[bytes]":
    bench: subprocess.Popen[bytes] | None = getattr(_here, "bench", None)
    if bench is None or bench.poll() is not None:
        # In a group of its own: whoever presses Ctrl-C means the parent.
        bench = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        _here.bench = bench
    return bench
