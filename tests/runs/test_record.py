"""What a run keeps of each scenario: pages, letters, the clock, what fell due, rows taken, time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import json

from itsid_sim.core.tracing import named_rows
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.procedures import CHART
from itsid_sim.rules.letters import CODE_SUBJECT, SENDER
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.runs.specimen import write_specimen

WORLDS = """# language: ja
機能: 世界

  シナリオ: 分かれる
    前提 いまは2026年6月1日 10時0分である
    かつ 太郎が「認証コード入力」画面まで進んでいる
    もし 世界を分け、分かれた方を「先の世界」とする
    かつ 「先の世界」に移る
    かつ 1時間たつ
    かつ 30分前に戻る
    ならば 太郎に「認証コード入力」画面が表示される
"""


@pytest.fixture(scope="module", params=["in-process", "http"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    folder = write_specimen(tmp_path_factory.mktemp("features"))
    return run(Request((str(folder),), driver=request.param), lambda _: None)


@pytest.fixture(scope="module")
def in_time(record: RunRecord) -> ScenarioRecord:
    return next(one for one in record.scenarios if "29分59秒" in one.name)


@pytest.fixture(scope="module")
def too_late(record: RunRecord) -> ScenarioRecord:
    return next(one for one in record.scenarios if "経過: 30分 " in one.name)


def times(scenario: ScenarioRecord) -> list[str]:
    """The world's time after each step."""
    return [f"{datetime.fromtimestamp(step.at, UTC):%M:%S}" for step in scenario.steps]


def test_the_worlds_time_is_kept_after_every_step(in_time: ScenarioRecord) -> None:
    assert ["00:00", *["29:59"] * 4] == times(in_time)


def test_every_page_that_came_up_is_kept_once(record: RunRecord, in_time: ScenarioRecord) -> None:
    seen = [record.screens[sight.screen].title for step in in_time.steps for sight in step.sights]

    titles = ["ログイン", "iTSCOM ID・パスワードがご不明なお客様", "本人認証", "認証コード入力"]
    assert [*titles, "パスワード登録"] == seen
    assert len(set(record.screens)) == len(record.screens)


def test_a_page_is_kept_with_what_it_says_and_offers(record: RunRecord) -> None:
    page = next(one for one in record.screens if one.title == "パスワード登録")

    fields = (("パスワード", "secret"), ("パスワード再入力", "secret"))
    assert (fields, ("次へ",)) == (page.fields, page.buttons)
    assert page.lines


def test_letters_are_kept_without_their_codes(in_time: ScenarioRecord) -> None:
    (letter,) = in_time.letters

    told = (letter.to, letter.sender, letter.subject, letter.state)
    assert ("taro@example.jp", SENDER, CODE_SUBJECT, "arrived") == told
    assert letter.written == letter.arrived == in_time.steps[0].at
    assert "認証コード：***" in letter.text


def test_what_the_tester_stops_short_of_is_kept(in_time: ScenarioRecord) -> None:
    due = next(one for one in in_time.dues if "認証コード" in one.text)

    assert in_time.steps[-1].at == due.missed_at == due.at - 1


def test_what_falls_due_is_kept(too_late: ScenarioRecord) -> None:
    due = next(one for one in too_late.dues if "認証コード" in one.text)

    assert (too_late.steps[-1].at, 0) == (due.at, due.missed_at)


def test_the_rows_of_the_chart_that_were_taken_are_kept(too_late: ScenarioRecord) -> None:
    known = {row for row, *_ in named_rows(CHART)}
    taken = [case for step in too_late.steps for case in step.cases]

    assert set(taken) <= known
    assert "認証コード入力/次へ/3" == taken[-1]


def test_features_are_kept_with_their_paths(record: RunRecord) -> None:
    assert ["ログイン <見本>", "認証コード"] == [one.name for one in record.features]


def test_a_row_knows_its_outline_and_cells(in_time: ScenarioRecord) -> None:
    assert "期限の境い目" == in_time.outline
    assert (("経過", "29分59秒"), ("画面", "パスワード登録")) == in_time.cells


def test_a_page_that_should_have_come_is_kept_by_its_title(record: RunRecord) -> None:
    failed = next(one for one in record.scenarios if one.name == "通らない")

    assert ["", "<トップ> & 見本", ""] == [step.expected for step in failed.steps]


def test_durations_are_real_under_a_frozen_ambient_clock(tmp_path: Path) -> None:
    folder = write_specimen(tmp_path)

    record = run(Request((str(folder),), frozen=True), lambda _: None)

    ran = [step for one in record.scenarios for step in one.steps if step.status == "passed"]
    assert all(0 < step.seconds < record.seconds for step in ran)


def test_other_worlds_are_told_by_name_and_rewinding_is_seen(tmp_path: Path) -> None:
    feature = tmp_path / "worlds.feature"
    feature.write_text(WORLDS, encoding="utf-8")

    (scenario,) = run(Request((str(feature),)), lambda _: None).scenarios

    assert "passed" == scenario.status
    assert ["", "", "", *["先の世界"] * 4] == [step.world for step in scenario.steps]
    assert ["00:00", "00:00", "00:00", "00:00", "30:00", "30:00"] == times(scenario)[1:]


def test_no_secret_is_kept(record: RunRecord) -> None:
    """Letters bring URLs of 32 characters and codes of six digits."""
    kept = json.encode((record.screens, record.scenarios)).decode()

    assert "認証コード：***" in kept
    assert "認証コード：1" not in kept
