"""どこでもメール: who reads which letters (HELP-01). The mailbox is that of the iTSCOM ID."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import Fault, FaultAction
from itsid_sim.procedures import CHART
from itsid_sim.procedures.letters import compose
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.letters import SITE
from tests.unit.people import (
    EVERYBODY,
    HANAKO,
    HANAKO_ACCOUNT,
    HANAKO_ID,
    HANAKO_PASSWORD,
    JIRO,
    JIRO_ID,
    TARO_ID,
    TARO_PASSWORD,
    account,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    MAILBOX,
    NEW_MAIL,
    NEW_PASSWORD,
    apply_for,
    inquire,
    name_id,
    read_newest,
    register,
    set_phrase,
    sign_in,
    write_mail,
)

FRIEND = "friend@example.org"
LETTER = "/webmail/{}/"


def taro(stage: Stage, browser: str = "taro") -> Person:
    """A signed-in customer who writes mails."""
    person = Person(stage, browser)
    sign_in(person, TARO_ID, TARO_PASSWORD)
    return person


def hanako(stage: Stage) -> Person:
    """A signed-in customer whose contact is another address than the ID."""
    person = Person(stage, "hanako")
    sign_in(person, HANAKO_ID, HANAKO_PASSWORD)
    return person


def subjects(page: Page) -> list[str]:
    """The letters that a page lists; two links stand below them."""
    return [link.label for link in page.links[:-2]]


def test_mailbox_has_the_documented_name_and_leads_to_writing_and_to_my_page() -> None:
    page = Person(Stage()).open(MAILBOX)

    assert "どこでもメール" == page.title
    assert ["メールを書く", "マイページへ"] == [link.label for link in page.links]


def test_letters_are_listed_newest_first() -> None:
    stage = Stage()
    person = taro(stage)
    for subject in ("一", "二", "三"):
        write_mail(person, HANAKO_ID, subject)
        stage.wait(seconds=1)

    page = hanako(stage).open(MAILBOX)

    assert ["三", "二", "一"] == subjects(page)
    assert ("届いたメール: 3通",) == page.lines


def test_letters_of_one_moment_are_listed_by_their_numbers() -> None:
    """Ten comes after nine."""
    stage = Stage()
    person = taro(stage)
    for number in range(11):
        write_mail(person, HANAKO_ID, str(number))

    assert [str(number) for number in range(10, -1, -1)] == subjects(hanako(stage).open(MAILBOX))


def test_letter_that_came_late_is_newer_than_one_that_was_written_after_it() -> None:
    stage = Stage()
    person = taro(stage)
    stage.do(c.SetFaults((Fault("hold", nth=1, span_s=60),)))
    write_mail(person, HANAKO_ID, "遅れた")
    write_mail(person, HANAKO_ID, "追い越した")
    stage.wait(minutes=1)
    stage.do(c.Release("1"))

    assert ["遅れた", "追い越した"] == subjects(hanako(stage).open(MAILBOX))


@pytest.mark.parametrize("do", ["hold", "lose"])
def test_letter_that_has_not_arrived_is_not_there(do: FaultAction) -> None:
    stage = Stage()
    stage.do(c.SetFaults((Fault(do, span_s=60),)))
    write_mail(taro(stage), HANAKO_ID)
    person = hanako(stage)

    assert [] == subjects(person.open(MAILBOX))
    assert labels.WEBMAIL == person.open(LETTER.format(1)).title


def test_letter_that_was_just_written_or_was_refused_is_not_there_either() -> None:
    stage = Stage()
    person = taro(stage)
    name_id(Person(stage), TARO_ID)
    written = subjects(person.open(MAILBOX))
    stage.do(c.TryLetter("1", 1))
    stage.do(c.Bounce("1", "550 no"))

    assert ([], []) == (written, subjects(person.open(MAILBOX)))


def test_letter_is_read_with_its_sender_date_subject_and_text() -> None:
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID, "お元気ですか")
    stage.wait(minutes=20)

    page = read_newest(hanako(stage))

    assert sentences.READ_MAIL == page.title
    assert (
        f"送信者: {TARO_ID}",
        "日時: 2024-02-28 23:45",
        "件名: お元気ですか",
        "元気です。\n",
    ) == page.lines


def test_letter_of_the_site_is_read_as_it_was_sent() -> None:
    stage = Stage()
    name_id(Person(stage), TARO_ID)
    stage.deliver()
    (letter,) = stage.letters()

    page = read_newest(taro(stage))

    assert "件名: 認証コードのお知らせ" in page.lines
    assert compose(letter).text in page.lines


def test_mailed_url_leads_into_the_world_where_it_is_read() -> None:
    """The site is each world's own; what a letter was kept as does not tell."""
    stage = Stage(customers=((HANAKO, account(HANAKO_ID, HANAKO_PASSWORD)),))
    set_phrase(Person(stage), HANAKO_ID)
    stage.deliver()
    person = hanako(stage)
    address = person.open(MAILBOX).links[0].address
    site = "http://127.0.0.1:8025/w/a"

    page = page_of(CHART, stage.world, c.Look("hanako", address), site)

    assert page is not None
    assert f"{site}/Remind/" in "".join(page.lines)
    assert SITE not in "".join(page.lines)


