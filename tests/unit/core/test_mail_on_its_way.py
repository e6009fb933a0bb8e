"""Letters that come twice, behind one another, or from elsewhere."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.decide_mail import NEXT_WITHIN_S
from itsid_sim.core.state import Fault
from tests.unit.people import HANAKO_ID, TARO_ID
from tests.unit.walker import Stage

FROM_AFAR = "someone@example.org"


def receive(stage: Stage, *to: str, subject: str = "hello") -> str:
    """Let a mail from elsewhere come; its letter."""
    received = stage.do(c.Receive(to or (TARO_ID,), FROM_AFAR, subject))[0]
    assert isinstance(received, e.LetterReceived)
    return received.letter


def with_faults(*faults: Fault) -> Stage:
    """A stage in which mail goes wrong like this."""
    stage = Stage()
    stage.do(c.SetFaults(faults))
    return stage


def test_a_mail_from_elsewhere_is_a_letter_that_nobody_has_to_send() -> None:
    stage = Stage()

    received = receive(stage, TARO_ID, HANAKO_ID)
    letter = stage.world.letters[received]

    assert ("foreign", TARO_ID, (HANAKO_ID,), FROM_AFAR, "hello", "arrived", True) == (
        letter.kind,
        letter.to,
        letter.also,
        letter.sender,
        letter.subject,
        letter.state,
        letter.done,
    )
    assert {} == dict(stage.world.to_send)


def test_letters_are_numbered_wherever_they_come_from() -> None:
    stage = Stage()

    assert ["1", "2", "3"] == [receive(stage) for _ in range(3)]


def test_a_letter_that_comes_twice_is_counted_twice_and_shown_once() -> None:
    stage = with_faults(Fault("twice"))

    letter = receive(stage)

    assert ((letter,), 2) == (stage.world.arrivals, stage.world.letters[letter].copies)


def test_a_letter_swapped_arrives_right_behind_the_next_to_its_address() -> None:
    stage = with_faults(Fault("swap", times=1))
    first = receive(stage)
    other = receive(stage, HANAKO_ID)
    waiting = stage.world.letters[first].state

    second = receive(stage)

    assert "held" == waiting
    assert (other, second, first) == stage.world.arrivals
    assert {} == dict(stage.world.to_release)


def test_letters_that_are_all_swapped_change_places_in_pairs() -> None:
    stage = with_faults(Fault("swap"))

    letters = [receive(stage) for _ in range(4)]

    assert ("2", "1", "4", "3") == stage.world.arrivals
    assert ["1", "2", "3", "4"] == letters


@pytest.mark.parametrize(("span_s", "until_s"), [(0, NEXT_WITHIN_S), (90, 90)])
def test_a_letter_swapped_does_not_wait_for_ever(span_s: int, until_s: int) -> None:
    stage = with_faults(Fault("swap", span_s=span_s))

    letter = receive(stage)

    assert {letter: stage.world.now + until_s} == dict(stage.world.to_release)


def test_a_letter_released_brings_the_one_that_waited_for_it() -> None:
    stage = with_faults(Fault("swap", nth=1), Fault("hold", nth=2, span_s=60))
    first, second = receive(stage), receive(stage)

    stage.do(c.Release(second))

    assert (second, first) == stage.world.arrivals


def test_a_letter_swapped_can_be_released_before_its_time() -> None:
    stage = with_faults(Fault("swap", nth=1))
    first = receive(stage)

    stage.do(c.Release(first))
    second = receive(stage)

    assert (first, second) == stage.world.arrivals
    assert not stage.world.letters[first].waits


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault("lose", to=HANAKO_ID, times=1), "lost"),
        (Fault("hold", subject="hello", span_s=60, times=1), "held"),
        (Fault("swap", kind="other", times=1), "held"),
    ],
)
def test_a_mail_from_elsewhere_is_struck_by_the_same_faults(fault: Fault, state: str) -> None:
    stage = with_faults(fault)

    letter = receive(stage, TARO_ID, HANAKO_ID)

    assert (state, ()) == (stage.world.letters[letter].state, stage.world.faults)


def test_what_is_read_can_be_made_new_again() -> None:
    stage = Stage()
    letter = receive(stage)

    events = [stage.do(c.Mark((letter, letter, "7"), read)) for read in (True, True, False)]

    assert [
        (e.LettersMarked((letter,), read=True),),
        (),
        (e.LettersMarked((letter,), read=False),),
    ] == events


def test_tags_take_the_place_of_those_before() -> None:
    stage = Stage()
    letter = receive(stage)

    stage.do(c.Tag((letter,), ("b", "a", "b")))
    before = stage.world.letters[letter].tags
    again = stage.do(c.Tag((letter,), ("a", "b")))
    stage.do(c.Tag((letter,), ()))

    assert (("a", "b"), (), ()) == (before, again, stage.world.letters[letter].tags)


def test_a_letter_thrown_away_has_left_the_box_and_stays_known() -> None:
    stage = Stage()
    letters = [receive(stage) for _ in range(3)]

    stage.do(c.ThrowAway((letters[1], "7")))
    again = stage.do(c.ThrowAway((letters[1],)))

    assert (letters[0], letters[2]) == stage.world.arrivals
    assert ((), True) == (again, stage.world.letters[letters[1]].thrown_away)
    assert "4" == receive(stage)


def test_a_letter_thrown_away_does_not_come_back_when_it_comes_again() -> None:
    stage = Stage()
    letter = receive(stage)
    stage.do(c.ThrowAway((letter,)))

    stage.do(c.Deliver(letter))

    assert () == stage.world.arrivals


def test_a_letter_on_its_way_can_be_neither_read_nor_thrown_away() -> None:
    stage = with_faults(Fault("hold", span_s=60))
    letter = receive(stage)

    assert ((), (), ()) == (
        stage.do(c.Mark((letter,), read=True)),
        stage.do(c.Tag((letter,), ("a",))),
        stage.do(c.ThrowAway((letter,))),
    )
