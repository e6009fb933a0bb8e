"""What several procedures share: emptiness, idleness, and counting failures in a row."""

from collections.abc import Callable

import pytest

from itsid_sim.core.page import Page
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CODE, ITSCOM_ID, KANA, PASSWORD, PASSWORD_AGAIN, PHONE
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO_ID, JIRO, MIDORI, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    facts_of,
    name_id,
    set_phrase,
    to_contractor,
    to_id_entry,
    to_identity,
    to_new_password,
    to_terms,
)

HALF_HOUR_S = 30 * 60


def login(person: Person) -> Page:
    return person.open(LOGIN_PAGE)


def contractor(person: Person) -> Page:
    return to_contractor(person)


def more_facts(person: Person) -> Page:
    to_contractor(person)
    by_bank = {labels.PAYMENT: labels.BANK_LAST4, labels.BANK_LAST4: MIDORI.bank_last4}
    return person.press(labels.CONFIRM, facts_of(MIDORI) | by_bank)


def terms(person: Person) -> Page:
    return to_terms(person, JIRO)


def id_entry(person: Person) -> Page:
    return to_id_entry(person, JIRO)


def identity(person: Person) -> Page:
    return to_identity(person)


def phrase_setting(person: Person) -> Page:
    return name_id(person, HANAKO_ID)


def phrase_sent(person: Person) -> Page:
    return set_phrase(person, HANAKO_ID)


def code_entry(person: Person) -> Page:
    return name_id(person, TARO_ID)


def new_password(person: Person) -> Page:
    return to_new_password(person, TARO_ID)


Way = Callable[[Person], Page]

WAITING = [contractor, more_facts, terms, id_entry, phrase_setting, new_password]
WITHOUT_END = [code_entry, phrase_sent]


@pytest.mark.parametrize("way", WAITING)
@pytest.mark.parametrize(
    ("settings", "idle_s", "over"),
    [
        (Settings(), HALF_HOUR_S - 1, ""),
        (Settings(), HALF_HOUR_S, sentences.START_OVER),
        (Settings(idle_minutes=5), 5 * 60 - 1, ""),
        (Settings(idle_minutes=5), 5 * 60, sentences.START_OVER),
        (Settings(idle_minutes=None), 24 * 60 * 60, ""),
    ],
)
def test_screen_of_a_procedure_waits_30_minutes(
    way: Way, settings: Settings, idle_s: int, over: str
) -> None:
    """Q22."""
    person = Person(Stage(settings))
    title = way(person).title
    person.stage.wait(seconds=idle_s)

    assert (over or title) == person.look().title


@pytest.mark.parametrize("way", WAITING)
def test_refused_press_begins_the_30_minutes_anew(way: Way) -> None:
    person = Person(Stage())
    title = way(person).title
    person.stage.wait(minutes=29)
    person.press(person.page.buttons[0])
    person.stage.wait(minutes=29)

    assert title == person.look().title


@pytest.mark.parametrize("way", WITHOUT_END)
def test_screen_with_a_time_of_its_own_does_not_end_by_being_left(way: Way) -> None:
    """The mail has its own 30 minutes, which are asked for when the button is pressed (Q21)."""
    person = Person(Stage())
    title = way(person).title
    person.stage.wait(minutes=31)

    assert title == person.look().title


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (login, ITSCOM_ID),
        (login, PASSWORD),
        (contractor, KANA),
        (contractor, PHONE),
        (more_facts, labels.CUSTOMER_NO),
        (id_entry, ITSCOM_ID),
        (id_entry, PASSWORD),
        (identity, ITSCOM_ID),
        (code_entry, CODE),
        (phrase_setting, labels.ANSWER),
        (new_password, PASSWORD),
    ],
)
@pytest.mark.parametrize("spaces", ["", " ", "　", "      "])
def test_field_is_refused_at_most_once(way: Way, field: str, spaces: str) -> None:
    """An input of spaces is missing or malformed, and a person is told one thing about it."""
    person = Person(Stage())
    way(person)

    page = person.press(person.page.buttons[0], {field: spaces})

    assert 1 >= [notice.field for notice in page.notices].count(field)


@pytest.mark.parametrize("way", [id_entry, new_password])
def test_missing_password_is_asked_for_once_and_not_twice(way: Way) -> None:
    """Its repetition is wrong only where there is something to repeat."""
    person = Person(Stage())
    way(person)

    page = person.press(labels.NEXT)

    assert PASSWORD in {notice.field for notice in page.notices}
    assert PASSWORD_AGAIN not in {notice.field for notice in page.notices}
