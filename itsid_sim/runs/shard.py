"""One of several processes that share a run; `parallel` starts it and says how they talk."""

import os
import signal
import sys
from pathlib import Path
from threading import Event, Thread

from msgspec import json
from msgspec.structs import replace

from itsid_sim.drivers.record import ScenarioRecord
from itsid_sim.rules.value import Value
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run

COULD_NOT_RUN = 2
PATIENCE_S = 10


class Errand(Value, frozen=True):
    """What the process reads from stdin as a line: what to run, and where its record goes."""

    request: Request
    record: str


def main() -> int:
    """Tell each scenario that has ended as a line on stdout; leave the record of all in a file.

    Stdin stays open for as long as the parent lives. Whoever presses Ctrl-C means the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # What steps print must not stand between the lines that are for the parent.
    with os.fdopen(os.dup(1), "wb", buffering=0) as told:
        os.dup2(2, 1)
        errand = json.decode(sys.stdin.buffer.readline(), type=Errand)
        Thread(target=_outlive, daemon=True).start()

        def tell(record: ScenarioRecord) -> None:
            told.write(json.encode(_without_sights(record)) + b"\n")

        try:
            record = run(errand.request, tell)
        except CannotRun as reason:
            sys.stderr.write(f"{reason}\n")
            return COULD_NOT_RUN
        path = Path(errand.record)
        path.with_suffix(".part").write_bytes(json.encode(record))
        path.with_suffix(".part").replace(path)
        return 0


def _without_sights(record: ScenarioRecord) -> ScenarioRecord:
    """The screens that sights point into come only with the record of all."""
    return replace(record, steps=tuple(replace(step, sights=()) for step in record.steps))


def _outlive() -> None:
    """End when the parent has: in good order if possible, but end."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(PATIENCE_S)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
