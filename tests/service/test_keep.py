"""Worlds that are cleared away when nobody uses them, and main, which is always there."""

import pytest

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core import commands as c
from itsid_sim.service.universe import MAIN, Plan, Universe
from tests.service.lives import Hand, new_life, opened
from tests.unit.people import NOW

KEPT = Plan(now=NOW, keep_s=60)


def names(universe: Universe) -> list[str]:
    """The names of all worlds."""
    return [record.name for record in universe.service.listed("", 99)]


@pytest.mark.parametrize(("passed", "there"), [(59, True), (60, True), (61, False)])
@pytest.mark.parametrize("name", ["a", "z"])
def test_a_world_that_nobody_used_for_its_span_is_cleared_away(
    hand: Hand, universe: Universe, name: str, passed: int, *, there: bool
) -> None:
    universe.create(name, KEPT)
    hand.now += passed

    universe.clear()

    assert there == (name in names(universe))


def test_a_world_that_was_used_is_kept_for_its_span_again(hand: Hand, universe: Universe) -> None:
    for name in "abc":
        universe.create(name, KEPT)
    hand.now += 60
    universe.use("b")
    hand.now += 60

    universe.clear()
    first = names(universe)
    hand.now += 1
    universe.clear()

    assert (["b", MAIN], [MAIN]) == (first, names(universe))


def test_a_world_without_a_span_is_kept_for_ever(hand: Hand, universe: Universe) -> None:
    new_life(universe)
    hand.now += 100 * 365 * 86_400

    universe.clear()

    assert ["a", MAIN] == names(universe)


def test_a_world_of_no_span_goes_as_soon_as_time_passes(hand: Hand, universe: Universe) -> None:
    universe.create("a", Plan(keep_s=0))
    universe.clear()
    at_once = names(universe)
    hand.now += 1

    universe.clear()

    assert (["a", MAIN], [MAIN]) == (at_once, names(universe))


def test_a_world_that_was_made_anew_is_not_taken_for_the_old_one(
    hand: Hand, universe: Universe
) -> None:
    universe.create("a", KEPT)
    hand.now += 61
    universe.delete("a")
    universe.create("a", KEPT)

    universe.clear()

    assert ["a", MAIN] == names(universe)


def test_the_span_of_a_world_is_real_time_whatever_its_own_clock_does(
    hand: Hand, universe: Universe
) -> None:
    universe.create("a", KEPT)
    universe.advance("a", 1000)

    universe.clear()
    first = names(universe)
    hand.now += 61
    universe.clear()

    assert (["a", MAIN], [MAIN]) == (first, names(universe))


def test_main_is_made_anew_when_it_is_taken_away(hand: Hand, universe: Universe) -> None:
    universe.service.carry_out(MAIN, c.Wait(60))
    before = universe.service.record(MAIN)
    hand.now += 7

    universe.delete(MAIN)

    after = universe.service.record(MAIN)
    assert ((), NOW + 7, True) == (
        universe.service.events(MAIN),
        universe.settled(MAIN).now,
        universe.flows(MAIN),
    )
    assert (MAIN, True) == (after.name, before.branch != after.branch)


def test_a_span_is_remembered_over_a_restart() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        first.universe.create("a", KEPT)
    hand.now += 61

    with opened(hand, store) as second:
        second.universe.clear()

        assert [MAIN] == names(second.universe)


def test_that_a_world_was_used_is_remembered_over_a_restart() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        first.universe.create("a", KEPT)
        hand.now += 50
        first.universe.use("a")
        first.universe.clear()
    hand.now += 20

    with opened(hand, store) as second:
        second.universe.clear()

        assert ["a", MAIN] == names(second.universe)


def test_made_names_are_of_ten_digits(universe: Universe) -> None:
    made = {universe.new_name() for _ in range(50)}

    assert (50, {12}, {"w-"}) == (len(made), set(map(len, made)), {name[:2] for name in made})
