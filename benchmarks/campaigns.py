"""Explorations and mutations: transitions a second, memory a state, and what two workers gain."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figures import Figure, ratio, seconds_of
from benchmarks.start import ITSID
from itsid_sim.rules import spaces

ROUNDS = 3
EXPLORED = (spaces.LOGIN, spaces.BY_CODE, spaces.AGAIN, spaces.WHOLE_BY_PHRASE)
CAMPAIGNS = {"explore": ("explore",), "mutate": ("mutate", "--fresh")}


def figures() -> Iterator[Figure]:
    """By one core, then all standard configurations and all mutants by one worker and by two."""
    for name in EXPLORED:
        rates, sizes = zip(*(_explored(name) for _ in range(ROUNDS)), strict=True)
        yield Figure(f"{name}: transitions", rates, "per s", ">= 100,000")
        yield Figure(f"{name}: memory", sizes, "B a state", "< 400")
    here = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    for name, command in CAMPAIGNS.items():
        one, two = ((_seconds(command, jobs),) for jobs in (1, 2))
        yield Figure(f"{name}, one worker", one, "s", "")
        yield Figure(f"{name}, two workers", two, "s", "<= 180" if name == "mutate" else "<= 120")
        yield ratio(f"{name}, two against one", two, one, "<= 0.6")
    os.sched_setaffinity(0, here)


def _explored(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.one_exploration", name]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    rate, size = map(float, answer.stdout.split())
    return rate, size


def _seconds(command: tuple[str, ...], jobs: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        asked = [ITSID, *command, "--jobs", str(jobs), "--report", folder]
        return seconds_of(lambda: subprocess.run(asked, check=True, stdout=subprocess.DEVNULL))
