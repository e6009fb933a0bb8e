"""どこでもメール: answering letters (HELP-01)."""

import pytest

from itsid_sim.core import events as e
from itsid_sim.core.state import Letter, Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.sentences import MAIL_SENT, READ_MAIL, REPLY, REPLY_TEXT
from tests.unit.people import HANAKO_ID, HANAKO_PASSWORD, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import MAILBOX, name_id, read_newest, sign_in, write_mail

MISSING = sentences.REQUIRED


def taro(stage: Stage) -> Person:
    """A signed-in customer."""
    person = Person(stage, "taro")
    sign_in(person, TARO_ID, TARO_PASSWORD)
    return person


def mails(stage: Stage) -> list[Letter]:
    return stage.letters("personal")


def with_a_mail() -> Person:
    """A person who has opened the mail that somebody has sent them."""
    stage = Stage()
    sender = Person(stage, "sender")
    sign_in(sender, HANAKO_ID, HANAKO_PASSWORD)
    write_mail(sender, TARO_ID, "お元気ですか")
    person = taro(stage)
    read_newest(person)
    return person


def test_letter_is_answered_to_its_sender() -> None:
    person = with_a_mail()

    page = person.press(REPLY, {REPLY_TEXT: "はい\r\n元気です"})

    assert MAIL_SENT == page.title
    answer = mails(person.stage)[-1]
    assert (TARO_ID, HANAKO_ID) == (answer.sender, answer.to)
    assert ("Re: お元気ですか", "はい\n元気です") == (answer.subject, answer.text)


def test_answer_can_be_answered() -> None:
    person = with_a_mail()
    person.press(REPLY, {REPLY_TEXT: "はい"})
    person.stage.deliver()
    other = Person(person.stage, "sender")
    read_newest(other)

    other.press(REPLY, {REPLY_TEXT: "よかった"})

    answer = mails(person.stage)[-1]
    assert (TARO_ID, "Re: Re: お元気ですか") == (answer.to, answer.subject)


def test_letter_of_the_site_is_answered_to_its_sender_too() -> None:
    """That nobody reads what is sent there is said in the letter itself (MAIL-01)."""
    stage = Stage()
    name_id(Person(stage), TARO_ID)
    stage.deliver()
    person = taro(stage)
    read_newest(person)

    person.press(REPLY, {REPLY_TEXT: "?"})

    answer = mails(stage)[-1]
    assert ("mypage@itscom.jp", "Re: 認証コードのお知らせ") == (answer.to, answer.subject)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", MISSING),
        (" \r\n\u3000", MISSING),
        ("あ" * 2001, sentences.TOO_LONG),
    ],
)
def test_refused_answer_keeps_the_letter(text: str, says: str) -> None:
    person = with_a_mail()
    shown = person.page.lines

    page = person.press(REPLY, {REPLY_TEXT: text})

    assert (READ_MAIL, shown) == (page.title, page.lines)
    assert (Notice(REPLY_TEXT, says),) == page.notices
    assert 1 == len(mails(person.stage))


@pytest.mark.parametrize(("chars", "sent"), [(1, 2), (2000, 2), (2001, 1)])
def test_answer_has_1_to_2000_characters(chars: int, sent: int) -> None:
    person = with_a_mail()

    person.press(REPLY, {REPLY_TEXT: "あ" * chars})

    assert sent == len(mails(person.stage))


def test_answer_that_was_refused_and_mended_goes_to_the_same_sender() -> None:
    person = with_a_mail()
    person.press(REPLY)

    person.press(REPLY, {REPLY_TEXT: "はい"})

    assert (HANAKO_ID, "はい") == (mails(person.stage)[-1].to, mails(person.stage)[-1].text)


def test_double_click_sends_one_answer() -> None:
    person = with_a_mail()
    person.send(REPLY, {REPLY_TEXT: "はい"})

    assert () == person.send_again()
    assert 2 == len(mails(person.stage))


def test_answer_goes_to_the_sender_of_the_letter_that_is_shown() -> None:
    """Of two tabs, each with a letter before it, the one that is pressed counts."""
    person = with_a_mail()
    write_mail(person, TARO_ID, "自分へ")
    own, hers = (link.address for link in person.open(MAILBOX).links[:2])
    tab, other_tab = Person(person.stage, "taro"), Person(person.stage, "taro")
    tab.open(hers)
    other_tab.open(own)

    tab.press(REPLY, {REPLY_TEXT: "はい"})

    assert HANAKO_ID == mails(person.stage)[-1].to
    assert () == other_tab.send(REPLY, {REPLY_TEXT: "はい"})


@pytest.mark.parametrize(("idle_s", "sent"), [(30 * 60 - 1, 2), (30 * 60, 1)])
def test_nothing_is_answered_once_the_sign_in_is_over(idle_s: int, sent: int) -> None:
    """Whether the letter was refused an answer before or not."""
    person, refused = with_a_mail(), with_a_mail()
    refused.press(REPLY)
    for one in (person, refused):
        one.stage.wait(seconds=idle_s)

        page = one.press(REPLY, {REPLY_TEXT: "はい"})

        assert (MAIL_SENT if sent > 1 else labels.WEBMAIL) == page.title
        assert sent == len(mails(one.stage))


def test_answering_keeps_the_sign_in_alive() -> None:
    person = with_a_mail()
    person.stage.wait(minutes=29)

    happened = person.send(REPLY, {REPLY_TEXT: "はい"})

    assert e.SignInTouched("taro") in happened


def test_letter_leads_back_to_the_mailbox() -> None:
    person = with_a_mail()
    (link,) = person.page.links

    assert labels.WEBMAIL == person.open(link.address).title
