"""Worlds that move on with real time: from where they stand, and what falls due at its own time."""

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.state import Fault
from itsid_sim.service.inbox import Inbox, mail_of
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import MAIN, Plan, Universe
from tests.service.lives import Hand, Life, new_life
from tests.unit import walks
from tests.unit.people import NOW, TARO_ID
from tests.unit.walker import Person

FLOWING = Plan(seed="monday", now=NOW + 1000, flowing=True)
MAILED_FAULTS = (Fault("defer", times=2), Fault("hold", span_s=100))


def flowing(universe: Universe) -> Life:
    """A world that flows, a thousand seconds ahead of real time."""
    return new_life(universe, plan=FLOWING)


def now(life: Life) -> int:
    """The world's time, counted from when it began, once it has caught up."""
    return life.universe.settled(life.name).now - NOW - 1000


def arrivals(life: Life) -> list[int]:
    """When letters came, counted from when the world began."""
    happened = life.universe.service.history(life.name)
    return [one.at - NOW - 1000 for one in happened if isinstance(one.event, e.LetterArrived)]


def test_a_flowing_world_keeps_its_distance_from_real_time(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    seen = []

    for passed in (0, 1, 59, 86_400):
        hand.now += passed
        seen.append(now(life))

    assert [0, 1, 60, 86_460] == seen
    assert [1, 59, 86_400] == [
        event.seconds for event in life.history() if isinstance(event, e.TimePassed)
    ]


def test_a_world_that_stands_still_takes_no_notice_of_real_time(
    hand: Hand, universe: Universe
) -> None:
    life = new_life(universe)

    hand.now += 60

    assert (NOW, 0, False) == (
        universe.settled("a").now,
        universe.behind("a"),
        universe.flows("a"),
    )
    assert () == life.history()


def test_real_time_that_goes_back_takes_no_world_with_it(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    hand.now += 60
    now(life)

    hand.now -= 30

    assert (60, 0) == (now(life), universe.behind("a"))
    hand.now += 31
    assert 61 == now(life)


def test_how_far_a_world_is_behind_is_known_before_it_catches_up(
    hand: Hand, universe: Universe
) -> None:
    flowing(universe)
    hand.now += 60

    before = (universe.behind("a"), universe.is_settled("a"))
    universe.catch_up("a")

    assert ((60, False), (0, True)) == (before, (universe.behind("a"), universe.is_settled("a")))


def test_a_clock_that_is_stopped_stands_where_real_time_had_come(
    hand: Hand, universe: Universe
) -> None:
    life = flowing(universe)
    hand.now += 60

    universe.flow("a", flowing=False)
    hand.now += 1

    assert (60, False) == (now(life), universe.flows("a"))


def test_a_clock_that_goes_on_goes_on_from_where_it_stands(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    universe.flow("a", flowing=False)
    hand.now += 60

    universe.flow("a", flowing=True)
    stood = now(life)
    hand.now += 7

    assert (0, 7, True) == (stood, now(life), universe.flows("a"))


def test_a_world_that_flows_or_stands_already_is_left_so(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    hand.now += 5

    universe.flow("a", flowing=True)
    first = now(life)
    universe.flow("a", flowing=False)
    universe.flow("a", flowing=False)

    assert (5, 5, None) == (first, now(life), universe.service.record("a").ahead)


def test_a_flowing_world_is_moved_on_and_flows_on_from_there(
    hand: Hand, universe: Universe
) -> None:
    life = flowing(universe)
    hand.now += 5

    universe.advance("a", 60)
    moved = now(life)
    hand.now += 7

    assert (65, 72) == (moved, now(life))


def test_main_flows_with_real_time(hand: Hand, universe: Universe) -> None:
    hand.now += 60

    assert (NOW + 60, True) == (universe.settled(MAIN).now, universe.flows(MAIN))


def test_what_falls_due_while_a_world_flows_happens_at_its_own_time(
    hand: Hand, universe: Universe
) -> None:
    """Two tries are put off, by a minute and by five, and then the letter is held."""
    life = flowing(universe)
    life.do(c.SetFaults(MAILED_FAULTS))
    walks.name_id(Person(life), TARO_ID)
    life.deliver()

    hand.now += 3600

    assert (3600, [60 + 300 + 100]) == (now(life), arrivals(life))
    times = [one.at for one in universe.service.history("a")]
    assert sorted(times) == times


def test_an_hour_seen_in_pieces_is_the_same_as_in_one(hand: Hand, universe: Universe) -> None:
    lives = [new_life(universe, name, FLOWING) for name in ("pieces", "once")]
    for life in lives:
        life.do(c.SetFaults(MAILED_FAULTS))
        walks.name_id(Person(life), TARO_ID)
        life.deliver()

    for _ in range(36):
        hand.now += 100
        now(lives[0])

    assert [(3600, [460])] * 2 == [(now(life), arrivals(life)) for life in lives]


def test_a_flowing_world_that_went_back_flows_on_from_there(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    hand.now += 100
    now(life)

    universe.rewind("a", Point(at=NOW + 1000 + 30))
    there = now(life)
    hand.now += 7

    assert (30, 37, True) == (there, now(life), universe.flows("a"))


def test_what_was_not_yet_seen_of_a_flowing_world_is_past_too(
    hand: Hand, universe: Universe
) -> None:
    """Nobody has looked at the world since it began, and yet it was there all the time."""
    life = flowing(universe)
    hand.now += 100

    universe.rewind("a", Point(at=NOW + 1000 + 99))

    assert 99 == now(life)


def test_a_branch_that_a_flowing_world_enters_flows_on_from_its_end(
    hand: Hand, universe: Universe
) -> None:
    life = flowing(universe)
    hand.now += 100
    left = life.branch
    universe.rewind("a", Point(event=0))
    hand.now += 7

    universe.enter("a", left)
    there = now(life)
    hand.now += 1

    assert (100, 101) == (there, now(life))


def test_a_fork_of_a_flowing_world_stands_still(hand: Hand, universe: Universe) -> None:
    flowing(universe)
    hand.now += 100

    universe.fork("a", "b")
    hand.now += 7

    assert (NOW + 1100, False) == (universe.settled("b").now, universe.flows("b"))
    assert NOW + 1107 == universe.settled("a").now


def test_a_mail_from_elsewhere_comes_when_it_comes(hand: Hand, universe: Universe) -> None:
    life = flowing(universe)
    hand.now += 90

    Inbox(universe.service, hand).receive("a", mail_of("", [TARO_ID], b"\r\n"))

    assert ([90], 0) == (arrivals(life), universe.behind("a"))


def test_a_mail_from_elsewhere_leaves_what_is_due_to_the_courier(
    hand: Hand, universe: Universe
) -> None:
    life = flowing(universe)
    life.do(c.SetFaults((Fault("hold", times=1, span_s=60),)))
    inbox = Inbox(universe.service, hand)
    inbox.receive("a", mail_of("", [TARO_ID], b"\r\n"))
    hand.now += 90

    inbox.receive("a", mail_of("", [TARO_ID], b"\r\n"))
    before = arrivals(life)
    universe.settled("a")

    assert ([0], [0, 60]) == (before, arrivals(life))
