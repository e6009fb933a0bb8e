"""Forks and rewinds: a world's past at any point, with a future of its own; nothing is lost."""

from collections.abc import Callable

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import World
from itsid_sim.ports.store import Branch, Conflict, Fork, NameTaken
from itsid_sim.procedures.letters import compose, url_of
from itsid_sim.rules import labels
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.travel import NoSuchPoint, Point
from itsid_sim.service.universe import Universe
from tests.service.lives import START, Life, asked_for_code, new_life
from tests.unit import walks
from tests.unit.people import JIRO, JIRO_ID, NOW, TARO_ID
from tests.unit.walker import Person


def test_a_fork_stands_as_its_parent_stands_and_tells_where_it_comes_from(
    universe: Universe,
) -> None:
    life = asked_for_code(universe)

    universe.fork("a", "b")

    child, record = Life(universe, "b"), universe.service.record("b")
    assert (life.world, life.history()) == (child.world, child.history())
    assert ("a", life.number, "monday") == (record.parent, record.parent_event, record.seed)
    assert (None, None) == (record.ahead, record.keep_s)
    assert life.branch != child.branch


def test_parent_and_child_go_on_without_one_another(universe: Universe) -> None:
    life = asked_for_code(universe)
    universe.fork("a", "b")
    child, now = Life(universe, "b"), life.world.now

    life.wait(seconds=1)
    child.wait(seconds=2)
    walks.sign_in(Person(child, "another"), TARO_ID, walks.WRONG_PASSWORD)

    assert (now + 1, now + 2) == (life.world.now, child.world.now)
    assert (False, True) == ("another" in life.world.dialogs, "another" in child.world.dialogs)


def test_a_child_outlives_its_parent(universe: Universe) -> None:
    life = asked_for_code(universe)
    history = life.history()
    universe.fork("a", "b")

    universe.delete("a")

    child = Life(universe, "b")
    child.wait(seconds=1)
    assert (*history, e.TimePassed(1)) == child.history()
    with pytest.raises(UnknownWorld):
        universe.settled("a")


def test_the_urls_in_a_childs_letters_lead_into_the_child(universe: Universe) -> None:
    life = new_life(universe)
    walks.ask_for_url(Person(life), JIRO, JIRO_ID)
    life.deliver()

    universe.fork("a", "b")

    sites = [universe.service.site(name) for name in "ab"]
    (letter,), (same,) = life.letters(), Life(universe, "b").letters()
    assert letter == same
    assert url_of(letter, sites[1]).startswith("http://127.0.0.1:8025/w/b/Firstreg/")
    assert (True, False) == tuple(
        url_of(letter, site) in compose(same, sites[1]).text for site in reversed(sites)
    )


def test_a_url_works_in_parent_and_child_once_each(universe: Universe) -> None:
    life = new_life(universe)
    walks.ask_for_url(Person(life), JIRO, JIRO_ID)
    life.deliver()
    universe.fork("a", "b")

    owned = []
    for name in "ab":
        there = Life(universe, name)
        person = Person(there)
        person.open(there.url("registration"))
        person.press(labels.NEXT)
        owned.append("jiro" in there.world.accounts)

    assert [True, True] == owned


def test_a_fork_needs_a_name_of_its_own(universe: Universe) -> None:
    life = asked_for_code(universe)

    for name in ("a", "main"):
        with pytest.raises(NameTaken, match=f"'{name}'"):
            universe.fork("a", name)

    assert [life.branch] == [branch.id for branch in universe.branches("a")]


def test_what_is_left_behind_stays_as_a_branch_and_can_be_entered_again(
    universe: Universe,
) -> None:
    life = asked_for_code(universe)
    first, left, history = life.branch, life.world, life.history()

    universe.rewind("a", Point(event=3))

    assert [
        Branch(first, None, len(history), left.now),
        Branch(life.branch, Fork(first, 3), 3, NOW + 60),
    ] == list(universe.branches("a"))
    universe.enter("a", first)
    assert (first, left, history) == (life.branch, life.world, life.history())
    assert 2 == len(universe.branches("a"))


def test_a_branch_that_was_entered_goes_on_from_its_end(universe: Universe) -> None:
    life = asked_for_code(universe)
    first, number = life.branch, life.number
    universe.rewind("a", Point(event=1))
    second = life.branch
    universe.enter("a", first)

    life.wait(seconds=7)

    assert number + 1 == life.number
    universe.enter("a", second)
    assert 1 == life.number


def test_a_branch_of_another_world_is_not_entered(universe: Universe) -> None:
    life = asked_for_code(universe)
    universe.fork("a", "b")
    branches = [Life(universe, "b").branch, 0, 2**40]

    for branch in branches:
        with pytest.raises(NoSuchPoint, match=f"{branch}.*'a' has stood on .*{life.branch}"):
            universe.enter("a", branch)


def test_one_goes_back_again_and_past_where_one_went_back_before(universe: Universe) -> None:
    life = asked_for_code(universe)
    history = life.history()

    universe.rewind("a", Point(event=5))
    life.wait(seconds=5)
    universe.rewind("a", Point(event=6))
    life.wait(seconds=6)
    universe.rewind("a", Point(event=2))

    parents = [branch.parent for branch in universe.branches("a")]
    ids = [branch.id for branch in universe.branches("a")]
    assert (history[:2], evolve(START, history[:2])) == (life.history(), life.world)
    assert [None, Fork(ids[0], 5), Fork(ids[1], 6), Fork(ids[2], 2)] == parents
    universe.enter("a", ids[2])
    assert (*history[:5], e.TimePassed(5), e.TimePassed(6)) == life.history()


def test_a_fork_of_a_fork_goes_back_before_its_parents_fork(universe: Universe) -> None:
    life = asked_for_code(universe)
    history = life.history()
    universe.fork("a", "b", Point(event=4))
    Life(universe, "b").wait(seconds=5)

    universe.fork("b", "c", Point(event=2))

    assert history[:2] == Life(universe, "c").history()
    assert ("b", 2) == (
        universe.service.record("c").parent,
        universe.service.record("c").parent_event,
    )


CHANGES: dict[str, Callable[[Universe, int], object]] = {
    "fork": lambda universe, number: universe.fork("a", "b", expected=number),
    "rewind": lambda universe, number: universe.rewind("a", Point(event=1), number),
    "enter": lambda universe, number: universe.enter("a", _branch(universe), number),
    "advance": lambda universe, number: universe.advance("a", 1, number),
    "delete": lambda universe, number: universe.delete("a", number),
}


def _branch(universe: Universe) -> int:
    return universe.service.record("a").branch


@pytest.mark.parametrize("change", CHANGES)
def test_a_world_that_has_gone_on_is_left_as_it_is(universe: Universe, change: str) -> None:
    life = asked_for_code(universe)
    before: World = life.world

    for number in (life.number - 1, life.number + 1):
        with pytest.raises(Conflict):
            CHANGES[change](universe, number)

    assert (before, 1) == (life.world, len(universe.branches("a")))
    CHANGES[change](universe, life.number)


@pytest.mark.parametrize("change", CHANGES)
def test_an_unknown_world_is_named(universe: Universe, change: str) -> None:
    with pytest.raises(UnknownWorld, match="'a'"):
        CHANGES[change](universe, 0)


def test_an_unknown_world_has_neither_branches_nor_commands(universe: Universe) -> None:
    new_life(universe)
    universe.delete("a")

    assert [] == list(universe.branches("a"))
    with pytest.raises(UnknownWorld):
        universe.service.carry_out("a", c.Wait(1))
