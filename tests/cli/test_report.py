"""`itsid report`: the page of a run that has been, beside an earlier one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from itsid_sim.cli import main
from itsid_sim.report.record_file import write_record
from tests.report.records import record, scenario


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a run, and with an earlier one."""
    write_record(record(scenario("passed", "CODE-03")), tmp_path / "old.json")
    write_record(record(scenario("failed", "CODE-03")), tmp_path / "run.json")
    return tmp_path


def report(*arguments: object) -> Result:
    """What the command did."""
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_the_page_is_written_beside_the_run(folder: Path) -> None:
    done = report(folder)

    assert (0, f"{folder / 'index.html'}\n") == (done.exit_code, done.output)
    assert (folder / "index.html").exists()


def test_the_page_tells_what_has_changed_since_an_earlier_run(folder: Path) -> None:
    done = report(folder / "run.json", "--against", folder / "old.json", "--report", folder / "new")

    assert 0 == done.exit_code
    page = (folder / "new" / "index.html").read_text(encoding="utf-8")
    assert "満たされなくなった規則" in page


@pytest.mark.parametrize(
    ("run", "against", "said"),
    [
        ("nowhere", "", "nowhere: No such file or directory; expected a run.json, or a folder"),
        ("old.txt", "", "old.txt: JSON is malformed"),
        ("run.json", "nowhere", "--against"),
        ("run.json", "old.txt", "or a run.json of this version"),
    ],
)
def test_what_cannot_be_read_is_told(folder: Path, run: str, against: str, said: str) -> None:
    (folder / "old.txt").write_text("hello", encoding="utf-8")
    options = ["--against", folder / against] if against else []

    done = report(folder / run, *options)

    assert 2 == done.exit_code
    assert said in done.output


def test_help_tells_of_both_commands() -> None:
    done = report("--help")

    assert 0 == done.exit_code
    assert all(word in done.output for word in ("merge", "page", "itsid report [RUN]"))
