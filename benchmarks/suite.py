"""The suite in process and over HTTP, mail over SMTP included, against behave with empty steps."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

from benchmarks.figures import Figure, ratio
from itsid_sim.adapters.specification import FEATURES

REPEATED = 3
ROUNDS = 5
KINDS = ("empty", "in-process", "http")


def figures() -> Iterator[Figure]:
    """Time per scenario, ours and behave's, round by round."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(REPEATED):
            copytree(FEATURES, Path(folder) / str(number))
        rounds = [[_ms_per_scenario(kind, folder) for kind in KINDS] for _ in range(ROUNDS + 1)]
    empty, in_process, http = zip(*rounds[1:], strict=True)  # the first does not count
    yield Figure("a scenario with empty steps", empty, "ms", "the yardstick")
    yield Figure("a scenario in process", in_process, "ms", "")
    yield ratio("in process against empty steps", in_process, empty, "<= 2")
    yield Figure("a scenario over HTTP", http, "ms", "")
    yield ratio("over HTTP against empty steps", http, empty, "<= 4")


def _ms_per_scenario(kind: str, folder: str) -> float:
    command = [sys.executable, "-m", "benchmarks.one_run", kind, folder]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(answer.stdout.splitlines()[-1])
