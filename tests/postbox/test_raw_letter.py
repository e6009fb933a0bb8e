"""The message as it travels: headers, date, text and bytes, caught off the wire."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import get_args

import pytest

from itsid_sim.core.events import LetterWritten
from itsid_sim.core.state import LetterKind
from itsid_sim.procedures.letters import compose
from itsid_sim.rules import letters as facts
from tests.adapters.scripted_server import scripted_server
from tests.postbox.office import HANAKO, SITE, TARO, WAITS_S, Office, written, written_by_hanako

KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
DOCUMENTED = {
    "registration": facts.REGISTRATION_SUBJECT,
    "phrase": facts.PHRASE_SUBJECT,
    "code": facts.CODE_SUBJECT,
}
LINE_BYTES_MAX = 78  # RFC 5322, 2.1.1


def caught(office: Office, letter: LetterKind | LetterWritten, tries: int = 1) -> list[bytes]:
    """The message of a letter, at each of so many tries; all but the last are refused for now."""
    office.open("a", letter if isinstance(letter, LetterWritten) else written(kind=letter))
    with scripted_server(end_of_data="451 later") as server:
        courier = office.new_courier(server.port)
        courier.settle("a")
        courier.advance("a", sum(WAITS_S[: tries - 1]))
    return server.messages


def parsed(raw: bytes) -> EmailMessage:
    """The message as a mail program reads it."""
    return message_from_bytes(raw, policy=policy.default)


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_the_composed_letter_in_utf_8(office: Office, kind: LetterKind) -> None:
    message = parsed(caught(office, kind)[0])

    text = message.get_content().replace("\r\n", "\n")

    composed = compose(office.letter("a"), office.service.site("a"))
    assert (composed.text, "utf-8") == (text, message.get_content_charset())


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_sender_recipient_and_subject_are_the_documented_ones(
    office: Office, kind: LetterKind
) -> None:
    message = parsed(caught(office, kind)[0])

    head = (message["From"], message["To"], message["Subject"])

    assert ("mypage@itscom.jp", TARO, DOCUMENTED[kind]) == head


def test_a_persons_letter_is_from_and_to_people_and_has_their_subject(office: Office) -> None:
    message = parsed(caught(office, "personal")[0])

    head = (message["From"], message["To"], message["Subject"])

    assert (HANAKO, TARO, "お元気ですか") == head


@pytest.mark.parametrize("subject", ["あ" * 256, "x" * 256, "Re: " * 64, "=?utf-8?q?x?=", " "])
def test_a_subject_arrives_as_it_was_written(office: Office, subject: str) -> None:
    raw = caught(office, written_by_hanako(subject, "-"))[0]

    assert subject == parsed(raw)["Subject"]
    assert LINE_BYTES_MAX >= max(map(len, raw.split(b"\r\n")))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\r\n\r\n"])
def test_a_subject_of_several_lines_adds_no_line_to_the_head(office: Office, end: str) -> None:
    """Whoever sends a form by hand can put any character into a field of one line."""
    plain = parsed(caught(office, written_by_hanako("a", "-"))[0])
    office.service.delete("a")

    forged = parsed(caught(office, written_by_hanako(f"a{end}Bcc: {TARO}", "-"))[0])

    assert plain.keys() == forged.keys()
    assert "-" == forged.get_content().strip()


@pytest.mark.parametrize("text", [".", "a\n.\nb", "From me\n", "\n\n", "あ" * 2000, "\r", "\x00"])
def test_a_text_arrives_as_it_was_written(office: Office, text: str) -> None:
    """A line with nothing but a full stop ends an SMTP message, if it travels as it is."""
    message = parsed(caught(office, written_by_hanako("a", text))[0])

    assert f"{text}\n" == message.get_content().replace("\r\n", "\n")


def test_the_date_is_the_worlds_in_japan(office: Office) -> None:
    message = parsed(caught(office, "code")[0])

    assert "Wed, 28 Feb 2024 23:45:00 +0900" == message["Date"]


def test_the_date_stays_that_of_writing_however_late_a_try_is(office: Office) -> None:
    """From the third try on it is the 29th of February."""
    messages = caught(office, "code", tries=5)

    assert {"Wed, 28 Feb 2024 23:45:00 +0900"} == {parsed(raw)["Date"] for raw in messages}


def test_every_try_carries_the_same_message(office: Office) -> None:
    messages = caught(office, "code", tries=4)

    assert (4, 1) == (len(messages), len(set(messages)))


def test_letters_and_worlds_are_told_apart_by_the_message_id(office: Office) -> None:
    office.open("a", written("1"), written("2"))
    office.open("b", written("1"))
    with scripted_server() as server:
        courier = office.new_courier(server.port)
        courier.settle("a")
        courier.settle("b")

    ids = [parsed(raw)["Message-ID"] for raw in server.messages]

    assert 3 == len(set(ids))


@pytest.mark.parametrize("kind", ["registration", "phrase"])
def test_a_mailed_url_leads_into_the_world_that_wrote_it(office: Office, kind: LetterKind) -> None:
    text = parsed(caught(office, kind)[0]).get_content()

    lines = [line for line in text.splitlines() if line.startswith(f"{SITE}/w/a/")]

    assert ["t" * 32] == [line.rstrip("/").rpartition("/")[2] for line in lines]


@pytest.mark.parametrize("kind", KINDS)
def test_the_bytes_are_plain_mail(office: Office, kind: LetterKind) -> None:
    """ASCII only, every line ends in CRLF, and the lines are short enough for any mail program."""
    raw = caught(office, kind)[0]

    lines = raw.split(b"\r\n")

    assert raw.isascii()
    assert b"\n" not in b"".join(lines)
    assert [] == [line for line in lines if len(line) > LINE_BYTES_MAX]
