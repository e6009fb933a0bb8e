"""What a page waits for, and when it runs out: the same second at which it is refused."""

from collections.abc import Callable

import pytest

from itsid_sim.core.page import Page
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO_ID, JIRO, JIRO_ID, NOW, TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    ask_for_url,
    name_id,
    reissue_by_phrase,
    set_phrase,
    to_new_password,
    to_phrase_entry,
    type_code,
)

VALID_S = 30 * 60
UNKNOWN = "nobody@example.jp"
WALKED_S = 7
Walk = Callable[[Person], Page]


def to_registration_sent(person: Person) -> Page:
    return ask_for_url(person, JIRO, JIRO_ID)


def to_confirmation(person: Person) -> Page:
    to_registration_sent(person)
    return person.open(person.stage.url("registration"))


def to_code(person: Person) -> Page:
    return name_id(person, TARO_ID)


def to_phrase_sent(person: Person) -> Page:
    return set_phrase(person, HANAKO_ID)


def to_phrase(person: Person) -> Page:
    return to_phrase_entry(person, HANAKO_ID)


def to_password(person: Person) -> Page:
    return to_new_password(person, TARO_ID)


def to_reissued(person: Person) -> Page:
    return reissue_by_phrase(person, HANAKO_ID)


def to_login(person: Person) -> Page:
    return person.open(LOGIN_PAGE)


WAITING: dict[str, Walk] = {
    labels.REGISTRATION_SENT: to_registration_sent,
    sentences.CONFIRMATION: to_confirmation,
    labels.CODE_ENTRY: to_code,
    labels.PHRASE_SENT: to_phrase_sent,
    labels.PHRASE_ENTRY: to_phrase,
}
OPENED = (sentences.CONFIRMATION, labels.PHRASE_ENTRY)


@pytest.mark.parametrize("title", WAITING)
@pytest.mark.parametrize(
    ("settings", "valid_s"),
    [(DEFAULT, VALID_S), (Settings(last_moment="inclusive"), VALID_S + 1)],
)
def test_page_that_waits_says_until_when(title: str, settings: Settings, valid_s: int) -> None:
    page = WAITING[title](Person(Stage(settings)))

    assert (title, NOW + valid_s) == (page.title, page.until)


@pytest.mark.parametrize("title", WAITING)
def test_deadline_stays_where_it_is_while_time_passes(title: str) -> None:
    person = Person(Stage())
    until = WAITING[title](person).until
    person.stage.wait(seconds=WALKED_S)

    assert until == person.reload().until


def test_refused_code_moves_no_deadline() -> None:
    person = Person(Stage())
    until = to_code(person).until
    person.stage.wait(seconds=WALKED_S)

    assert until == type_code(person, "000000").until


@pytest.mark.parametrize(
    ("early_s", "title"), [(1, labels.NEW_PASSWORD), (0, sentences.START_OVER)]
)
def test_code_is_taken_until_then_and_no_longer(early_s: int, title: str) -> None:
    person = Person(Stage())
    page = to_code(person)
    person.stage.wait(seconds=page.until - NOW - early_s)

    assert title == type_code(person, person.stage.secret("code")).title


@pytest.mark.parametrize("title", OPENED)
def test_url_that_is_checked_only_when_opened_runs_out_no_more(title: str) -> None:
    """Q21."""
    page = WAITING[title](Person(Stage(Settings(url_checked="open"))))

    assert (title, 0) == (page.title, page.until)


@pytest.mark.parametrize("walk", [to_password, to_reissued, to_login])
def test_page_that_waits_for_nothing_has_no_deadline(walk: Walk) -> None:
    assert 0 == walk(Person(Stage())).until


@pytest.mark.parametrize("branch", ["A", "B"])
def test_unknown_id_is_given_the_time_of_a_known_one(branch: str) -> None:
    """Q06: HANAKO's contract says A and TARO's none, so that the setting names the branch."""
    known = HANAKO_ID if branch == "A" else TARO_ID
    walk = set_phrase if branch == "A" else name_id
    settings = Settings(reissue_branch="A" if branch == "A" else "B")

    pages = [walk(Person(Stage(settings)), login_id) for login_id in (known, UNKNOWN)]

    assert pages[0] == pages[1]
    assert NOW + VALID_S == pages[1].until


def test_id_of_another_is_given_the_time_of_a_free_one() -> None:
    """Q10."""
    pages = [ask_for_url(Person(Stage()), JIRO, login_id) for login_id in (JIRO_ID, HANAKO_ID)]

    assert pages[0] == pages[1]


def test_letter_that_was_not_sent_for_its_number_shows_the_same_time() -> None:
    """Q24: five letters went out, and the sixth page says what the fifth did."""
    person = Person(Stage())
    pages = [to_phrase_sent(person) for _ in range(6)]

    assert [NOW + VALID_S] * 6 == [page.until for page in pages]
    assert 5 == len(person.stage.letters("phrase"))
