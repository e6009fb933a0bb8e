"""`itsid verify` as people and build servers call it: a process, its exit status and its files."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from itsid_sim.cli import main
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.record_file import read_record
from itsid_sim.rules.catalogue import RULES
from tests.runs.specimen import FAILED, PASSED, ROWS, UNDEFINED, write_specimen

pytestmark = pytest.mark.processes

ITSID = Path(sys.executable).with_name("itsid")
TIMEOUT_S = 120


class Ended(NamedTuple):
    """A call that has ended."""

    status: int
    out: str
    err: str
    report: Path

    @property
    def record(self) -> RunRecord:
        """Its run.json."""
        return read_record(self.report / "run.json")

    def statuses(self) -> list[tuple[str, str]]:
        """How each scenario ended."""
        return [(scenario.name, scenario.status) for scenario in self.record.scenarios]


def call(folder: Path, name: str, *options: str) -> Ended:
    """Start `itsid verify` in a folder that holds a specimen; the report lies under a name."""
    report = folder / "reports" / name
    command = [str(ITSID), "verify", "features", "--report", str(report), *options]
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=TIMEOUT_S
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr, report)


def call_within(*arguments: str) -> Ended:
    """Call it without a process of its own, for what needs none."""
    result = CliRunner().invoke(main, ["verify", *arguments])
    return Ended(result.exit_code, result.stdout, result.stderr, Path())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("site")
    write_specimen(path / "features")
    return path


@pytest.fixture(scope="module")
def whole(folder: Path) -> Ended:
    return call(folder, "whole")


@pytest.fixture(scope="module")
def frozen(folder: Path) -> Ended:
    return call(folder, "frozen", "--frozen-clock")


def test_a_failure_is_exit_status_1(whole: Ended) -> None:
    assert (1, "") == (whole.status, whole.err)


def test_a_failure_is_printed_with_its_place_and_what_was_expected(whole: Ended) -> None:
    told = (
        f"features/1_login.feature:{FAILED}",
        "「<トップ> & 見本」画面が表示される",
        "「ログイン」画面である",
    )

    assert [] == [words for words in told if words not in whole.out]


def test_an_undefined_sentence_is_printed_with_its_place(whole: Ended) -> None:
    told = (f"1_login.feature:{UNDEFINED}", "太郎が逆立ちする", "no step fits this sentence")

    assert [] == [words for words in told if words not in whole.out]


def test_the_report_lies_where_it_was_asked_for(whole: Ended) -> None:
    names = {path.name for path in whole.report.iterdir()}

    assert {"index.html", "junit.xml", "run.json"} <= names


def test_junit_and_record_count_the_same(whole: Ended) -> None:
    root = ET.parse(whole.report / "junit.xml").getroot()  # noqa: S314 - we wrote it ourselves

    statuses = [status for _, status in whole.statuses()]

    assert (len(statuses), statuses.count("failed"), statuses.count("waiting")) == tuple(
        int(root.get(name, "")) for name in ("tests", "failures", "skipped")
    )


def test_the_page_names_every_rule_and_escapes_the_failure(whole: Ended) -> None:
    page = (whole.report / "index.html").read_text(encoding="utf-8")

    assert [] == [rule for rule in RULES if f'id="{rule}"' not in page]
    assert "「&lt;トップ&gt; &amp; 見本」画面が表示される" in page
    assert "<トップ>" not in page


def test_a_passed_selection_is_exit_status_0(folder: Path) -> None:
    ended = call(folder, "passed", "--tags", "LOGIN-01 or CODE-03", "--set", "Q17=null")

    assert (0, 1 + len(ROWS)) == (ended.status, len(ended.record.scenarios))


def test_an_answer_changes_the_outcome_of_the_run(folder: Path) -> None:
    ended = call(folder, "answer", "--tags", "CODE-03", "--set", "Q01=inclusive", "--seed", "x")

    assert (1, ["passed", "failed"]) == (ended.status, [status for _, status in ended.statuses()])
    assert ({"Q01": "inclusive"}, "x") == (ended.record.answers, ended.record.seed)


def test_a_frozen_ambient_clock_changes_nothing(whole: Ended, frozen: Ended) -> None:
    assert (whole.status, whole.statuses()) == (frozen.status, frozen.statuses())


def test_under_a_frozen_ambient_clock_durations_and_the_date_are_real(frozen: Ended) -> None:
    ran = [s.seconds for s in frozen.record.scenarios if s.status != "waiting"]

    assert min(ran) > 0
    assert sum(ran) < frozen.record.seconds < TIMEOUT_S
    assert frozen.record.started > "2026"


def test_a_file_and_line_selects_one_scenario(folder: Path) -> None:
    feature = folder / "features" / "1_login.feature"

    ended = call_within("--list", f"{feature}:{PASSED}")

    assert (0, 1) == (ended.status, len(ended.out.splitlines()))
    assert f"1_login.feature:{PASSED}" in ended.out


def test_a_list_names_each_scenario_and_runs_nothing(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"

    ended = call_within("--list", str(folder / "features"), "--report", str(report))

    lines = ended.out.splitlines()
    assert (0, 4 + len(ROWS), False) == (ended.status, len(lines), report.exists())
    assert lines[0].endswith("通る")


@pytest.mark.parametrize("listing", [(), ("--list",)], ids=["run", "list"])
def test_nothing_selected_is_exit_status_2(
    folder: Path, tmp_path: Path, listing: tuple[str, ...]
) -> None:
    ended = call_within(
        str(folder / "features"), "--tags", "REG-01", "--report", str(tmp_path), *listing
    )

    assert (2, "") == (ended.status, ended.out)
    assert "nothing" in ended.err


def test_only_what_waits_is_exit_status_2(folder: Path, tmp_path: Path) -> None:
    ended = call_within(
        str(folder / "features"), "--tags", "needs.browser", "--report", str(tmp_path / "report")
    )

    assert 2 == ended.status
    assert "--driver browser" in ended.err


def test_a_tag_that_is_no_rule_is_told_with_its_place(tmp_path: Path) -> None:
    """Its scenarios would prove nothing, and nobody would see."""
    text = (
        "# language: ja\n機能: x\n  @CODE-99 @A-1\n  シナリオ: y\n    もし 太郎がマイページを開く\n"
    )
    (tmp_path / "x.feature").write_text(text, encoding="utf-8")

    ended = call_within(str(tmp_path), "--report", str(tmp_path / "report"))

    assert 0 == ended.status
    assert ["x.feature:4: @CODE-99 is the number of no rule or question"] == [
        line.rpartition("/")[2] for line in ended.err.splitlines()
    ]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--set", "Q01=maybe"), ("Q01", "maybe", "exclusive or inclusive")),
        (("--set", "Q05=100"), ("Q05", "99")),
        (("--set", 'Q17={"failures": 3}'), ("Q17", "minutes")),
        (("--set", "Q99=A"), ("Q99", "there are Q01")),
        (("--set", "Q01"), ("Q01", "=")),
        (("--set", "Q05=3", "--set", "Q05=4"), ("Q05=4", "before")),
        (("--tags", "CODE-03 and"), ("CODE-03 and",)),
        (("--driver", "carrier-pigeon"), ("carrier-pigeon", "in-process")),
        (("--speed", "9"), ("--speed",)),
        (("nowhere.feature",), ("nowhere.feature",)),
        (("nowhere.feature:12",), ("nowhere.feature", "not found")),
        ((sys.executable,), (sys.executable, ".feature")),
    ],
)
def test_what_cannot_run_is_exit_status_2_and_says_why(
    folder: Path, tmp_path: Path, options: tuple[str, ...], named: tuple[str, ...]
) -> None:
    report = tmp_path / "report"

    ended = call_within(str(folder / "features"), "--report", str(report), *options)

    assert (2, "", False) == (ended.status, ended.out, report.exists())
    assert [] == [word for word in named if word not in ended.err]


def test_a_feature_that_cannot_be_read_is_exit_status_2(tmp_path: Path) -> None:
    (tmp_path / "bad.feature").write_text("シナリオ: 機能がない\n", encoding="utf-8")

    ended = call_within(str(tmp_path), "--report", str(tmp_path / "report"))

    assert 2 == ended.status
    assert "bad.feature" in ended.err


def test_a_folder_without_features_is_exit_status_2(tmp_path: Path) -> None:
    ended = call_within(str(tmp_path), "--report", str(tmp_path / "report"))

    assert 2 == ended.status


def test_a_folder_that_cannot_be_is_refused_before_anything_runs(folder: Path) -> None:
    file = folder / "notes.txt"
    file.touch()

    ended = call_within(str(folder / "features"), "--report", str(file / "report"))

    assert (2, "") == (ended.status, ended.out)
    assert "notes.txt is a file; name a folder" in ended.err


def test_a_report_that_cannot_be_written_is_exit_status_2_after_the_outcome(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "run.json").mkdir()

    ended = call_within(str(folder / "features"), "--report", str(tmp_path))

    assert 2 == ended.status
    assert "件: " in ended.out.splitlines()[-1]
    assert "could not be written" in ended.err
    assert str(tmp_path / "run.json") in ended.err
