"""`itsid verify` that somebody ends before its time: nothing half is left, and nobody behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.runs.mishaps import STUCK, bring_mishaps_about

pytestmark = pytest.mark.processes

TIMEOUT_S = 60
# Tests that a shell began in the background are deaf to Ctrl-C, and hand that on.
HEARING_CTRL_C = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from itsid_sim.cli import main
main()"""


class Interrupted(NamedTuple):
    """A run that has been ended."""

    status: int
    err: str
    processes: int  # that ran scenarios
    rest: str  # what they wrote afterwards


def interrupted(folder: Path, jobs: int, end: signal.Signals) -> Interrupted:
    """End a run when each of its processes is stuck; they hold a FIFO open while they live."""
    fifo, feature = folder / "fifo", folder / "stuck.feature"
    os.mkfifo(fifo)
    feature.write_text(STUCK.format(fifo=fifo), encoding="utf-8")
    itsid = [sys.executable, "-c", HEARING_CTRL_C, "verify", str(feature), "--jobs", f"{jobs}"]
    with subprocess.Popen(itsid, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
        with fifo.open(encoding="utf-8") as living:
            begun = {living.readline() for _ in range(jobs)}
            one.send_signal(end)
            rest = living.read()
        _, err = one.communicate(timeout=TIMEOUT_S)
    return Interrupted(one.returncode, err.decode(), len(begun), rest)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_one_that_began_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    bring_mishaps_about(tmp_path / "site", monkeypatch)

    ended = interrupted(tmp_path, 2, end)

    assert (2, "") == (ended.processes, ended.rest)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_the_earlier_report_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    bring_mishaps_about(tmp_path / "site", monkeypatch)
    earlier = tmp_path / "reports" / "run.json"
    earlier.parent.mkdir()
    earlier.write_text("{}", encoding="utf-8")

    ended = interrupted(tmp_path, jobs, signal.SIGINT)

    assert 130 == ended.status
    assert "itsid verify: interrupted; nothing was written" == ended.err.splitlines()[-1]
    assert [earlier] == list(earlier.parent.iterdir())
    assert "{}" == earlier.read_text(encoding="utf-8")
