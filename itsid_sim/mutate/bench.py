"""A process that tries one mutant after another, each in a fork of its own; `trial` talks to it.

Forked before any thread begins, a mutant may change whatever it likes: it ends with its process.
"""

import gc
import os
import resource
import select
import signal
import sys
from contextlib import suppress

from msgspec import json

from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.mutate.catalogue import mutants
from itsid_sim.mutate.errand import NONE, Errand, Verdict
from itsid_sim.mutate.mutant import Mutant
from itsid_sim.mutate.stand import Stand
from itsid_sim.procedures import CHART

# More than a hundred times what the whole specification takes; a mutant may loop for ever.
MEMORY_BYTES = 2 * 1024**3
CHUNK_BYTES = 1 << 16


def main() -> int:
    """Answer every errand on stdin with a verdict on stdout, until stdin is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb", buffering=0) as told:
        os.dup2(2, 1)  # what steps print must not stand between the verdicts
        stand, known = Stand(), mutants()
        gc.freeze()
        with suppress(EOFError):
            for line in sys.stdin.buffer:
                verdict = tried(stand, known, json.decode(line, type=Errand))
                told.write(json.encode(verdict) + b"\n")
    return 0


def tried(stand: Stand, known: dict[str, Mutant], errand: Errand) -> Verdict:
    """The verdict on a mutant, found in a process of its own."""
    began = real_seconds()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _play(stand, known, errand, writing)
    os.close(writing)
    try:
        told, is_late = _read(reading, errand.patience_s)
    except EOFError:
        os.kill(child, signal.SIGKILL)
        raise
    os.close(reading)
    if is_late:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if told:
        return json.decode(told, type=Verdict)
    return Verdict("timeout" if is_late else "died", seconds=real_seconds() - began)


def _play(stand: Stand, known: dict[str, Mutant], errand: Errand, writing: int) -> None:
    """In the fork: break the rule, run, tell, end. Nothing may come back from here."""
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        verdict = _verdict(stand, known, errand)
        with os.fdopen(writing, "wb") as told:
            told.write(json.encode(verdict))
    finally:
        os._exit(0)


def _verdict(stand: Stand, known: dict[str, Mutant], errand: Errand) -> Verdict:
    if errand.mutant == NONE:
        return stand.walk(CHART)
    try:
        chart = known[errand.mutant].change(CHART)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the campaign must hear of it
        return Verdict("unmade", said=f"{type(fault).__name__}: {fault}")
    return stand.run(chart, errand.first, then_all=errand.then_all)


def _read(reading: int, patience_s: float) -> tuple[bytes, bool]:
    """All that comes through a pipe until it is closed, and whether that took too long.

    Raises EOFError if stdin is closed meanwhile: nobody waits for an answer any more.
    """
    told, until = b"", real_seconds() + patience_s
    while True:
        ready, _, _ = select.select([reading, 0], [], [], max(0.0, until - real_seconds()))
        if not ready:
            return b"", True
        if reading not in ready:
            raise EOFError
        chunk = os.read(reading, CHUNK_BYTES)
        if not chunk:
            return told, False
        told += chunk


if __name__ == "__main__":
    sys.exit(main())
