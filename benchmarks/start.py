"""How long until something happens: `itsid --help`, and `itsid verify` with one feature."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, rounds, seconds_of
from itsid_sim.adapters.specification import FEATURES

ITSID = Path(sys.executable).with_name("itsid")


def figures() -> Iterator[Figure]:
    """Whole processes, from call to exit."""
    behave = _seconds(sys.executable, "-c", "import behave.__main__")
    yield Figure("behave, imported and nothing more", behave, "s", "the yardstick")
    yield Figure("itsid --help", _seconds(str(ITSID), "--help"), "s", "<= 0.3")
    feature = str(min(FEATURES.rglob("*.feature")))
    first = _seconds(sys.executable, "-m", "benchmarks.first_scenario", feature)
    yield Figure("itsid verify FEATURE, until its first scenario ends", first, "s", "<= 0.4")
    yield Figure("itsid verify FEATURE", _seconds(str(ITSID), "verify", feature), "s", "")


def _seconds(*command: str) -> tuple[float, ...]:
    return rounds(
        lambda: seconds_of(lambda: subprocess.run(command, capture_output=True, check=True))
    )
