"""`itsid verify --driver browser`: what it runs beyond the others, and what it leaves behind."""

import os
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from itsid_sim.drivers.record import StepRecord
from tests.cli.test_verify import ITSID, TIMEOUT_S, Ended, call
from tests.runs.specimen import FAILED, WAITING, write_specimen


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder = tmp_path_factory.mktemp("site")
    write_specimen(folder / "features")
    return call(folder, "report", "--driver", "browser")


def failed_step(ended: Ended) -> StepRecord:
    """The sentence that failed in the scenario that is to fail."""
    found = (one for one in ended.record.scenarios if one.place.endswith(f":{FAILED}"))
    return next(step for step in next(found).steps if step.status == "failed")


def test_what_needs_a_browser_is_run(ended: Ended) -> None:
    statuses = {one.place.rpartition(":")[2]: one.status for one in ended.record.scenarios}

    assert "passed" == statuses[f"{WAITING}"]


def test_a_failed_step_keeps_address_words_and_picture(ended: Ended) -> None:
    (seen,) = failed_step(ended).evidence

    assert ("太郎", True) == (seen.who, seen.address.endswith("/mypage"))
    assert "iTSCOM IDとパスワードを入力してください。" in seen.lines
    assert seen.picture.startswith(b"\x89PNG")


def test_the_report_shows_the_picture(ended: Ended) -> None:
    (seen,) = failed_step(ended).evidence

    page = (ended.report / "index.html").read_text(encoding="utf-8")

    assert b64encode(seen.picture).decode() in page


def test_screens_are_left_beside_the_report(ended: Ended) -> None:
    names = {file.name for file in (ended.report / "screens").iterdir()}

    assert {"ログイン-1280-light.png", "ログイン-390-dark.png"} <= names


def test_a_driver_without_a_screen_keeps_address_and_words(tmp_path: Path) -> None:
    write_specimen(tmp_path / "features")

    steps = [failed_step(call(tmp_path, name, "--driver", name)) for name in ("in-process", "http")]

    for step in steps:
        (seen,) = step.evidence
        assert (True, b"") == (seen.address.endswith("/mypage"), seen.picture)
        assert "iTSCOM IDとパスワードを入力してください。" in seen.lines


def test_a_machine_without_a_browser_is_told_what_to_install(tmp_path: Path) -> None:
    nothing = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}

    ended = subprocess.run(
        [ITSID, "verify", "--driver", "browser"],
        env=os.environ | nothing,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
    )

    assert (2, "") == (ended.returncode, ended.stdout)
    assert "no Chromium starts" in ended.stderr
    assert "install Debian's chromium-headless-shell" in ended.stderr
