"""A reissued password on a screen: there as long as it stands there, and nowhere else."""

import pytest
from msgspec import json

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.page import Page
from itsid_sim.core.reveal import MASK, without_reveals
from itsid_sim.core.snapshot import to_bytes
from itsid_sim.rules import labels
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import Universe
from tests.service.lives import Hand, Life, new_life, opened
from tests.unit import walks
from tests.unit.people import HANAKO_ID, TARO_ID
from tests.unit.walker import Person

WHO = "hanako"


def reissue(universe: Universe) -> tuple[Person, str, int]:
    """Somebody before a reissued password at which nobody has looked yet, it, and the event."""
    life = new_life(universe)
    person = Person(life, WHO)
    walks.to_phrase_entry(person, HANAKO_ID)
    person.send(labels.REISSUE, walks.PET)
    return person, on_screen(universe), life.number


def on_screen(universe: Universe, name: str = "a") -> str:
    """What the world knows of the password on the screen."""
    return universe.service.world(name).dialogs[WHO].reveal


def shown(universe: Universe, name: str = "a") -> str:
    """What the browser is shown of it, looking for the first time."""
    page: Page | None = universe.service.page(name, c.Look(WHO))
    assert page is not None
    return walks.password_on(page)


def test_it_is_shown_after_a_restart() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        _, password, _ = reissue(first.universe)

    with opened(hand, store) as second:
        assert (12, password, "") == (
            len(password),
            shown(second.universe),
            shown(second.universe),
        )


def test_it_stands_in_no_event_and_in_no_snapshot() -> None:
    """A thousand events later the world has been saved, with the password still on the screen."""
    store = MemoryStore()
    with opened(Hand(), store) as simulator:
        universe = simulator.universe
        _, password, _ = reissue(universe)
        life = Life(universe, "a")
        universe.service.carry_out_all("a", lambda _: (c.Wait(1) for _ in range(1000)))
        number, saved = store.nearest(life.branch, life.number)

        events = json.encode(universe.service.events("a")).decode()
        assert (True, False, False) == (
            number > 1000,
            password in events,
            password in to_bytes(saved).decode(),
        )
        assert (MASK, password) == (saved.dialogs[WHO].reveal, on_screen(universe))
        assert without_reveals(life.world) == saved


def test_it_is_shown_after_a_restart_from_a_snapshot() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        _, password, _ = reissue(first.universe)
        first.service.carry_out_all("a", lambda _: (c.Wait(1) for _ in range(1100)))
        before = first.service.world("a")

    with opened(hand, store) as second:
        assert (before, password) == (second.service.world("a"), shown(second.universe))


def test_once_it_was_left_the_store_does_not_know_it() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        person, password, _ = reissue(first.universe)
        branch = Life(first.universe, "a").branch
        kept = dict(store.reveals(branch))
        walks.to_identity(person)

        assert ({WHO: password}, {}) == (kept, dict(store.reveals(branch)))
        assert "" == on_screen(first.universe)

    with opened(hand, store) as second:
        assert "" == on_screen(second.universe)


@pytest.mark.parametrize("restarts", [False, True])
def test_going_back_to_where_it_was_shows_it_no_more_once_it_was_left(*, restarts: bool) -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        person, _, number = reissue(first.universe)
        walks.to_identity(person)
        if not restarts:
            first.universe.rewind("a", Point(event=number))
            assert MASK == on_screen(first.universe)

    with opened(hand, store) as second:
        if restarts:
            second.universe.rewind("a", Point(event=number))

        assert (MASK, MASK) == (on_screen(second.universe), shown(second.universe))


def test_going_back_while_it_stands_there_leaves_it_there() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        _, password, number = reissue(first.universe)
        first.universe.advance("a", 60)
        first.universe.rewind("a", Point(event=number))
        assert password == on_screen(first.universe)

    with opened(hand, store) as second:
        assert password == shown(second.universe)


def test_going_back_to_before_it_was_there_does_not_bring_it() -> None:
    with opened(Hand()) as simulator:
        universe = simulator.universe
        reissue(universe)
        happened = universe.service.history("a")
        shown_by = next(one for one in happened if isinstance(one.event, e.PasswordRevealed))

        universe.rewind("a", Point(event=shown_by.number - 1))

        assert "" == on_screen(universe)


def test_a_fork_shows_it_too_and_each_leaves_its_own() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        person, password, _ = reissue(first.universe)
        first.universe.fork("a", "b")
        walks.to_identity(person)

    with opened(hand, store) as second:
        assert ("", password) == (on_screen(second.universe), shown(second.universe, "b"))


def test_a_branch_that_is_entered_again_shows_it_again() -> None:
    with opened(Hand()) as simulator:
        universe = simulator.universe
        _, password, _ = reissue(universe)
        left = Life(universe, "a").branch
        universe.rewind("a", Point(event=0))

        universe.enter("a", left)

        assert password == shown(universe)


def test_a_newer_password_is_not_shown_where_the_older_one_was() -> None:
    """The older one is gone for good: what is shown in its place is that it is masked."""
    with opened(Hand()) as simulator:
        universe = simulator.universe
        person, older, number = reissue(universe)
        walks.to_phrase_entry(person, HANAKO_ID)
        person.send(labels.REISSUE, walks.PET)
        newer = on_screen(universe)

        universe.rewind("a", Point(event=number))

        assert (True, MASK) == (older != newer, on_screen(universe))


def test_another_browsers_password_is_none_of_this_ones_business() -> None:
    with opened(Hand()) as simulator:
        universe = simulator.universe
        person, password, _ = reissue(universe)
        other = Person(person.stage, "another")
        walks.sign_in(other, TARO_ID, walks.WRONG_PASSWORD)
        universe.fork("a", "b")

        assert (password, password) == (on_screen(universe), on_screen(universe, "b"))
