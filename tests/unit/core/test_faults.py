"""Faults of the mail: which letters they strike, in which order, and how often."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core.letters import early_fault, fault_for, fault_for_recipient
from itsid_sim.core.state import Fault
from itsid_sim.rules.letters import CODE_SUBJECT
from tests.unit.people import TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import name_id

REFUSE = Fault("refuse", code=550)


def with_letters(count: int, *faults: Fault) -> Stage:
    """A stage with so many letters to the same person, each a code."""
    stage = Stage()
    stage.do(c.SetFaults(faults))
    for _ in range(count):
        name_id(Person(stage), TARO_ID)
    return stage


def struck(stage: Stage) -> list[Fault | None]:
    """The fault that strikes each letter."""
    return [fault_for(stage.world, letter, CODE_SUBJECT) for letter in stage.letters()]


@pytest.mark.parametrize(
    "fault",
    [
        REFUSE,
        Fault("refuse", to=TARO_ID),
        Fault("refuse", to=TARO_ID.upper()),
        Fault("refuse", kind="code"),
        Fault("refuse", subject=CODE_SUBJECT),
        Fault("cut", nth=1),
    ],
)
def test_fault_strikes_the_letters_that_it_fits(fault: Fault) -> None:
    assert [fault] == struck(with_letters(1, fault))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("refuse", to="hanako@example.com"),
        Fault("refuse", kind="phrase"),
        Fault("refuse", kind="other"),
        Fault("refuse", subject=f"{CODE_SUBJECT} "),
        Fault("refuse", at="mail"),
        Fault("refuse", at="auth"),
        Fault("refuse", nth=2),
        Fault("refuse", to=TARO_ID, kind="phrase"),
    ],
)
def test_fault_passes_other_letters_by(fault: Fault) -> None:
    assert [None] == struck(with_letters(1, fault))


def test_nth_letter_is_counted_in_the_whole_world() -> None:
    second = Fault("lose", nth=2)

    assert [None, second, None] == struck(with_letters(3, second))


def test_first_fault_that_fits_strikes_and_no_other() -> None:
    first, second = Fault("hold", kind="code", span_s=60), Fault("lose")

    assert [first] == struck(with_letters(1, first, second))
    assert [second] == struck(with_letters(1, second, first))


def test_faults_are_replaced_and_not_added_to() -> None:
    stage = with_letters(1, REFUSE)

    stage.do(c.SetFaults((Fault("lose"),)))

    assert (Fault("lose"),) == stage.world.faults


@pytest.mark.parametrize("do", ["hold", "lose"])
def test_fault_of_limited_number_wears_out_by_striking(do: str) -> None:
    fault = Fault("hold", times=1, span_s=60) if do == "hold" else Fault("lose", times=1)
    stage = with_letters(2, fault)

    for letter in stage.letters():
        stage.do(c.Deliver(letter.id))

    assert [{"hold": "held", "lose": "lost"}[do], "arrived"] == [
        letter.state for letter in stage.letters()
    ]
    assert () == stage.world.faults


def test_fault_that_strikes_twice_strikes_twice() -> None:
    stage = with_letters(3, Fault("lose", times=2))

    for letter in stage.letters():
        stage.do(c.Deliver(letter.id))

    assert ["lost", "lost", "arrived"] == [letter.state for letter in stage.letters()]


def test_postbox_wears_a_fault_out_by_its_own_account() -> None:
    """Refusing happens in the postbox, which tells the world that it struck."""
    fault = Fault("refuse", times=2)
    stage = with_letters(1, Fault("lose", nth=9), fault, REFUSE)

    stage.do(c.Strike(fault))

    assert (Fault("lose", nth=9), Fault("refuse", times=1), REFUSE) == stage.world.faults


def test_fault_without_number_never_wears_out() -> None:
    stage = with_letters(1, REFUSE)

    assert () == stage.do(c.Strike(REFUSE))
    assert (REFUSE,) == stage.world.faults


def test_fault_replaced_meanwhile_strikes_without_a_trace() -> None:
    stage = with_letters(1, REFUSE)

    stage.do(c.Strike(Fault("refuse", times=2)))

    assert (REFUSE,) == stage.world.faults


@pytest.mark.parametrize(
    "fault", [REFUSE, Fault("defer", to=TARO_ID, code=451), Fault("cut", at="rcpt")]
)
def test_fault_at_the_recipient_strikes_when_it_is_named(fault: Fault) -> None:
    assert fault == fault_for_recipient(with_letters(1, fault).world, TARO_ID)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("refuse", kind="code"),
        Fault("refuse", nth=1),
        Fault("refuse", at="data"),
        Fault("cut", at="answer"),
        Fault("hold", span_s=60),
        Fault("lose"),
    ],
)
def test_fault_that_needs_the_letter_waits_for_it(fault: Fault) -> None:
    """Nor does a fault behind it strike: the first that fits does, once the letter is known."""
    world = with_letters(1, fault, REFUSE).world

    assert fault_for_recipient(world, TARO_ID) is None


def test_fault_for_somebody_else_is_passed_over() -> None:
    world = with_letters(1, Fault("refuse", to="hanako@example.com"), REFUSE).world

    assert REFUSE == fault_for_recipient(world, TARO_ID)


def test_a_fault_at_the_sender_or_the_login_strikes_before_any_letter_is_known() -> None:
    at_sender, at_login = Fault("refuse", at="mail"), Fault("refuse", at="auth", code=535)
    world = with_letters(1, REFUSE, at_sender, at_login).world

    assert (at_sender, at_login) == (early_fault(world, "mail"), early_fault(world, "auth"))
    assert early_fault(with_letters(1, REFUSE).world, "mail") is None
