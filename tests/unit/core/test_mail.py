"""What becomes of a letter: claimed, delivered, accepted, put off, refused, held back or lost."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.decide_mail import RETRY_WAITS_S, next_due
from itsid_sim.core.state import Fault, Letter
from tests.unit.people import TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import name_id

FIRST = "1"


def with_a_letter(*faults: Fault) -> Stage:
    """A stage with one letter, its first, that waits for the courier."""
    stage = Stage()
    stage.do(c.SetFaults(faults))
    name_id(Person(stage), TARO_ID)
    return stage


def letter_of(stage: Stage) -> Letter:
    return stage.world.letters[FIRST]


def arrive(stage: Stage) -> None:
    """The courier's whole round, as it goes when nothing goes wrong."""
    stage.do(c.TryLetter(FIRST, letter_of(stage).tries + 1))
    stage.do(c.Deliver(FIRST))
    stage.do(c.Accept(FIRST, "250 OK"))


def test_letter_is_due_as_soon_as_it_is_written() -> None:
    stage = with_a_letter()

    assert stage.world.now == next_due(stage.world)
    assert ("written", 0) == (letter_of(stage).state, letter_of(stage).copies)


def test_letter_arrives_and_is_due_no_more() -> None:
    stage = with_a_letter()
    stage.wait(seconds=7)

    arrive(stage)

    assert next_due(stage.world) is None
    letter = letter_of(stage)
    assert ("arrived", True, 1, 1) == (letter.state, letter.done, letter.tries, letter.copies)
    assert (letter.written_at + 7, "250 OK") == (letter.arrived_at, letter.reply)


def test_try_is_claimed_once() -> None:
    """Of two couriers the second comes with the number of a try that is taken."""
    stage = with_a_letter()

    assert (e.LetterTried(FIRST),) == stage.do(c.TryLetter(FIRST, 1))
    assert () == stage.do(c.TryLetter(FIRST, 1))
    assert (e.LetterTried(FIRST),) == stage.do(c.TryLetter(FIRST, 2))


def test_finished_letter_is_tried_no_more() -> None:
    stage = with_a_letter()
    arrive(stage)

    assert () == stage.do(c.TryLetter(FIRST, 2))


def test_second_arrival_is_counted_and_not_shown() -> None:
    """The answer was lost and the courier came again: one letter in the mailbox, two copies."""
    stage = with_a_letter()
    stage.do(c.TryLetter(FIRST, 1))
    stage.do(c.Deliver(FIRST))
    stage.do(c.Defer(FIRST, "connection lost"))
    first_arrival = letter_of(stage).arrived_at
    stage.wait(minutes=1)

    arrive(stage)

    assert [FIRST] == list(stage.world.letters)
    assert 2 == letter_of(stage).copies
    assert first_arrival == letter_of(stage).arrived_at


def test_letter_put_off_is_tried_again_after_each_wait() -> None:
    stage = with_a_letter()

    for number, wait_s in enumerate(RETRY_WAITS_S, 1):
        stage.do(c.TryLetter(FIRST, number))
        stage.do(c.Defer(FIRST, "451 later"))
        assert stage.world.now + wait_s == next_due(stage.world)
        stage.wait(seconds=wait_s)


def test_letter_is_given_up_after_the_last_wait() -> None:
    stage = with_a_letter()
    for number, wait_s in enumerate(RETRY_WAITS_S, 1):
        stage.do(c.TryLetter(FIRST, number))
        stage.do(c.Defer(FIRST, "451 later"))
        stage.wait(seconds=wait_s)
    stage.do(c.TryLetter(FIRST, len(RETRY_WAITS_S) + 1))

    events = stage.do(c.Defer(FIRST, "451 later"))

    assert (e.LetterBounced(FIRST, "451 later"),) == events
    assert ("bounced", None) == (letter_of(stage).state, next_due(stage.world))


def test_letter_put_off_keeps_what_was_answered() -> None:
    stage = with_a_letter()
    stage.do(c.TryLetter(FIRST, 1))

    stage.do(c.Defer(FIRST, "451 later"))

    assert ("written", False, "451 later") == (
        letter_of(stage).state,
        letter_of(stage).done,
        letter_of(stage).reply,
    )


def test_refused_letter_bounces_at_once() -> None:
    stage = with_a_letter()
    stage.do(c.TryLetter(FIRST, 1))

    stage.do(c.Bounce(FIRST, "550 no such mailbox"))

    letter = letter_of(stage)
    assert ("bounced", True, "550 no such mailbox") == (letter.state, letter.done, letter.reply)
    assert next_due(stage.world) is None


def test_letter_given_up_after_it_had_arrived_stays_in_its_mailbox() -> None:
    stage = with_a_letter()
    stage.do(c.TryLetter(FIRST, 1))
    stage.do(c.Deliver(FIRST))

    stage.do(c.Bounce(FIRST, "550 changed my mind"))

    assert ("arrived", True) == (letter_of(stage).state, letter_of(stage).done)


@pytest.mark.parametrize(
    "late", [c.Accept(FIRST, "250"), c.Defer(FIRST, "451"), c.Bounce(FIRST, "550")]
)
def test_answer_that_comes_late_changes_nothing(late: c.Command) -> None:
    stage = with_a_letter()
    arrive(stage)

    assert () == stage.do(late)


def test_held_letter_arrives_when_it_is_released() -> None:
    stage = with_a_letter(Fault("hold", span_s=600))
    arrive(stage)
    assert ("held", stage.world.now + 600) == (letter_of(stage).state, next_due(stage.world))
    stage.wait(seconds=600)

    stage.do(c.Release(FIRST))

    letter = letter_of(stage)
    assert ("arrived", 1) == (letter.state, letter.copies)
    assert (letter.written_at + 600, None) == (letter.arrived_at, next_due(stage.world))


def test_letter_can_be_released_before_its_time() -> None:
    stage = with_a_letter(Fault("hold", span_s=600))
    arrive(stage)

    stage.do(c.Release(FIRST))

    assert ("arrived", None) == (letter_of(stage).state, next_due(stage.world))


@pytest.mark.parametrize("faults", [(), (Fault("lose"),)])
def test_letter_that_is_not_held_cannot_be_released(faults: tuple[Fault, ...]) -> None:
    stage = with_a_letter(*faults)
    arrive(stage)

    assert () == stage.do(c.Release(FIRST))


def test_lost_letter_is_accepted_and_never_seen() -> None:
    stage = with_a_letter(Fault("lose"))

    arrive(stage)

    letter = letter_of(stage)
    assert ("lost", True, 0, 0) == (letter.state, letter.done, letter.copies, letter.arrived_at)
    assert next_due(stage.world) is None


@pytest.mark.parametrize("do", ["hold", "lose"])
def test_letter_once_held_or_lost_stays_so(do: str) -> None:
    """The fault may be taken back meanwhile: what has happened to the letter has happened."""
    stage = with_a_letter(Fault("hold", span_s=60) if do == "hold" else Fault("lose"))
    stage.do(c.TryLetter(FIRST, 1))
    stage.do(c.Deliver(FIRST))
    stage.do(c.SetFaults(()))

    assert () == stage.do(c.Deliver(FIRST))


def test_page_is_the_same_whatever_becomes_of_the_letter() -> None:
    """Q34: the person at the browser is not told."""
    pages = []
    for fault in (Fault("lose"), Fault("hold", span_s=60), Fault("refuse", code=550)):
        stage = with_a_letter(fault)
        arrive(stage)
        pages.append(Person(stage).look())

    assert 1 == len(set(pages))
