"""What every stage does for the tester: people, clock, answers, letters and their mishaps."""

from datetime import datetime, timedelta

import pytest

from itsid_sim.core.moment import JST
from itsid_sim.drivers import routes
from itsid_sim.drivers.seen import NotThere
from itsid_sim.drivers.stage import MailFault
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT, SENDER
from tests.drivers.sites import Site

WHO = "太郎"
MAILBOX = "taro@example.jp"
NEW_YEAR = datetime(2027, 12, 31, 23, 59, 59, tzinfo=JST)


def test_people_are_told_with_their_facts_by_the_documents_names(site: Site) -> None:
    person = site.stage.person(WHO)

    facts = {name: person.facts[name] for name in (labels.KANA, labels.PHONE, labels.ITSCOM_ID)}

    assert {
        labels.KANA: "イツ タロウ",
        labels.PHONE: "09000000001",
        labels.ITSCOM_ID: MAILBOX,
    } == facts


def test_somebody_unknown_is_told_with_those_who_are_known(site: Site) -> None:
    with pytest.raises(NotThere, match="花子"):
        site.stage.person("逸子")


def test_a_world_begins_when_the_tester_says(site: Site) -> None:
    site.stage.start_at(NEW_YEAR)

    now = site.stage.now()

    assert (NEW_YEAR, timedelta(hours=9)) == (now, now.utcoffset())


def test_the_clock_moves_when_told_and_not_otherwise(site: Site) -> None:
    site.stage.start_at(NEW_YEAR)
    routes.ask_for_reissue(site.walker(WHO))
    untouched = site.stage.now()

    site.stage.advance(1)

    assert (NEW_YEAR, datetime(2028, 1, 1, tzinfo=JST)) == (untouched, site.stage.now())


def test_the_beginning_cannot_be_changed_afterwards(site: Site) -> None:
    site.driver.open(WHO, "/mypage")

    with pytest.raises(ValueError, match="has begun"):
        site.stage.start_at(NEW_YEAR)


def test_an_answer_holds_in_the_world_that_follows(site: Site) -> None:
    site.stage.answer("Q05", 1)
    walk = site.walker(WHO)
    routes.ask_for_reissue(walk)

    walk.enter(CODE=routes.another_code(walk))
    walk.press(labels.NEXT)

    assert "初めからやり直し" == site.title(WHO)


def test_an_answer_cannot_be_changed_afterwards(site: Site) -> None:
    site.driver.open(WHO, "/mypage")

    with pytest.raises(ValueError, match="Q05"):
        site.stage.answer("Q05", 1)


@pytest.mark.parametrize(("question", "value"), [("Q05", 0), ("Q01", "maybe"), ("Q99", "A")])
def test_an_answer_that_is_not_allowed_names_the_question(
    site: Site, question: str, value: object
) -> None:
    with pytest.raises(ValueError, match=question):
        site.stage.answer(question, value)


def test_a_letter_is_there_at_the_next_look(site: Site) -> None:
    site.stage.start_at(NEW_YEAR)
    routes.ask_for_reissue(site.walker(WHO))

    (letter,) = site.stage.letters(MAILBOX)

    assert (MAILBOX, SENDER, CODE_SUBJECT, NEW_YEAR) == (
        letter.to,
        letter.sender,
        letter.subject,
        letter.arrived,
    )
    assert letter.code in letter.text
    assert "" == letter.url


def test_letters_lie_in_their_mailbox_oldest_first(site: Site) -> None:
    for _ in range(3):
        routes.ask_for_reissue(site.walker(WHO))
        site.stage.advance(60)

    letters = site.stage.letters(MAILBOX)

    assert 3 == len(letters)
    assert sorted(letters, key=lambda letter: letter.arrived) == list(letters)
    assert () == site.stage.letters("hanako@example.com")


def test_a_held_letter_arrives_late(site: Site) -> None:
    site.stage.faults(MailFault("hold", MAILBOX, span_s=600))
    routes.ask_for_reissue(site.walker(WHO))

    site.stage.advance(599)
    before = site.stage.letters(MAILBOX)
    site.stage.advance(1)

    assert () == before
    assert [site.stage.now()] == [letter.arrived for letter in site.stage.letters(MAILBOX)]


def test_a_fault_does_not_strike_a_letter_written_before_it(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))

    site.stage.faults(MailFault("lose", MAILBOX))

    assert 1 == len(site.stage.letters(MAILBOX))


def test_an_end_of_faults_does_not_free_a_letter_written_before_it(site: Site) -> None:
    site.stage.faults(MailFault("hold", MAILBOX, span_s=600))
    routes.ask_for_reissue(site.walker(WHO))

    site.stage.faults()

    assert () == site.stage.letters(MAILBOX)


def test_faults_replace_those_before_them(site: Site) -> None:
    site.stage.faults(MailFault("lose", MAILBOX))

    site.stage.faults(MailFault("lose", "hanako@example.com"))
    routes.ask_for_reissue(site.walker(WHO))

    assert 1 == len(site.stage.letters(MAILBOX))


def test_a_stage_may_be_closed_before_anything_began(site: Site) -> None:
    site.stage.close()
