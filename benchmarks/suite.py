"""The in-process suite, mail over SMTP included, against behave with empty steps."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

from benchmarks.figures import Figure
from itsid_sim.drivers.specification import FEATURES

REPEATED = 10
PAIRS = 5


def figures() -> Iterator[Figure]:
    """Time per scenario, ours and behave's, pair by pair."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(REPEATED):
            copytree(FEATURES, Path(folder) / str(number))
        pairs = [(_ms_per_scenario("ours", folder), _ms_per_scenario("empty", folder))]
        pairs = [
            (_ms_per_scenario("ours", folder), _ms_per_scenario("empty", folder))
            for _ in range(PAIRS)
        ]
    yield Figure("a scenario", tuple(ours for ours, _ in pairs), "ms", "")
    yield Figure("a scenario with empty steps", tuple(empty for _, empty in pairs), "ms", "")
    ratios = tuple(ours / empty for ours, empty in pairs)
    yield Figure("ours against empty steps", ratios, "times as long", "<= 2")


def _ms_per_scenario(kind: str, folder: str) -> float:
    command = [sys.executable, "-m", "benchmarks.one_run", kind, folder]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(answer.stdout.splitlines()[-1])
