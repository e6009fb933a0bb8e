"""How long until something happens: `itsid --help`, and `itsid verify` with a single scenario."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, rounds, seconds_of
from itsid_sim.drivers.specification import FEATURES

ITSID = Path(sys.executable).with_name("itsid")


def figures() -> Iterator[Figure]:
    """Whole processes, from call to exit."""
    yield Figure("itsid --help", _seconds("--help"), "s", "<= 0.3")
    feature = min(FEATURES.rglob("*.feature"))
    line = _first_scenario(feature)
    one = _seconds("verify", f"{feature}:{line}")
    yield Figure("itsid verify, one scenario", one, "s", "<= 0.4")


def _seconds(*arguments: str) -> tuple[float, ...]:
    command = [str(ITSID), *arguments]
    return rounds(
        lambda: seconds_of(lambda: subprocess.run(command, capture_output=True, check=True))
    )


def _first_scenario(feature: Path) -> int:
    lines = feature.read_text(encoding="utf-8").splitlines()
    keyword = "\u30b7\u30ca\u30ea\u30aa:"
    return next(n for n, line in enumerate(lines, 1) if line.strip().startswith(keyword))
