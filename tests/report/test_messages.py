"""messages.ndjson: a run as any reader of Cucumber Messages takes it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec import json
from msgspec.structs import replace

from itsid_sim.drivers.record import LetterRecord, RunRecord
from itsid_sim.report.earlier import read_earlier
from itsid_sim.report.messages import write_messages
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.report.records import record, scenario
from tests.runs.specimen import ROWS, write_specimen

Message = dict[str, Any]

EMPTY_FEATURE = """# language: ja
機能: 空

  背景:
    前提 太郎が「認証コード入力」画面まで進んでいる

  シナリオ: 文がない

  シナリオ: 文がある
    もし 太郎がマイページを開く
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    """Every way in which a scenario can end."""
    folder = write_specimen(tmp_path_factory.mktemp("features"))
    return run(Request((str(folder),)), lambda _: None)


@pytest.fixture(scope="module")
def path(ran: RunRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("report") / "messages.ndjson"
    write_messages(ran, path)
    return path


@pytest.fixture(scope="module")
def told(path: Path) -> list[Message]:
    return lines_of(path)


def lines_of(path: Path) -> list[Message]:
    """All messages of a file."""
    return [json.decode(line) for line in path.read_bytes().splitlines()]


def of(told: list[Message], kind: str) -> list[Message]:
    """The messages of one kind."""
    return [message[kind] for message in told if kind in message]


def test_every_scenario_is_a_test_case_with_its_steps(told: list[Message], ran: RunRecord) -> None:
    kinds = Counter(next(iter(message)) for message in told)
    steps = sum(len(one.steps) for one in ran.scenarios)

    assert 6 == kinds["pickle"] == kinds["testCase"] == kinds["testCaseFinished"]
    assert steps == kinds["testStepStarted"] == kinds["testStepFinished"]
    assert ["meta", "source"] == [next(iter(message)) for message in told][:2]
    assert "testRunFinished" in told[-1]


def test_a_step_ends_as_it_did(told: list[Message]) -> None:
    """What failed says why, what no step fits is undefined, what was left out is skipped."""
    statuses = Counter(one["testStepResult"]["status"] for one in of(told, "testStepFinished"))
    (failed,) = (
        one["testStepResult"]
        for one in of(told, "testStepFinished")
        if one["testStepResult"]["status"] == "FAILED"
    )

    assert {"PASSED", "FAILED", "SKIPPED", "UNDEFINED"} == set(statuses)
    assert "はずだが" in failed["message"]


def test_a_row_of_an_outline_leads_to_its_line(told: list[Message]) -> None:
    lines = [one["location"]["line"] for one in of(told, "pickle") if "境い目" in one["name"]]

    assert list(ROWS) == lines


def test_pages_and_letters_are_attached_to_the_step_that_brought_them(
    told: list[Message],
) -> None:
    texts = {one["fileName"]: one["body"] for one in of(told, "attachment")}

    assert "[認証コード]" in texts["太郎「認証コード入力」"]
    assert "認証コード：***" in texts["認証コードのお知らせ"]


def test_a_letter_is_attached_to_a_step_of_its_own_world(ran: RunRecord, tmp_path: Path) -> None:
    """Two worlds have two clocks: the other one's time tells nothing of it."""
    passed = next(one for one in ran.scenarios if one.name == "通る")
    first, second = passed.steps
    steps = (replace(first, at=900, sights=()), replace(second, at=200, world="b", sights=()))
    letter = LetterRecord("to", "from", "b's", "text", "arrived", 100, arrived=100, world="b")

    write_messages(
        replace(ran, scenarios=(replace(passed, steps=steps, letters=(letter,)),)),
        tmp_path / "a.ndjson",
    )

    (attached,) = of(lines_of(tmp_path / "a.ndjson"), "attachment")
    assert ("b's", "case-0-1") == (attached["fileName"], attached["testStepId"])


def test_the_steps_of_a_waiting_scenario_say_what_it_waits_for(told: list[Message]) -> None:
    results = [one["testStepResult"] for one in of(told, "testStepFinished")]

    assert "needs.browser" in {one.get("message") for one in results if one["status"] == "SKIPPED"}


def test_time_never_goes_back(told: list[Message]) -> None:
    times = [
        (found["timestamp"]["seconds"], found["timestamp"]["nanos"])
        for message in told
        for found in message.values()
        if "timestamp" in found
    ]

    assert sorted(times) == times


def test_pictures_are_attached_by_their_path(ran: RunRecord, tmp_path: Path) -> None:
    screens = tuple(replace(one, picture="screens/a.jpg") for one in ran.screens)

    write_messages(replace(ran, screens=screens), tmp_path / "messages.ndjson")

    text = (tmp_path / "messages.ndjson").read_text(encoding="utf-8")
    assert '"url":"screens/a.jpg"' in text


def test_what_failed_beside_the_steps_is_told(ran: RunRecord, tmp_path: Path) -> None:
    """Or it would look green."""
    passed = next(one for one in ran.scenarios if one.status == "passed")
    killed = replace(passed, status="failed", reason="its process was ended")

    write_messages(replace(ran, scenarios=(killed,)), tmp_path / "a.ndjson")

    (earlier,) = read_earlier(tmp_path / "a.ndjson")
    assert "failed" == earlier.status
    assert "its process was ended" in (tmp_path / "a.ndjson").read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(path: Path, ran: RunRecord, tmp_path: Path) -> None:
    write_messages(ran, tmp_path / "again.ndjson")

    assert path.read_bytes() == (tmp_path / "again.ndjson").read_bytes()


def test_a_feature_that_has_changed_is_refused(ran: RunRecord, tmp_path: Path) -> None:
    moved = replace(ran.scenarios[0], place=f"{ran.features[0].place}:999")

    with pytest.raises(ValueError, match=r":999: found no scenario where '通る' with 2 steps"):
        write_messages(replace(ran, scenarios=(moved,)), tmp_path / "a.ndjson")


def test_a_feature_that_is_gone_is_refused(ran: RunRecord, tmp_path: Path) -> None:
    gone = replace(ran.features[0], place="features/gone.feature")

    with pytest.raises(ValueError, match=r"features/gone.feature: No such file"):
        write_messages(replace(ran, features=(gone,)), tmp_path / "a.ndjson")


def test_a_feature_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "1.feature"
    file.write_text(EMPTY_FEATURE, encoding="utf-8")
    ran = run(Request((str(file),)), lambda _: None)
    file.write_bytes(b"\xff")

    with pytest.raises(ValueError, match=r"1\.feature: .*can't decode.*could be read"):
        write_messages(ran, tmp_path / "a.ndjson")


def test_a_scenario_without_a_sentence_keeps_what_its_background_did(tmp_path: Path) -> None:
    """Cucumber knows no steps of it, behave runs the background; what is missing is told last."""
    (tmp_path / "1.feature").write_text(EMPTY_FEATURE, encoding="utf-8")
    ran = run(Request((str(tmp_path / "1.feature"),)), lambda _: None)

    write_messages(ran, tmp_path / "a.ndjson")

    told = lines_of(tmp_path / "a.ndjson")
    empty, full = of(told, "testCase")
    assert ["hookId"] * 2 == [kind for step in empty["testSteps"] for kind in step if kind != "id"]
    assert 2 == len([step for step in full["testSteps"] if "pickleStepId" in step])
    assert 4 == len(of(told, "testStepFinished"))


def test_a_scenario_that_was_never_begun_has_skipped_steps(ran: RunRecord, tmp_path: Path) -> None:
    """Its process ended before."""
    never = replace(ran.scenarios[0], status="failed", steps=(), letters=(), reason="killed")

    write_messages(replace(ran, scenarios=(never,)), tmp_path / "a.ndjson")

    results = [
        one["testStepResult"] for one in of(lines_of(tmp_path / "a.ndjson"), "testStepFinished")
    ]
    *steps, hook = [(one["status"], one.get("message", "")) for one in results]
    assert [("SKIPPED", "")] * len(ran.scenarios[0].steps) == steps
    assert ("FAILED", "killed") == hook


def test_a_run_without_scenarios_has_messages_too(tmp_path: Path) -> None:
    write_messages(record(), tmp_path / "a.ndjson")

    assert () == read_earlier(tmp_path / "a.ndjson")


def test_a_scenario_of_no_feature_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="found no scenario"):
        write_messages(record(scenario()), tmp_path / "a.ndjson")
