"""One run: what is selected, what is recorded, and what keeps it from beginning."""

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run, selected
from tests.runs.specimen import FAILED, PASSED, ROWS, UNDEFINED, WAITING, write_specimen

LOGIN, CODE = "1_login.feature", "2_code.feature"
TWO_WORLDS = """# language: ja
機能: 世界

  シナリオ: 太郎がログインする
    もし 太郎がログインする
    かつ 太郎がマイページを開く
    ならば 太郎に「トップ」画面が表示される

  シナリオ: 太郎はログインしていない
    もし 太郎がマイページを開く
    ならば 太郎に「ログイン」画面が表示される
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_specimen(tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def whole(folder: Path) -> RunRecord:
    return run_of(folder)


def run_of(
    *features: Path | str, tags: tuple[str, ...] = (), answers: Mapping[str, object] | None = None
) -> RunRecord:
    """Run these, and let nobody watch."""
    names = tuple(str(feature) for feature in features)
    return run(Request(names, tags=tags, answers=answers or {}), lambda _: None)


def lines(scenarios: tuple[ScenarioRecord, ...]) -> list[int]:
    """In which line each begins."""
    return [int(scenario.place.rpartition(":")[2]) for scenario in scenarios]


def scenario_at(record: RunRecord, line: int) -> ScenarioRecord:
    """The scenario of a line of the first file."""
    place = f"{LOGIN}:{line}"
    return next(scenario for scenario in record.scenarios if scenario.place.endswith(place))


def test_every_scenario_and_every_row_is_recorded_in_order(whole: RunRecord) -> None:
    assert [PASSED, FAILED, WAITING, UNDEFINED, *ROWS] == lines(whole.scenarios)


def test_each_scenario_ends_as_it_should(whole: RunRecord) -> None:
    statuses = [scenario.status for scenario in whole.scenarios]

    assert ["passed", "failed", "waiting", "failed", "passed", "passed"] == statuses


def test_a_passed_scenario_is_recorded_with_its_sentences(whole: RunRecord) -> None:
    scenario = scenario_at(whole, PASSED)

    assert ("ログイン <見本>", "通る", ("LOGIN-01",)) == (
        scenario.feature,
        scenario.name,
        scenario.tags,
    )
    assert [
        ("もし", "太郎がマイページを開く"),
        ("ならば", "太郎に「ログイン」画面が表示される"),
    ] == [(step.keyword, step.text) for step in scenario.steps]


def test_a_failed_sentence_tells_expected_and_actual_and_what_follows_is_skipped(
    whole: RunRecord,
) -> None:
    scenario = scenario_at(whole, FAILED)

    assert ["passed", "failed", "skipped"] == [step.status for step in scenario.steps]
    assert "「<トップ> & 見本」画面が表示される" in scenario.steps[1].error
    assert "「ログイン」画面である" in scenario.steps[1].error


def test_a_sentence_that_no_step_fits_fails_and_says_so(whole: RunRecord) -> None:
    (step,) = scenario_at(whole, UNDEFINED).steps

    assert ("failed", "no step fits this sentence") == (step.status, step.error)


def test_what_waits_for_the_web_says_so(whole: RunRecord) -> None:
    scenario = scenario_at(whole, WAITING)

    assert ("needs.browser", ("skipped",)) == (
        scenario.reason,
        tuple(step.status for step in scenario.steps),
    )


def test_a_row_is_told_by_its_values_and_includes_the_background(whole: RunRecord) -> None:
    row = whole.scenarios[-1]

    told = [word for word in ("期限の境い目", "30分", "初めからやり直し") if word in row.name]

    assert (3, 5) == (len(told), len(row.steps))


def test_a_row_has_the_tags_of_feature_rule_and_outline(whole: RunRecord) -> None:
    row = whole.scenarios[-1]

    assert {"CODE-03", "Q01", "MAIL-04"} == set(row.tags)


def test_a_row_knows_under_which_rule_it_stands(whole: RunRecord) -> None:
    row = whole.scenarios[-1]

    assert "期限は30分である" == row.rule


def test_a_run_knows_what_it_was(folder: Path) -> None:
    record = run(
        Request((f"{folder / LOGIN}:{PASSED}",), answers={"Q01": "inclusive"}, seed="x"),
        lambda _: None,
    )

    assert ("in-process", "embedded", {"Q01": "inclusive"}, "x", False) == (
        record.driver,
        record.target,
        record.answers,
        record.seed,
        record.whole,
    )


def test_durations_are_real(whole: RunRecord) -> None:
    ran = [scenario.seconds for scenario in whole.scenarios if scenario.status != "waiting"]

    assert min(ran) > 0
    assert sum(ran) < whole.seconds


def test_an_observer_hears_of_each_scenario_as_it_ends(folder: Path) -> None:
    heard: list[ScenarioRecord] = []

    record = run(Request((str(folder),)), heard.append)

    assert list(record.scenarios) == heard


def test_each_scenario_has_a_world_of_its_own(tmp_path: Path) -> None:
    feature = tmp_path / "x.feature"
    feature.write_text(TWO_WORLDS, encoding="utf-8")

    record = run_of(feature)

    assert ["passed", "passed"] == [scenario.status for scenario in record.scenarios]


@pytest.mark.parametrize(
    ("features", "tags", "expected"),
    [
        ((LOGIN,), (), [PASSED, FAILED, WAITING, UNDEFINED]),
        ((f"{LOGIN}:{FAILED}",), (), [FAILED]),
        ((f"{CODE}:{ROWS[1]}",), (), [ROWS[1]]),
        ((f"{LOGIN}:{PASSED}", CODE), (), [PASSED, *ROWS]),
        (("",), ("LOGIN-01 or CODE-03",), [PASSED, *ROWS]),
        (("",), ("not CODE-03", "not needs.browser"), [PASSED, FAILED, UNDEFINED]),
        (("",), ("@LOGIN-02",), [FAILED]),
        (("",), ("REG-01",), []),
    ],
)
def test_features_lines_and_tags_select(
    folder: Path, features: tuple[str, ...], tags: tuple[str, ...], expected: list[int]
) -> None:
    request = Request(tuple(str(folder / feature) for feature in features), tags=tags)

    scenarios = list(selected(request))

    assert expected == [scenario.line for scenario in scenarios]


def test_what_is_selected_is_what_runs(folder: Path) -> None:
    record = run_of(folder, tags=("LOGIN-01 or CODE-03",))

    assert [PASSED, *ROWS] == lines(record.scenarios)


def test_an_answer_holds_for_the_whole_run(folder: Path) -> None:
    record = run_of(folder / CODE, answers={"Q01": "inclusive"})

    assert ["passed", "failed"] == [scenario.status for scenario in record.scenarios]


def test_a_run_that_somebody_stops_is_no_record(folder: Path) -> None:
    """Ctrl-C comes while the first scenario is being told of."""

    def stop(_: ScenarioRecord) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Request((str(folder),)), stop)


def test_a_run_that_cannot_begin_leaves_no_postbox_behind(tmp_path: Path) -> None:
    feature = tmp_path / "bad.feature"
    feature.write_text("シナリオ: x\n", encoding="utf-8")
    before = set(threading.enumerate())

    with pytest.raises(CannotRun):
        run_of(feature)

    assert [] == [thread.name for thread in threading.enumerate() if thread not in before]


@pytest.mark.parametrize("background", ["", "  背景:\n    前提 太郎がマイページを開く\n"])
def test_a_scenario_without_sentences_proves_nothing(tmp_path: Path, background: str) -> None:
    """It is what remains of one whose keyword was misspelt: behave calls it passed."""
    feature = tmp_path / "empty.feature"
    text = f"# language: ja\n機能: x\n{background}  @CODE-03\n  シナリオ: y\n"
    feature.write_text(text, encoding="utf-8")

    record = run_of(feature)

    assert ["failed"] == [scenario.status for scenario in record.scenarios]


MISTAKES = {
    "a name of nobody": ("もし 太朗がマイページを開く", "no person '太朗'; it has 太郎, "),
    "a letter that nobody named": (
        "ならば そのメールの送信者は「鍵」である",
        "brought up its letter",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_sentence_is_told_in_words(tmp_path: Path, mistake: str) -> None:
    sentence, told = MISTAKES[mistake]
    feature = tmp_path / "x.feature"
    feature.write_text(
        f"# language: ja\n機能: x\n  シナリオ: y\n    {sentence}\n", encoding="utf-8"
    )

    record = run_of(feature)

    assert "failed" == record.scenarios[0].status
    assert told in record.scenarios[0].steps[0].error
