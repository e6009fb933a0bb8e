"""The files of a report: JUnit XML for build servers, run.json for machines."""

from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.files import write_all
from itsid_sim.report.junit import write_junit
from itsid_sim.report.record_file import read_record, write_record
from tests.report.records import ERROR, TRICKY, record, scenario

RUN = record(
    scenario("passed", "CODE-03"),
    scenario("failed", "CODE-04", name=TRICKY),
    scenario("waiting", feature="ログイン", place="features/2/login.feature:3"),
    scenario("skipped", feature="ログイン"),
)


def junit(run: RunRecord, folder: Path) -> ET.Element:
    """The file as a build server reads it."""
    write_junit(run, folder / "junit.xml")
    return ET.parse(folder / "junit.xml").getroot()  # noqa: S314 - we wrote it ourselves


def the_case(root: ET.Element, place: int) -> ET.Element:
    """A test case by its place."""
    return list(root.iter("testcase"))[place]


def with_error(text: str) -> ScenarioRecord:
    """A scenario that failed with this text."""
    failed = scenario("failed")
    steps = (failed.steps[0], msgspec.structs.replace(failed.steps[1], error=text))
    return msgspec.structs.replace(failed, steps=steps)


def test_junit_counts_the_whole_and_each_feature(tmp_path: Path) -> None:
    root = junit(RUN, tmp_path)

    counts = [
        (each.get("tests"), each.get("failures"), each.get("skipped"))
        for each in (root, *root.iter("testsuite"))
    ]

    assert [("4", "1", "2"), ("2", "1", "0"), ("2", "0", "2")] == counts


def test_junit_has_a_suite_for_each_feature_and_a_case_for_each_scenario(tmp_path: Path) -> None:
    root = junit(RUN, tmp_path)

    suites = {suite.get("name"): len(suite) for suite in root.iter("testsuite")}

    assert ("testsuites", {"認証コード": 2, "ログイン": 2}) == (root.tag, suites)


def test_junit_tells_where_a_scenario_stands_and_how_long_it_took(tmp_path: Path) -> None:
    case = the_case(junit(RUN, tmp_path), 0)

    assert ("認証コード / 期限は30分である", "期限の境い目", "features/4/code.feature", 0.25) == (
        case.get("classname"),
        case.get("name"),
        case.get("file"),
        float(case.get("time", "")),
    )


def test_junit_tells_the_sentence_that_failed_with_expected_and_actual(tmp_path: Path) -> None:
    failure = the_case(junit(RUN, tmp_path), 1).find("failure")

    assert failure is not None
    assert ("ならば パスワードを変えられる", ERROR) == (failure.get("message"), failure.text)


def test_junit_tells_a_failure_outside_of_sentences(tmp_path: Path) -> None:
    broken = msgspec.structs.replace(scenario("failed"), steps=(), reason="hook failed")

    failure = the_case(junit(record(broken), tmp_path), 0).find("failure")

    assert failure is not None
    assert ("features/4/code.feature:7", "hook failed") == (failure.get("message"), failure.text)


def test_junit_tells_why_a_scenario_did_not_run(tmp_path: Path) -> None:
    skipped = the_case(junit(RUN, tmp_path), 2).find("skipped")

    assert skipped is not None
    assert "needs.browser" == skipped.get("message")


def test_junit_of_nothing_counts_nothing(tmp_path: Path) -> None:
    root = junit(record(), tmp_path)

    assert ("0", 0) == (root.get("tests"), len(root))


@pytest.mark.parametrize("character", ["\0", "\x08", "\x1b[31m", "\x7f", "\ufffe"])
def test_junit_stays_well_formed_whatever_a_failure_says(tmp_path: Path, character: str) -> None:
    run = record(with_error(f"前{character}後"))

    failure = the_case(junit(run, tmp_path), 0).find("failure")

    assert failure is not None
    assert ("前", "後") == ((failure.text or "")[0], (failure.text or "")[-1])


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_record(RUN, tmp_path / "run.json")

    assert RUN == read_record(tmp_path / "run.json")


def test_a_record_can_be_read_without_this_program(tmp_path: Path) -> None:
    write_record(RUN, tmp_path / "run.json")

    text = (tmp_path / "run.json").read_text(encoding="utf-8")

    assert "期限の境い目" in text


def test_a_record_of_another_shape_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"version": "0.1.0"}', encoding="utf-8")

    with pytest.raises(msgspec.ValidationError, match="driver"):
        read_record(tmp_path / "run.json")


def test_all_files_are_written_but_messages_of_a_feature_that_has_changed(tmp_path: Path) -> None:
    """What an earlier run left in their place is gone."""
    (tmp_path / "messages.ndjson").write_text("{}", encoding="utf-8")

    with pytest.raises(ValueError, match="found no scenario"):
        write_all(record(scenario()), tmp_path)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert ["index.html", "junit.xml", "run.json"] == names


def test_what_an_earlier_run_left_stays_until_all_is_written(tmp_path: Path) -> None:
    """A page that cannot be drawn comes after run.json."""
    write_record(RUN, tmp_path / "run.json")
    impossible = msgspec.structs.replace(RUN, started="yesterday")

    with pytest.raises(ValueError, match="yesterday"):
        write_all(impossible, tmp_path)

    assert [tmp_path / "run.json"] == list(tmp_path.iterdir())
    assert RUN == read_record(tmp_path / "run.json")
