"""Many who press, wait, fork and go back at the same time: every world is what its events say."""

from collections.abc import Callable
from functools import partial

from itsid_sim.core import commands as c
from itsid_sim.core.evolve import evolve
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import MAIN, Universe
from tests.postbox.at_once import at_once
from tests.service.lives import START, Life, asked_for_code, write_letter

ROUNDS = 20


def often(deed: Callable[[int], object]) -> Callable[[], None]:
    """Do something again and again, as long as the world is there."""

    def do() -> None:
        for number in range(ROUNDS):
            try:
                deed(number)
            except UnknownWorld:
                return

    return do


def must_be_in_order(universe: Universe, name: str) -> None:
    """Check a world against its events."""
    happened, world = universe.service.history(name), universe.service.world(name)
    assert list(range(1, len(happened) + 1)) == [one.number for one in happened]
    assert sorted(one.at for one in happened) == [one.at for one in happened]
    assert evolve(START, (one.event for one in happened)) == world


def deeds(universe: Universe) -> list[Callable[[], None]]:
    """What people do to a world."""
    return [
        *[often(lambda _: universe.service.carry_out("a", c.Wait(1)))] * 2,
        often(lambda _: universe.advance("a", 60)),
        often(lambda _: universe.rewind("a", Point(event=2))),
        *(often(partial(fork, universe, prefix)) for prefix in "fg"),
    ]


def fork(universe: Universe, prefix: str, number: int) -> None:
    """Make a child of a name that nobody else gives."""
    universe.fork("a", f"{prefix}-{number}")


def test_nothing_is_lost_and_nothing_is_mixed_up(universe: Universe) -> None:
    life = asked_for_code(universe)
    write_letter(life)

    raised = at_once(deeds(universe))

    names = [record.name for record in universe.service.listed("", 999) if record.name != MAIN]
    assert ([], 1 + 2 * ROUNDS, 1 + ROUNDS) == (raised, len(names), len(universe.branches("a")))
    for name in names:
        universe.settled(name)
        must_be_in_order(universe, name)


def test_every_branch_that_was_left_can_be_entered_as_it_was(universe: Universe) -> None:
    asked_for_code(universe)
    at_once(deeds(universe))

    for branch in universe.branches("a"):
        universe.enter("a", branch.id)

        assert (branch.events, branch.now) == (
            Life(universe, "a").number,
            universe.service.world("a").now,
        )
        must_be_in_order(universe, "a")


def test_children_outlive_a_parent_that_is_taken_away_meanwhile(universe: Universe) -> None:
    asked_for_code(universe)

    raised = at_once([*deeds(universe), lambda: universe.delete("a")])

    names = [record.name for record in universe.service.listed("", 999) if record.name != MAIN]
    assert ([], False) == (raised, "a" in names)
    for name in names:
        must_be_in_order(universe, name)
