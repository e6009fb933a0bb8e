"""A new service over the same store: the same worlds, as they would stand by now."""

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.state import Fault
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import MAIN, Plan, Universe
from tests.service.lives import SEEDED, Hand, Life, asked_for_code, new_life, opened, write_letter
from tests.unit import walks
from tests.unit.people import NOW, TARO_ID
from tests.unit.walker import Person


def waits(universe: Universe, name: str, count: int) -> None:
    """Let so many events happen."""
    universe.service.carry_out_all(name, lambda _: (c.Wait(1) for _ in range(count)))


def test_worlds_are_there_again_with_all_their_branches() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        life = asked_for_code(first.universe)
        first.universe.fork("a", "b", Point(event=3))
        first.universe.rewind("a", Point(event=5))
        service, branches = first.service, first.universe.branches("a")
        before = [(service.record(name), service.world(name)) for name in ("a", "b", MAIN)]
        history = life.history()

    with opened(hand, store) as second:
        service = second.service
        after = [(service.record(name), service.world(name)) for name in ("a", "b", MAIN)]

        assert (before, branches) == (after, second.universe.branches("a"))
        assert (history, len(history)) == (service.events("a"), service.standing("a").event)


def test_a_long_history_is_read_as_it_was_and_goes_on() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        life = new_life(first.universe)
        for count in (999, 1, 1, 1500, 11_000):
            waits(first.universe, "a", count)
        universe, before, number = first.universe, life.world, life.number
        universe.fork("a", "b", Point(event=1001))

    with opened(hand, store) as second:
        life, child = Life(second.universe, "a"), Life(second.universe, "b")

        assert (before, 13_501, NOW + 1001) == (life.world, number, child.world.now)
        waits(second.universe, "a", 1)
        assert (number + 1, NOW + number + 1) == (life.number, life.world.now)


def test_every_point_of_a_long_history_can_be_gone_back_to() -> None:
    hand = Hand()
    with opened(hand, MemoryStore()) as simulator:
        universe = simulator.universe
        new_life(universe)
        waits(universe, "a", 2500)

        for event in (0, 1, 999, 1000, 1001, 2499, 2500):
            universe.fork("a", f"at-{event}", Point(event=event))
            universe.fork("a", f"then-{event}", Point(at=NOW + event))

            found = {universe.service.world(f"{how}-{event}").now for how in ("at", "then")}
            assert {NOW + event} == found


def test_flowing_worlds_catch_up_and_others_stand() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        first.universe.create("flowing", Plan(now=NOW + 1000, flowing=True))
        first.universe.create("still", Plan(now=NOW + 1000))
        hand.now += 5
        first.universe.settled("flowing")
    hand.now += 60

    with opened(hand, store) as second:
        times = [second.universe.settled(name).now - NOW for name in ("flowing", "still", MAIN)]

        assert [1065, 1000, 65] == times


def test_main_is_not_made_anew() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        first.service.carry_out(MAIN, c.SetFaults((Fault("lose"),)))

    with opened(hand, store) as second:
        assert (e.FaultsSet((Fault("lose"),)),) == second.service.events(MAIN)


def test_letters_that_were_not_sent_are_sent() -> None:
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        life = new_life(first.universe)
        write_letter(life)
        states = [letter.state for letter in life.letters()]

    with opened(hand, store) as second:
        again = Life(second.universe, "a")
        again.deliver()

        after = [(letter.state, letter.tries, letter.copies) for letter in again.letters()]
        assert (["written"], [("arrived", 1, 1)]) == (states, after)


def test_a_letter_under_way_is_sent_again_and_one_that_came_is_counted() -> None:
    """The process ended while the courier was talking: before the letter was filed, or after."""
    hand, store = Hand(), MemoryStore()
    with opened(hand, store) as first:
        for name in ("before", "after"):
            write_letter(new_life(first.universe, name))
            first.service.carry_out(name, c.TryLetter("1", 1))
        first.service.carry_out("after", c.Deliver("1"))

    with opened(hand, store) as second:
        found = []
        for name in ("before", "after"):
            life = Life(second.universe, name)
            life.deliver()
            (letter,) = life.letters()
            found.append((letter.state, letter.tries, letter.copies, letter.done))

        assert [("arrived", 2, 1, True), ("arrived", 2, 2, True)] == found


def test_a_world_with_a_seed_draws_as_if_nothing_had_happened() -> None:
    codes = []
    for restarts in (False, True):
        hand, store = Hand(), MemoryStore()
        with opened(hand, store) as first:
            new_life(first.universe, plan=SEEDED).wait(seconds=1)
            if not restarts:
                walks.name_id(Person(Life(first.universe, "a")), TARO_ID)
        with opened(hand, store) as second:
            life = Life(second.universe, "a")
            if restarts:
                walks.name_id(Person(life), TARO_ID)
            codes.append(life.secret("code"))

    assert codes[0] == codes[1]
