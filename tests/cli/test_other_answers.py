"""`--alternatives`: what other answers would change is found once, kept, and told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from itsid_sim.cli import main
from itsid_sim.cli.other_answers import other_answers
from itsid_sim.drivers.alternatives import Alternative, Alternatives, write_alternatives
from itsid_sim.report.record_file import write_record
from itsid_sim.runs.alternatives import WHOLE, digest_of
from tests.report.records import record, scenario

TRIED = (Alternative("Q15", 16, "16文字", (), 891),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report in whose folder other answers have been tried."""
    write_record(record(scenario()), tmp_path / "run.json")
    write_alternatives(Alternatives(digest_of(WHOLE), TRIED), tmp_path / "alternatives.json")
    return tmp_path


def test_what_is_known_is_told_without_being_asked_for(folder: Path) -> None:
    assert TRIED == other_answers(record(), folder, wanted=False)


def test_what_is_known_is_not_tried_again(folder: Path) -> None:
    done = CliRunner().invoke(main, ["report", str(folder), "--alternatives"])

    assert (0, "") == (done.exit_code, done.stderr)
    assert "答えが「16文字」でも" in (folder / "index.html").read_text(encoding="utf-8")


def test_what_was_found_of_another_specification_is_not_told(folder: Path) -> None:
    write_alternatives(Alternatives("other", TRIED), folder / "alternatives.json")

    assert () == other_answers(record(), folder, wanted=False)
