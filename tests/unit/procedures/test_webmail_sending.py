"""どこでもメール: writing letters (HELP-01)."""

import pytest

from itsid_sim.core import events as e
from itsid_sim.core.page import Page
from itsid_sim.core.state import Letter, Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.sentences import (
    MAIL_SENT,
    MAIL_TEXT,
    RECIPIENT,
    SEND,
    SUBJECT,
    WRITE_MAIL,
)
from tests.unit.people import NOW, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage, Typed
from tests.unit.walks import LOGIN_PAGE, MAILBOX, NEW_MAIL, mail, sign_in

FRIEND = "name+tag@example.org"
MISSING = sentences.REQUIRED


def taro(stage: Stage) -> Person:
    """A signed-in customer."""
    person = Person(stage, "taro")
    sign_in(person, TARO_ID, TARO_PASSWORD)
    return person


def send(person: Person, typed: Typed) -> Page:
    """Write a mail and press the button."""
    person.open(NEW_MAIL)
    return person.press(SEND, typed)


def mails(stage: Stage) -> list[Letter]:
    return stage.letters("personal")


def test_form_asks_for_recipient_subject_and_a_text_of_several_lines() -> None:
    page = taro(Stage()).open(NEW_MAIL)

    assert (WRITE_MAIL, (SEND,)) == (page.title, page.buttons)
    assert [(RECIPIENT, "text"), (SUBJECT, "text"), (MAIL_TEXT, "long")] == [
        (box.label, box.kind) for box in page.boxes
    ]


def test_mail_goes_from_the_itscom_id_to_the_recipient() -> None:
    """The ID is spelled as it was registered (Q12)."""
    stage = Stage()

    page = send(taro(stage), mail(FRIEND, "件名です", "一行目\r\n二行目"))

    assert MAIL_SENT == page.title
    assert [
        Letter(
            "1",
            "personal",
            FRIEND,
            "",
            "",
            NOW,
            sender=TARO_ID,
            subject="件名です",
            text="一行目\n二行目",
        )
    ] == stage.letters()


def test_mail_to_oneself_arrives_in_the_mailbox() -> None:
    stage = Stage()
    person = taro(stage)
    send(person, mail(TARO_ID, "自分へ"))
    stage.deliver()

    assert "自分へ" == person.open(MAILBOX).links[0].label


@pytest.mark.parametrize(
    ("typed", "notices"),
    [
        ({}, {RECIPIENT: MISSING, SUBJECT: MISSING, MAIL_TEXT: MISSING}),
        (mail(""), {RECIPIENT: MISSING}),
        (mail("a"), {RECIPIENT: sentences.BAD_ADDRESS}),
        (mail(f"{FRIEND}, {TARO_ID}"), {RECIPIENT: sentences.BAD_ADDRESS}),
        (mail(FRIEND, ""), {SUBJECT: MISSING}),
        (mail(FRIEND, text=""), {MAIL_TEXT: MISSING}),
        (mail(FRIEND, text=" \r\n\u3000"), {MAIL_TEXT: MISSING}),
        (
            mail("a", "", "あ" * 2001),
            {
                RECIPIENT: sentences.BAD_ADDRESS,
                SUBJECT: MISSING,
                MAIL_TEXT: sentences.TOO_LONG,
            },
        ),
    ],
)
def test_mail_that_cannot_be_sent_is_refused_beside_its_fields(
    typed: Typed, notices: dict[str, str]
) -> None:
    stage = Stage()

    page = send(taro(stage), typed)

    assert WRITE_MAIL == page.title
    assert tuple(Notice(field, says) for field, says in notices.items()) == page.notices
    assert [] == stage.letters()


@pytest.mark.parametrize(("chars", "sent"), [(1, 1), (2000, 1), (2001, 0)])
def test_mail_has_1_to_2000_characters(chars: int, sent: int) -> None:
    stage = Stage()

    send(taro(stage), mail(FRIEND, text="あ" * chars))

    assert sent == len(mails(stage))


def test_double_click_sends_one_mail() -> None:
    stage = Stage()
    person = taro(stage)
    person.open(NEW_MAIL)
    person.send(SEND, mail(FRIEND))

    again = person.send_again()

    assert () == again
    assert 1 == len(mails(stage))
    assert MAIL_SENT == person.look().title


@pytest.mark.parametrize(("idle_s", "sent"), [(30 * 60 - 1, 1), (30 * 60, 0)])
@pytest.mark.parametrize("refusals", [0, 1])
def test_nothing_is_sent_once_the_sign_in_is_over(refusals: int, idle_s: int, sent: int) -> None:
    """Whether the mail was refused before or not."""
    stage = Stage()
    person = taro(stage)
    person.open(NEW_MAIL)
    for _ in range(refusals):
        person.press(SEND)
    stage.wait(seconds=idle_s)

    page = person.press(SEND, mail(FRIEND))

    assert (MAIL_SENT if sent else labels.WEBMAIL) == page.title
    assert sent == len(stage.letters())


def test_sending_keeps_the_sign_in_alive() -> None:
    stage = Stage()
    person = taro(stage)
    person.open(NEW_MAIL)
    stage.wait(minutes=29)

    happened = person.send(SEND, mail(FRIEND))

    assert e.SignInTouched("taro") in happened
    stage.wait(minutes=29)
    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_mail_that_was_sent_leads_back_to_the_mailbox() -> None:
    person = taro(Stage())
    send(person, mail(FRIEND))
    (link,) = person.page.links

    assert labels.WEBMAIL == person.open(link.address).title
