"""Letters and branches: each is sent once on every branch, and never on one that was left."""

import smtplib

import pytest

from itsid_sim.bootstrap.embedded import LOOPBACK, Embedded
from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.state import Fault
from itsid_sim.mail.names import host_name, message_id
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import Universe
from tests.service.lives import Life, new_life, write_letter
from tests.unit.people import NOW, TARO_ID

ARRIVED = (e.LetterTried("1"), e.LetterArrived("1"), e.LetterAccepted("1", "250 2.0.0 OK"))


def written(universe: Universe, *faults: Fault) -> tuple[Life, int]:
    """A world with a letter that nobody has sent yet, and the number of its last event."""
    life = new_life(universe)
    life.do(c.SetFaults(faults))
    write_letter(life)
    return life, life.number


def hand_in(simulator: Embedded, world: str, id_: str) -> tuple[int, bytes]:
    """The catcher's reply to a letter to Taro in a world's name."""
    with smtplib.SMTP(LOOPBACK, simulator.smtp_port, host_name(world), timeout=10) as smtp:
        smtp.ehlo()
        smtp.mail("somebody@example.org")
        smtp.rcpt(TARO_ID)
        return smtp.data(f"Message-ID: <{id_}>\r\nSubject: x\r\n\r\nhello\r\n")


def arrivals(life: Life) -> list[int]:
    """When letters came, in seconds from the beginning."""
    happened = life.universe.service.history(life.name)
    return [one.at - NOW for one in happened if isinstance(one.event, e.LetterArrived)]


def test_a_letter_is_sent_before_anybody_goes_back(universe: Universe) -> None:
    life, number = written(universe)

    universe.fork("a", "b")
    universe.rewind("a", Point(event=number))

    child = Life(universe, "b")
    assert ARRIVED == child.history()[number:]
    assert (number + 3, number) == (universe.branches("a")[0].events, life.number)


def test_a_letter_goes_out_again_where_it_was_not_yet_sent(universe: Universe) -> None:
    life, number = written(universe)
    life.deliver()

    universe.rewind("a", Point(event=number))
    life.deliver()
    universe.fork("a", "b", Point(event=number))
    child = Life(universe, "b")
    child.deliver()

    assert ARRIVED == life.history()[number:] == child.history()[number:]


def test_a_letter_that_waits_is_tried_on_every_branch_at_its_time(universe: Universe) -> None:
    life, _ = written(universe, Fault("defer", times=1))
    life.deliver()
    number = life.number
    life.wait(minutes=2)

    universe.rewind("a", Point(event=number))
    life.wait(minutes=2)
    universe.fork("a", "b", Point(at=NOW + 59))
    child = Life(universe, "b")
    child.wait(seconds=10)

    assert [60] == arrivals(life) == arrivals(child)
    universe.enter("a", universe.branches("a")[0].id)
    assert [60] == arrivals(life)


def test_a_letter_that_is_held_comes_on_every_branch_at_its_time(universe: Universe) -> None:
    life, _ = written(universe, Fault("hold", span_s=600))
    life.deliver()
    universe.fork("a", "b")

    life.wait(seconds=600)
    universe.rewind("a", Point(at=NOW + 599))
    before = arrivals(life)
    life.wait(seconds=1)

    assert ([], [600], []) == (before, arrivals(life), arrivals(Life(universe, "b")))


def test_a_letter_of_a_branch_that_was_left_is_refused(simulator: Embedded) -> None:
    life, number = written(simulator.universe)
    life.deliver()
    left = life.branch
    simulator.universe.rewind("a", Point(event=number))
    before = life.world

    code, text = hand_in(simulator, "a", message_id("1", left))

    assert (550, True) == (code, b"gone back" in text)
    assert before is life.world


def test_a_letter_of_the_branch_that_the_world_stands_on_is_taken(simulator: Embedded) -> None:
    life, number = written(simulator.universe)
    life.deliver()
    left = life.branch
    simulator.universe.rewind("a", Point(event=number))

    codes = [hand_in(simulator, "a", message_id("1", life.branch))[0]]
    simulator.universe.enter("a", left)
    codes.append(hand_in(simulator, "a", message_id("1", left))[0])

    assert [250, 250] == codes
    assert ("arrived", 2) == (life.letters()[0].state, life.letters()[0].copies)


@pytest.mark.parametrize("greeted", ["a", "b"])
def test_parent_and_child_take_no_letter_of_one_another(simulator: Embedded, greeted: str) -> None:
    life, _ = written(simulator.universe)
    simulator.universe.fork("a", "b")
    other = Life(simulator.universe, "b" if greeted == "a" else "a")

    code, _text = hand_in(simulator, greeted, message_id("1", other.branch))

    assert (550, 1, 1) == (code, life.letters()[0].copies, other.letters()[0].copies)
