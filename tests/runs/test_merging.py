"""Parts of a run as one record: nothing lost, nothing twice, and no parts that do not belong."""

import pytest
from msgspec.structs import replace

from itsid_sim.drivers.record import (
    FeatureRecord,
    RunRecord,
    ScenarioRecord,
    Shown,
    Sight,
    StepRecord,
)
from itsid_sim.runs.merging import merged
from tests.report.records import record, scenario

LOGIN, TOP, CODE = (Shown(title, ()) for title in ("ログイン", "トップ", "認証コード入力"))


def at(place: str, *screens: int) -> ScenarioRecord:
    """A scenario at a place, in which pages came up."""
    steps = (StepRecord("もし", "開く", "passed", sights=tuple(Sight("太郎", n) for n in screens)),)
    return replace(scenario(place=place), steps=steps)


def part(shard: str, *scenarios: ScenarioRecord, selected: int = 3) -> RunRecord:
    """One part of a run that was split."""
    return replace(record(*scenarios, whole=False), shard=shard, selected=selected)


FIRST = replace(
    part("1/2", at("features/1/a.feature:5", 0, 1), at("features/1/a.feature:20", 1)),
    features=(FeatureRecord("a", "features/1/a.feature"),),
    screens=(LOGIN, TOP),
    started="2026-06-01T01:00:05+00:00",
    seconds=3.0,
)
SECOND = replace(
    part("2/2", at("features/1/a.feature:9", 1, 0)),
    features=(FeatureRecord("a", "features/1/a.feature"),),
    screens=(CODE, TOP),
    seconds=2.0,
)


def places(run: RunRecord) -> list[str]:
    """Where the scenarios of a run stand, without the folder."""
    return [one.place.removeprefix("features/") for one in run.scenarios]


def titles(run: RunRecord) -> list[list[str]]:
    """Which pages came up, scenario by scenario."""
    return [
        [run.screens[sight.screen].title for step in one.steps for sight in step.sights]
        for one in run.scenarios
    ]


def test_scenarios_come_in_the_order_of_the_specification() -> None:
    """By path and line, lines being numbers."""
    whole = merged([SECOND, FIRST])

    assert ["1/a.feature:5", "1/a.feature:9", "1/a.feature:20"] == places(whole)


def test_scenarios_come_in_the_order_that_is_given() -> None:
    """A shuffled run stays shuffled."""
    order = ["features/1/a.feature:9", "features/1/a.feature:20", "features/1/a.feature:5"]

    whole = merged([FIRST, SECOND], order)

    assert [place.removeprefix("features/") for place in order] == places(whole)


def test_each_screen_is_kept_once_and_sights_point_to_it() -> None:
    """Every part has counted its screens by itself."""
    whole = merged([FIRST, SECOND])

    assert (LOGIN, TOP, CODE) == whole.screens
    assert [["ログイン", "トップ"], ["トップ", "認証コード入力"], ["トップ"]] == titles(whole)


def test_features_stand_once_in_the_order_of_their_scenarios() -> None:
    """A feature may be shared by all parts."""
    other = FeatureRecord("0", "features/0/b.feature")
    second = part("2/2", at("features/0/b.feature:3"))

    whole = merged([FIRST, replace(second, features=(*SECOND.features, other))])

    assert ["0", "a"] == [feature.name for feature in whole.features]


def test_it_began_with_the_first_and_took_as_long_as_the_longest() -> None:
    """The parts ran side by side."""
    whole = merged([FIRST, SECOND])

    assert (SECOND.started, 3.0) == (whole.started, whole.seconds)


def test_it_is_no_shard_and_says_how_many_were_selected() -> None:
    """All parts together are the run."""
    whole = merged([FIRST, SECOND])

    assert ("", 3, len(whole.scenarios)) == (whole.shard, whole.selected, 3)


def test_a_seed_that_all_share_is_kept() -> None:
    """Parts that drew seeds of their own have none together."""
    assert "seed" == merged([FIRST, SECOND]).seed
    assert "" == merged([FIRST, replace(SECOND, seed="other")]).seed


def test_one_record_alone_is_itself() -> None:
    """Merging changes nothing that it need not."""
    alone = record(at("features/1/a.feature:5"))

    assert alone == merged([alone])


THIRD = part("3/3", at("features/1/a.feature:30"))
REFUSED = {
    "nothing": ([], "no pieces"),
    "another version": ([FIRST, replace(SECOND, version="9")], "piece 2.*version.*'9'.*'0.1.0'"),
    "another specification": (
        [FIRST, replace(SECOND, fingerprint="b")],
        "piece 2.*features or program have changed",
    ),
    "another driver": ([FIRST, replace(SECOND, driver="http")], "driver is 'http'"),
    "another target": ([FIRST, replace(SECOND, target="http://x")], "target is 'http://x'"),
    "other answers": ([FIRST, replace(SECOND, answers={})], "answers is {}"),
    "a shard twice": ([FIRST, SECOND, FIRST], "1/2 is given 2 times"),
    "a shard too few": ([FIRST], "2/2 is missing"),
    "another count": ([FIRST, THIRD], r"piece 2 \(shard 3/3\).*a part of 2"),
    "a shard and a run": ([FIRST, replace(SECOND, shard="")], "piece 2.*a part of 2"),
    "another selection": ([FIRST, replace(SECOND, selected=4)], "4 selected scenarios, 3 in 1/2"),
    "a scenario too few": (
        [FIRST, replace(SECOND, scenarios=())],
        "2 scenarios in all 2 parts together, 3 were selected",
    ),
    "a scenario twice": (
        [record(at("features/1/a.feature:5")), record(at("features/1/a.feature:5"))],
        r"piece 2: features/1/a\.feature:5 stands in piece 1 too",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_pieces_that_do_not_make_one_run_are_refused(why: str) -> None:
    """The message says which piece, what was found, and what to do."""
    pieces, told = REFUSED[why]

    with pytest.raises(ValueError, match=told):
        merged(pieces)
