"""Plain behave in a checkout: our hooks and steps serve it, with answers given by -D."""

import json
import subprocess
import sys
from pathlib import Path

from itsid_sim.adapters.specification import ROOT
from tests.runs.specimen import ROWS, write_specimen


def test_plain_behave_runs_a_feature_with_our_steps_and_answers(tmp_path: Path) -> None:
    """With Q01 inclusive the row that expects the code to be too old at 30 minutes fails."""
    feature = write_specimen(tmp_path) / "2_code.feature"
    answers = json.dumps({"Q01": "inclusive"})
    command = [sys.executable, "-m", "behave", "-f", "plain", "-D", f"answers={answers}"]

    ended = subprocess.run(
        [*command, str(feature)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 1 == ended.returncode
    assert "1 scenario passed, 1 failed, 0 skipped" in ended.stdout
    assert f"2_code.feature:{ROWS[1]}" in ended.stdout
