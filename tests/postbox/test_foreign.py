"""Mail from elsewhere: whose world it comes to, what becomes of it, and what goes wrong with it."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from itsid_sim.core.state import Fault, Letter
from itsid_sim.mail.message import Message
from itsid_sim.service.mailbox import Mailbox
from tests.postbox.office import HANAKO, LOOPBACK, TARO, Office, written

SHOP = "shop@example.org"
RAW = f"From: {SHOP}\r\nTo: {TARO}\r\nSubject: hello\r\n\r\ntext\r\n".encode()
FIRST = "2"  # the world has written one of its own
JAPANESE = "①㈱ﾊﾝｶｸ 逸 太郎"


@contextmanager
def speaking(office: Office, user: str = "a") -> Iterator[smtplib.SMTP]:
    """Somebody who speaks to the postbox, logged in as a world."""
    with smtplib.SMTP(LOOPBACK, office.port, timeout=10) as smtp:
        if user:
            smtp.login(user, "any")
        yield smtp


def send(
    office: Office, *to: str, raw: bytes = RAW, user: str = "a"
) -> dict[str, tuple[int, bytes]]:
    """Send a mail; who was refused."""
    with speaking(office, user) as smtp:
        return smtp.sendmail(SHOP, list(to or (TARO,)), raw)


def refused(office: Office, *to: str) -> int:
    """The reply with which a mail is refused; 0 if the connection was lost instead."""
    try:
        send(office, *to)
    except smtplib.SMTPRecipientsRefused as failure:
        return next(iter(failure.recipients.values()))[0]
    except smtplib.SMTPResponseException as failure:
        return failure.smtp_code
    except (smtplib.SMTPServerDisconnected, ConnectionError):
        return 0
    return 250


def opened(office: Office, *faults: Fault) -> None:
    """A world in which mail goes wrong like this."""
    office.open("a", written(), faults=faults)


def foreign(office: Office, name: str = "a") -> list[Letter]:
    """The letters of a world that came from elsewhere, in the order of their numbers."""
    letters = office.service.world(name).letters.values()
    return sorted((one for one in letters if one.kind == "foreign"), key=lambda one: int(one.id))


def message(office: Office, name: str = "a") -> Message:
    """The mail that arrived last, read."""
    box = Mailbox(office.service, name)
    letter = box.letter("latest")
    assert letter is not None
    return box.message(letter)


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_the_name_of_the_login_is_the_world(office: Office, mechanism: str) -> None:
    office.open("a")
    office.open("b")
    with speaking(office, "") as smtp:
        smtp.ehlo()
        smtp.user, smtp.password = "b", "whatever"
        smtp.auth(mechanism, getattr(smtp, f"auth_{mechanism.lower()}"))

        smtp.sendmail(SHOP, [TARO], RAW)

    assert ([], 1) == (foreign(office, "a"), len(foreign(office, "b")))


def test_several_recipients_have_one_letter(office: Office) -> None:
    opened(office)

    send(office, TARO, HANAKO, "blind@example.org")

    (letter,) = foreign(office)
    box = Mailbox(office.service, "a")
    blind = [one.address for one in box.filed(letter).gist.bcc]
    assert (TARO, (HANAKO, "blind@example.org")) == (letter.to, letter.also)
    assert [HANAKO, "blind@example.org"] == blind
    assert [1, 1, 0] == [
        len(Mailbox(office.service, "a", to).ids) for to in (TARO, HANAKO.upper(), "x@y.jp")
    ]


def test_what_a_mail_server_writes_above_a_mail_is_there(office: Office) -> None:
    opened(office)

    send(office, TARO, HANAKO)

    assert [
        ("Return-Path", f"<{SHOP}>"),
        ("Delivered-To", TARO),
        ("Delivered-To", HANAKO),
        ("From", SHOP),
    ] == list(message(office).headers[:4])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"Subject: {JAPANESE}\r\n\r\n{JAPANESE}\r\n".encode(), JAPANESE),
        (b"\r\n" + b"x" * 100_000 + b"\r\n", "x" * 100_000),
        (b"Date: the day before\r\nSubject: x\r\n\r\nok\r\n", "ok"),
        (b"\r\n..dots\r\n.\r\n..\r\nafter\r\n", "..dots\n.\n..\nafter"),
        (
            b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B-!-j\x1b(I6E\x1b(B\r\n",
            "①㈱ｶﾅ",
        ),
        ("\r\nあ\r\n".encode("cp932"), "あ"),
    ],
)
def test_whatever_comes_is_read(office: Office, raw: bytes, expected: str) -> None:
    opened(office)

    send(office, raw=raw)

    assert expected == message(office).text.rstrip("\n")


def test_an_attachment_of_megabytes_comes_whole(office: Office) -> None:
    opened(office)
    lines = b"QUJD" * 18 + b"\r\n"
    head = b"Content-Type: application/x; name=big\r\nContent-Transfer-Encoding: base64\r\n\r\n"

    send(office, raw=head + lines * 80_000)

    (part,) = (*message(office).inline, *message(office).attachments)
    assert b"ABC" * 18 * 80_000 == part.content


def test_a_mail_without_a_sender_is_taken(office: Office) -> None:
    opened(office)
    with speaking(office) as smtp:
        smtp.sendmail("", [TARO], b"Subject: bounce\r\n\r\n")

    assert [("", "bounce")] == [(one.sender, one.subject) for one in foreign(office)]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("refuse"), 550),
        (Fault("refuse", code=552, to=TARO), 552),
        (Fault("defer"), 451),
        (Fault("defer", code=421), 421),
        (Fault("refuse", subject="hello"), 550),
        (Fault("refuse", kind="other"), 550),
        (Fault("refuse", nth=2), 550),
        (Fault("refuse", at="data", code=554), 554),
        (Fault("refuse", at="mail", code=553), 553),
        (Fault("refuse", at="auth", code=535), 535),
        (Fault("cut"), 0),
        (Fault("cut", at="data"), 0),
        (Fault("cut", subject="hello"), 0),
    ],
)
def test_a_fault_strikes_mail_from_elsewhere_as_it_strikes_our_own(
    office: Office, fault: Fault, code: int
) -> None:
    opened(office, fault)

    assert code == refused(office)
    assert [] == foreign(office)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("refuse", to=HANAKO),
        Fault("refuse", subject="hello!"),
        Fault("refuse", kind="code"),
        Fault("refuse", nth=3),
    ],
)
def test_a_fault_that_does_not_fit_does_not_strike(office: Office, fault: Fault) -> None:
    opened(office, fault)

    assert {} == send(office)


def test_one_of_two_recipients_may_be_refused(office: Office) -> None:
    opened(office, Fault("refuse", to=HANAKO, code=552))

    answers = send(office, TARO, HANAKO)

    assert [HANAKO] == list(answers)
    assert [(TARO, ())] == [(one.to, one.also) for one in foreign(office)]


def test_a_fault_of_limited_number_wears_out(office: Office) -> None:
    opened(office, Fault("defer", times=2))

    assert [451, 451, 250] == [refused(office) for _ in range(3)]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault("hold", span_s=60), "held"),
        (Fault("lose"), "lost"),
        (Fault("swap"), "held"),
        (Fault("twice"), "arrived"),
        (Fault("cut", at="answer"), "arrived"),
    ],
)
def test_what_is_taken_in_has_its_fate(office: Office, fault: Fault, state: str) -> None:
    opened(office, fault)

    refused(office)

    assert [state] == [one.state for one in foreign(office)]


def test_a_connection_is_cut_while_a_letter_still_comes(office: Office) -> None:
    """Its head was enough: nothing after it is waited for."""
    opened(office, Fault("cut", at="data", subject="hello"))
    with speaking(office) as smtp:
        smtp.mail(SHOP)
        smtp.rcpt(TARO)
        smtp.docmd("DATA")
        smtp.send(RAW.split(b"\r\n\r\n")[0] + b"\r\n\r\n")

        assert isinstance(smtp.sock, socket.socket)
        with pytest.raises((ConnectionError, smtplib.SMTPServerDisconnected)):
            smtp.getreply()

    assert [] == foreign(office)