def test_letters_to_the_contact_are_not_there() -> None:
    """A contact is only an address that somebody chose; nobody has proven it."""
    stage = Stage()
    person = hanako(stage)
    set_phrase(Person(stage), HANAKO_ID)
    apply_for(person, "電話")
    write_mail(taro(stage), HANAKO_ACCOUNT.contact)

    assert [HANAKO_ACCOUNT.contact] * 3 == [letter.to for letter in stage.letters()]
    assert [] == subjects(person.open(MAILBOX))


def test_letters_to_others_are_not_there() -> None:
    stage = Stage()
    person = taro(stage)
    write_mail(person, HANAKO_ID)
    write_mail(person, FRIEND)
    inquire(person, TARO_ID, "?")
    stage.deliver()

    assert [] == subjects(person.open(MAILBOX))
    assert ["お元気ですか"] == subjects(hanako(stage).open(MAILBOX))


@pytest.mark.parametrize("to", [HANAKO_ID.upper(), HANAKO_ID.title()])
def test_mailbox_is_the_same_in_upper_and_lower_case(to: str) -> None:
    """Q12."""
    stage = Stage()
    write_mail(taro(stage), to)

    assert ["お元気ですか"] == subjects(hanako(stage).open(MAILBOX))


@pytest.mark.parametrize("number", ["1", "2", "99", "01", "x", "", "1 ", "１"])
def test_number_of_a_letter_that_is_not_ones_own_leads_to_the_list(number: str) -> None:
    """Another customer's, and those that nobody has, look alike."""
    stage = Stage()
    person = taro(stage)
    write_mail(person, HANAKO_ID)
    write_mail(person, HANAKO_ACCOUNT.contact)

    page = person.open(LETTER.format(number))

    assert (labels.WEBMAIL, ("届いたメール: 0通",)) == (page.title, page.lines)


@pytest.mark.parametrize("address", [LETTER.format(1), NEW_MAIL, MAILBOX])
def test_nobody_reads_or_writes_without_a_sign_in(address: str) -> None:
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID)

    page = Person(stage).open(address)

    assert (labels.WEBMAIL, []) == (page.title, subjects(page))
    assert ("ログインすると、iTSCOM IDのアドレスに届いたメールを読めます。",) == page.lines


@pytest.mark.parametrize(
    ("idle_s", "title"),
    [(30 * 60 - 1, sentences.READ_MAIL), (30 * 60, labels.WEBMAIL)],
)
def test_nobody_reads_once_the_sign_in_is_over(idle_s: int, title: str) -> None:
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID)
    person = hanako(stage)
    read_newest(person)
    stage.wait(seconds=idle_s)

    assert title == person.reload().title
    assert (title == sentences.READ_MAIL) == bool(subjects(person.open(MAILBOX)))


def test_whoever_signs_in_next_at_the_browser_reads_their_own_letters() -> None:
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID)
    person = hanako(stage)
    read_newest(person)
    person.press(sentences.REPLY)
    stage.wait(minutes=30)
    next_one = taro(stage, "hanako")

    page = next_one.open(MAILBOX)

    assert [] == subjects(page)
    assert labels.WEBMAIL == person.look().title


def test_mailbox_follows_the_id_when_it_is_registered_anew() -> None:
    stage = Stage(customers=((JIRO, account("old@example.jp", "Jiro.old1")), *EVERYBODY[:1]))
    write_mail(taro(stage), JIRO_ID)
    person = Person(stage)
    register(person, JIRO, JIRO_ID)
    person.press(labels.NEXT, {labels.CONTACT: JIRO_ID})
    stage.deliver()
    sign_in(person, JIRO_ID, NEW_PASSWORD)

    assert ["マイページ本登録のご案内", "お元気ですか"] == subjects(person.open(MAILBOX))


def test_new_customer_reads_the_letter_that_brought_the_url() -> None:
    stage = Stage()
    person = Person(stage)
    register(person, JIRO, JIRO_ID)
    stage.deliver()
    sign_in(person, JIRO_ID, NEW_PASSWORD)

    assert ["マイページ本登録のご案内"] == subjects(person.open(MAILBOX))


@pytest.mark.parametrize("address", [MAILBOX, NEW_MAIL, LETTER.format(1)])
def test_page_of_a_mailbox_may_be_kept_by_nobody(address: str) -> None:
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID)

    assert hanako(stage).open(address).private


def test_reading_writes_no_event() -> None:
    """Nor does it keep the sign-in alive."""
    stage = Stage()
    write_mail(taro(stage), HANAKO_ID)
    person = hanako(stage)
    before = stage.world

    read_newest(person)
    person.reload()
    person.open(NEW_MAIL)

    assert before is stage.world
