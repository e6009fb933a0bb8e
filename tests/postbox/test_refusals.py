"""A recipient refused for good, or for now; and a mail server that is not there."""

import socket
from itertools import accumulate

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault
from tests.postbox.office import DAY_S, HANAKO, LOOPBACK, TARO, WAITS_S, Office, written

LAST_TRY = len(WAITS_S) + 1


def test_a_refused_recipient_is_a_bounce(office: Office) -> None:
    office.open("a", faults=(Fault("refuse", to=TARO),))

    office.courier.settle("a")

    letter = office.letter("a")
    assert ("bounced", 1, 0) == (letter.state, letter.tries, letter.copies)
    assert letter.reply.startswith("550 ")


def test_a_bounce_is_recorded_once_and_never_tried_again(office: Office) -> None:
    office.open("a", faults=(Fault("refuse", to=TARO),))

    office.courier.settle("a")
    office.courier.advance("a", 2 * DAY_S)

    assert ["LetterTried", "LetterBounced", "TimePassed"] == office.happened("a")


def test_a_refusal_of_one_recipient_does_not_touch_another(office: Office) -> None:
    office.open("a", written("1"), written("2", HANAKO), faults=(Fault("refuse", to=TARO),))

    office.courier.settle("a")

    states = [office.letter("a", id_).state for id_ in ("1", "2")]
    assert ["bounced", "arrived"] == states


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("refuse"), "550"),
        (Fault("refuse", code=552), "552"),
        (Fault("defer"), "451"),
        (Fault("defer", code=421), "421"),
        (Fault("refuse", at="data"), "550"),
        (Fault("defer", kind="code"), "451"),
    ],
)
def test_the_world_keeps_the_servers_reply(office: Office, fault: Fault, code: str) -> None:
    office.open("a", faults=(fault,))

    office.courier.settle("a")

    assert code == office.letter("a").reply[:3]


@pytest.mark.parametrize("times", [1, 2, 5, len(WAITS_S)])
def test_a_letter_refused_for_now_comes_after_the_documented_waits(
    office: Office, times: int
) -> None:
    office.open("a", faults=(Fault("defer", times=times),))

    office.courier.advance("a", 5 * DAY_S)

    letter = office.letter("a")
    assert [(sum(WAITS_S[:times]), "1")] == office.arrivals("a")
    assert (times + 1, 1) == (letter.tries, letter.copies)


@pytest.mark.parametrize("moment", [*accumulate(WAITS_S)])
def test_a_further_try_comes_at_its_moment_and_not_a_second_earlier(
    office: Office, moment: int
) -> None:
    office.open("a", faults=(Fault("defer"),))
    office.courier.advance("a", moment - 1)
    before = office.letter("a").tries

    office.courier.advance("a", 1)

    assert before + 1 == office.letter("a").tries


def test_the_courier_gives_up_after_the_last_wait(office: Office) -> None:
    office.open("a", faults=(Fault("defer"),))

    office.courier.advance("a", sum(WAITS_S) - 1)
    waiting = office.letter("a")
    office.courier.advance("a", 1)
    given_up = office.letter("a")

    assert ("written", LAST_TRY - 1) == (waiting.state, waiting.tries)
    assert ("bounced", LAST_TRY) == (given_up.state, given_up.tries)


def test_a_letter_given_up_is_never_tried_again(office: Office) -> None:
    office.open("a", faults=(Fault("defer"),))
    office.courier.advance("a", sum(WAITS_S))
    office.command("a", c.SetFaults(()))

    office.courier.advance("a", 2 * DAY_S)

    assert (LAST_TRY, 1) == (
        office.happened("a").count("LetterTried"),
        office.happened("a").count("LetterBounced"),
    )


def test_a_mail_server_that_is_not_there_loses_nothing(office: Office) -> None:
    office.open("a")
    with socket.socket() as bound:
        bound.bind((LOOPBACK, 0))
        office.new_courier(bound.getsockname()[1]).settle("a")
    unsent = office.letter("a")

    office.courier.advance("a", WAITS_S[0])

    assert ("written", 1) == (unsent.state, unsent.tries)
    assert [(WAITS_S[0], "1")] == office.arrivals("a")
