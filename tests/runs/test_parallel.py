"""A run in several processes: the same record as in one, and no end of a process is passed over."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.runs.parallel import asked_for, run_in_parallel
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run
from itsid_sim.runs.sharding import Identity
from tests.runs.mishaps import (
    AFTER,
    BEFORE,
    CRASHED,
    CRASHED_IN_THE_END,
    KILLED,
    THEN,
    bring_mishaps_about,
    write_mishap,
)
from tests.runs.specimen import ROWS, write_specimen

pytestmark = pytest.mark.processes


def in_parallel(request: Request, jobs: int = 2) -> RunRecord:
    """Run in several processes, and let nobody watch."""
    return run_in_parallel(request, jobs, {}, lambda _: None)


def timeless(record: RunRecord) -> tuple[object, ...]:
    """A record less its times, and with pages instead of their numbers."""
    scenarios = [
        replace(
            scenario,
            seconds=0,
            tags=tuple(sorted(scenario.tags)),
            steps=tuple(replace(step, seconds=0, sights=()) for step in scenario.steps),
        )
        for scenario in record.scenarios
    ]
    sights = [
        [(sight.who, record.screens[sight.screen]) for sight in step.sights]
        for scenario in record.scenarios
        for step in scenario.steps
    ]
    screens = set(record.screens)
    return (
        scenarios,
        sights,
        screens,
        replace(record, started="", seconds=0, scenarios=(), screens=()),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_specimen(tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def one(folder: Path) -> RunRecord:
    return run(Request((str(folder),), seed="1"), lambda _: None)


@pytest.fixture(scope="module")
def two(folder: Path) -> RunRecord:
    return in_parallel(Request((str(folder),), seed="1"))


def test_two_processes_leave_the_record_of_one(one: RunRecord, two: RunRecord) -> None:
    """But for times, and the order in which screens came up first."""
    assert timeless(one) == timeless(two)


def test_durations_of_processes_are_real(two: RunRecord) -> None:
    """The run took as long as its longest part, and a little longer."""
    ran = [scenario.seconds for scenario in two.scenarios if scenario.status != "waiting"]

    assert min(ran) > 0
    assert max(ran) < two.seconds


def test_rows_of_an_outline_are_shared(folder: Path) -> None:
    """What weighs all gets a process of its own."""
    request = Request((str(folder / "2_code.feature"),))
    asked = asked_for(request)

    record = run_in_parallel(request, 8, {asked[0].identity: 9.0}, lambda _: None)

    assert ["passed"] * len(ROWS) == [scenario.status for scenario in record.scenarios]


def test_an_observer_hears_of_every_scenario_feature_by_feature(folder: Path) -> None:
    """Progress is a line for each feature, whichever process ended its last scenario."""
    heard: list[ScenarioRecord] = []

    record = run_in_parallel(Request((str(folder),)), 2, {}, heard.append)

    features = [scenario.feature for scenario in heard]
    assert sorted(features) in (features, features[::-1])
    assert {scenario.place for scenario in record.scenarios} == {one.place for one in heard}
    assert len(record.scenarios) == len(heard)


def test_a_frozen_ambient_clock_changes_nothing(folder: Path, two: RunRecord) -> None:
    """It is frozen in every process, and none minds."""
    record = in_parallel(Request((str(folder),), seed="1", frozen=True))

    assert timeless(two) == timeless(record)


def test_answers_and_tags_hold_in_every_process(folder: Path) -> None:
    """As they do in one."""
    record = in_parallel(Request((str(folder),), tags=("CODE-03",), answers={"Q01": "inclusive"}))

    assert ["passed", "failed"] == [scenario.status for scenario in record.scenarios]
    assert not record.whole


def test_nothing_selected_is_an_empty_record(folder: Path) -> None:
    """As in one process."""
    record = in_parallel(Request((str(folder),), tags=("REG-01",)))

    assert () == record.scenarios


def shared_apart(mishap: Path, folder: Path) -> dict[Identity, float]:
    """Weights by which one process gets all of the mishap, and the other all of the specimen."""
    first, *others = asked_for(Request((str(folder),)))
    return {
        **{one.identity: 1.0 for one in asked_for(Request((str(mishap),)))},
        first.identity: 3.5,
        **{one.identity: 0.0 for one in others},
    }


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for features, and processes in which mishaps happen."""
    bring_mishaps_about(tmp_path / "mishaps", monkeypatch)
    return tmp_path


ENDS = {
    KILLED: "its process was ended by SIGKILL: half a line",
    CRASHED: "its process ended with 7: nothing goes any more",
}


@pytest.mark.parametrize("sentence", ENDS)
def test_what_a_process_leaves_undone_has_failed_and_says_why(
    folder: Path, one: RunRecord, site: Path, sentence: str
) -> None:
    """What it had ended stays ended, and the other process finishes."""
    mishap, end = write_mishap(site / "mishap.feature", sentence), ENDS[sentence]
    heard: list[ScenarioRecord] = []

    record = run_in_parallel(
        Request((str(mishap), str(folder))), 2, shared_apart(mishap, folder), heard.append
    )

    assert [
        (BEFORE, "passed", ""),
        (THEN, "failed", f"while it ran, {end}"),
        *((line, "failed", f"before it ran, {end}") for line in AFTER),
    ] == [
        (int(scenario.place.rpartition(":")[2]), scenario.status, scenario.reason)
        for scenario in record.scenarios[:4]
    ]
    assert [scenario.status for scenario in one.scenarios] == [
        scenario.status for scenario in record.scenarios[4:]
    ]
    assert len(record.scenarios) == len(heard)


def test_how_a_process_ends_that_has_left_its_record_is_nobodys_concern(site: Path) -> None:
    """All that it was to do is done."""
    mishap = write_mishap(site / "mishap.feature", CRASHED_IN_THE_END)

    record = in_parallel(Request((str(mishap),)), jobs=1)

    assert {"passed"} == {scenario.status for scenario in record.scenarios[:2]}


def test_what_failed_since_it_never_ran_is_told_with_its_names_and_tags(
    site: Path,
) -> None:
    """A report finds it under its rule and its feature."""
    mishap = write_mishap(site / "mishap.feature", KILLED)

    record = in_parallel(Request((str(mishap),)), jobs=1)

    row = record.scenarios[-1]
    assert ("災難", "あと", (("画面", "い"),), ()) == (
        row.feature,
        row.outline,
        row.cells,
        row.steps,
    )
    assert ["災難"] == [feature.name for feature in record.features]


def test_what_keeps_every_process_from_beginning_keeps_the_run(folder: Path) -> None:
    """Nobody listens there: no scenario is to blame."""
    request = Request((str(folder),), driver="http", target="http://127.0.0.1:9")

    with pytest.raises(CannotRun, match=r"--target http://127\.0\.0\.1:9"):
        in_parallel(request)


def test_a_request_that_cannot_run_says_why_before_any_process_begins() -> None:
    """As in one process."""
    with pytest.raises(CannotRun, match=r"nowhere\.feature"):
        in_parallel(Request(("nowhere.feature",)))
