"""Points of a world's past: every event, and every second; a fork and a rewind come to the same."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.evolve import evolve
from itsid_sim.service.travel import NoSuchPoint, Point
from itsid_sim.service.universe import Plan, Universe
from tests.service.lives import START, Life, asked_for_code
from tests.unit import walks
from tests.unit.people import NOW, TARO_ID
from tests.unit.walker import Person

MINUTE_S = 60
TRAVELS: dict[str, Callable[[Universe, Point], object]] = {
    "fork": lambda universe, point: universe.fork("a", "b", point),
    "rewind": lambda universe, point: universe.rewind("a", point),
}


def arrived_at(life: Life, point: Point, travel: str) -> Life:
    """Where one comes to: the world itself, or its child."""
    TRAVELS[travel](life.universe, point)
    return Life(life.universe, "b" if travel == "fork" else "a")


@pytest.mark.parametrize("travel", TRAVELS)
def test_every_event_is_a_point_that_can_be_gone_back_to(universe: Universe, travel: str) -> None:
    life = asked_for_code(universe)
    history, branch = life.history(), life.branch

    for event in range(len(history) + 1):
        there = arrived_at(life, Point(event=event), travel)

        assert evolve(START, history[:event]) == there.world
        assert history[:event] == there.history()
        universe.enter("a", branch)
        if travel == "fork":
            universe.delete("b")


@pytest.mark.parametrize("travel", TRAVELS)
@pytest.mark.parametrize("seconds", [0, 1, 59, 60, 61, 119, 120])
def test_at_a_time_is_after_every_event_up_to_then(
    universe: Universe, travel: str, seconds: int
) -> None:
    life = asked_for_code(universe)
    before = universe.service.history("a")

    there = arrived_at(life, Point(at=NOW + seconds), travel)

    earlier = [one.event for one in before if one.at <= NOW + seconds]
    rest = seconds % MINUTE_S
    assert (*earlier, *((e.TimePassed(rest),) if rest else ())) == there.history()
    assert replace(evolve(START, earlier), now=NOW + seconds) == there.world


@pytest.mark.parametrize("travel", TRAVELS)
@pytest.mark.parametrize(
    ("point", "found", "known"),
    [
        (Point(event=-1), "event -1", "events 0 to {last}"),
        (Point(event=99), "event 99", "events 0 to {last}"),
        (Point(at=NOW - 1), "2024-02-28 23:44:59", "2024-02-28 23:45:00"),
        (Point(at=NOW + 121), "2024-02-28 23:47:01", "2024-02-28 23:47:00"),
    ],
    ids=str,
)
def test_where_a_world_never_was_is_told_with_where_it_was(
    universe: Universe, travel: str, point: Point, found: str, known: str
) -> None:
    life = asked_for_code(universe)
    before, branch = life.world, life.branch

    with pytest.raises(NoSuchPoint) as refused:
        TRAVELS[travel](universe, point)

    message = str(refused.value)
    assert (True, True) == (found in message, known.format(last=life.number) in message)
    assert (before, branch, ["a", "main"]) == (
        life.world,
        life.branch,
        [record.name for record in universe.service.listed("", 9)],
    )


@pytest.mark.parametrize("travel", TRAVELS)
def test_a_world_with_a_seed_draws_the_same_again(universe: Universe, travel: str) -> None:
    life = asked_for_code(universe)
    code = life.secret("code")

    there = arrived_at(life, Point(event=1), travel)
    walks.name_id(Person(there), TARO_ID)

    assert code == there.secret("code")


@pytest.mark.parametrize("travel", TRAVELS)
def test_a_world_without_a_seed_draws_anew(universe: Universe, travel: str) -> None:
    life = asked_for_code(universe, Plan(now=NOW))
    codes = {life.secret("code")}

    for _ in range(3):
        there = arrived_at(life, Point(event=1), travel)
        walks.name_id(Person(there), TARO_ID)
        codes.add(there.secret("code"))
        if travel == "fork":
            universe.delete("b")

    assert len(codes) > 1
