"""A process may die at any word to its database: what it was told is done stays, the rest is not.

Killing at random finds what happens often; this finds the rest, since it leaves out no word.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from itsid_sim.adapters.specification import ROOT
from tests.store.stillborn import DEEDS, ENDED, WHOLE

pytestmark = pytest.mark.processes

STILLBORN = (sys.executable, "-m", "tests.store.stillborn")


def test_a_deed_is_done_or_not_wherever_the_process_died(tmp_path: Path) -> None:
    told = subprocess.run(
        [*STILLBORN, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    *lives, end = told
    assert ENDED == end
    assert [] == [life for life in lives if not life.endswith(f" {WHOLE}")]
    assert {f"{done} {WHOLE}" for done in range(len(DEEDS) + 1)} == set(lives)
