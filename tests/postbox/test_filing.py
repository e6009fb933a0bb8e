"""A letter goes over real SMTP and is filed in the world that wrote it, and in no other."""

import smtplib

import pytest

from itsid_sim.core.state import Fault
from tests.postbox.office import HANAKO, LOOPBACK, TARO, Office, written

TAKEN = 250
OURS = "Message-ID: <1.{a}@itsid-sim.invalid>\r\nSubject: x\r\n\r\nhello\r\n"
FOREIGN = "Message-ID: <abc.20240228@example.org>\r\nSubject: x\r\n\r\nhello\r\n"

# In whose name the client greets, to whom it writes, and what; {a} and {b} are two branches.
NOT_WRITTEN = {
    "with the number of a letter never written": (
        "a.itsid-sim.invalid",
        TARO,
        OURS.replace("<1.", "<2."),
    ),
    "with the Message-ID of another world": (
        "a.itsid-sim.invalid",
        TARO,
        OURS.replace("{a}", "{b}"),
    ),
    "to another recipient": ("a.itsid-sim.invalid", HANAKO, OURS),
    "greeted in the name of an unknown world": ("c.itsid-sim.invalid", TARO, OURS),
}
# The same, and the world in which it arrives.
FOREIGN_MAIL = {
    "greeted in no world's name": ("localhost", TARO, OURS, "main"),
    "greeted in a name that only begins like ours": (
        "a.itsid-sim.invalid.example",
        TARO,
        OURS,
        "main",
    ),
    "without a Message-ID": ("a.itsid-sim.invalid", TARO, "Subject: x\r\n\r\nhello\r\n", "a"),
    "with a Message-ID of somebody else": ("a.itsid-sim.invalid", TARO, FOREIGN, "a"),
    "with our number under another domain": (
        "a.itsid-sim.invalid",
        TARO,
        OURS.replace("@itsid-sim.invalid", "@example.org"),
        "a",
    ),
    "with our Message-ID in its text only": ("a.itsid-sim.invalid", TARO, FOREIGN + OURS, "a"),
}


def hand_in(office: Office, greeting: str, to: str, message: str) -> int:
    """Hand a mail in by hand; the code of the last reply."""
    message = message.format(**{name: office.service.record(name).branch for name in "ab"})
    with smtplib.SMTP(LOOPBACK, office.port, local_hostname=greeting, timeout=10) as smtp:
        smtp.ehlo()
        code, _ = smtp.mail("somebody@example.org")
        if code == TAKEN:
            code, _ = smtp.rcpt(to)
        if code == TAKEN:
            code, _ = smtp.data(message)
    return code


def test_a_letter_arrives_in_the_world_that_wrote_it_and_in_no_other(office: Office) -> None:
    office.open("a")
    other = office.open("b")

    office.courier.settle("a")

    assert "arrived" == office.letter("a").state
    assert other is office.service.world("b")


def test_a_letter_is_filed_before_the_courier_is_told_so(office: Office) -> None:
    office.open("a")

    office.courier.settle("a")

    assert ["LetterTried", "LetterArrived", "LetterAccepted"] == office.happened("a")


def test_an_arrived_letter_leaves_nothing_to_do(office: Office) -> None:
    office.open("a")
    office.courier.settle("a")
    settled = office.service.world("a")

    office.courier.settle("a")

    assert settled is office.service.world("a")


def test_letters_of_several_worlds_share_a_connection_and_no_mailbox(office: Office) -> None:
    office.open("a", written("1"), written("2", HANAKO))
    office.open("b", written("1", HANAKO))
    office.open("a-b", written("1"))

    for name in ("b", "a", "a-b"):
        office.courier.settle(name)

    assert [[(0, "1"), (0, "2")], [(0, "1")], [(0, "1")]] == [
        office.arrivals(name) for name in ("a", "b", "a-b")
    ]


def test_letters_are_sent_in_the_order_of_their_writing(office: Office) -> None:
    ids = [str(number) for number in range(1, 13)]
    office.open("a", *(written(id_) for id_ in ids))

    office.courier.settle("a")

    assert [(0, id_) for id_ in ids] == office.arrivals("a")


@pytest.mark.parametrize(
    "to",
    [
        "a..b@example.jp",
        ".a@example.jp",
        "a.@example.jp",
        "-@example.jp",
        "A_B-c@Example.JP",
        "a@b",
        "a" * 89 + "@example.jp",
    ],
)
def test_every_address_that_may_be_an_id_can_get_mail(office: Office, to: str) -> None:
    office.open("a", written(to=to))

    office.courier.settle("a")

    assert "arrived" == office.letter("a").state


@pytest.mark.parametrize("claimed", NOT_WRITTEN)
def test_a_letter_that_the_world_has_not_written_is_refused_and_changes_nothing(
    office: Office, claimed: str
) -> None:
    before, other = office.open("a"), office.open("b")

    code = hand_in(office, *NOT_WRITTEN[claimed])

    assert code in range(550, 560)
    assert before is office.service.world("a")
    assert other is office.service.world("b")


@pytest.mark.parametrize("foreign", FOREIGN_MAIL)
def test_a_mail_from_elsewhere_arrives_in_its_world_and_in_no_other(
    office: Office, foreign: str
) -> None:
    before = {name: office.open(name) for name in ("a", "b", "main")}
    *words, place = FOREIGN_MAIL[foreign]

    code = hand_in(office, *words)

    arrived = [name for name in before if before[name] is not office.service.world(name)]
    assert (TAKEN, [place]) == (code, arrived)
    assert ("arrived", "foreign") == (
        office.letter(place, "2").state,
        office.letter(place, "2").kind,
    )


def test_a_letter_that_was_never_written_wears_out_no_fault(office: Office) -> None:
    """A fault of limited number is meant for the letters of the world."""
    before = office.open("a", faults=(Fault("defer", times=1),))
    office.open("b")

    code = hand_in(office, "a.itsid-sim.invalid", HANAKO, OURS)

    assert code in range(550, 560)
    assert before is office.service.world("a")


def test_a_mail_like_ours_is_taken_in(office: Office) -> None:
    """What the refusals above rest on: the same mail without its fault arrives."""
    office.open("a")
    office.open("b")

    code = hand_in(office, "a.itsid-sim.invalid", TARO, OURS)

    assert (250, "arrived") == (code, office.letter("a").state)
