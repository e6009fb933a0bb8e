"""What a finished registration or reissue replaces, ends and voids, and what it leaves alone."""

from collections.abc import Callable

import pytest

from itsid_sim.core.page import Page
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CONTACT
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO, HANAKO_ID, HANAKO_PASSWORD, JIRO, TARO, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    NEW_PASSWORD,
    WRONG_PASSWORD,
    ask_for_url,
    name_id,
    password_on,
    reissue_by_phrase,
    set_phrase,
    sign_in,
    to_new_password,
    type_code,
    type_new_password,
)

NEW_ID = "another@example.org"
Way = Callable[[Person], Page]


def again_with_another_id(person: Person) -> Page:
    """HANAKO registers again with another ID."""
    ask_for_url(person, HANAKO, NEW_ID)
    person.open(person.stage.url("registration"))
    return person.press(labels.NEXT, {CONTACT: NEW_ID})


def again_with_the_same_id(person: Person) -> Page:
    """HANAKO registers again with the ID that she has."""
    ask_for_url(person, HANAKO, HANAKO_ID.upper())
    person.open(person.stage.url("registration"))
    return person.press(labels.NEXT, {CONTACT: HANAKO_ID.upper()})


def by_phrase(person: Person) -> Page:
    """HANAKO has a password reissued."""
    return reissue_by_phrase(person, HANAKO_ID)


WAYS = (again_with_another_id, again_with_the_same_id, by_phrase)


def by_code(person: Person) -> Page:
    """TARO chooses a new password."""
    to_new_password(person, TARO_ID)
    return type_new_password(person)


def test_new_id_replaces_the_old_one() -> None:
    """REREG-01 and REREG-02."""
    stage = Stage()
    again_with_another_id(Person(stage))

    assert labels.TOP == sign_in(Person(stage, "new"), NEW_ID, NEW_PASSWORD).title
    assert labels.LOGIN == sign_in(Person(stage), HANAKO_ID, HANAKO_PASSWORD).title
    assert labels.LOGIN == sign_in(Person(stage), HANAKO_ID, NEW_PASSWORD).title
    assert NEW_ID == stage.world.accounts[HANAKO.id].contact


def test_old_id_is_free_for_others() -> None:
    stage = Stage()
    again_with_another_id(Person(stage))

    ask_for_url(Person(stage), JIRO, HANAKO_ID)

    assert "registration" == stage.letters()[-1].kind


def test_same_id_gets_the_new_password_and_the_new_spelling() -> None:
    """REREG-04."""
    stage = Stage()
    again_with_the_same_id(Person(stage))

    assert labels.TOP == sign_in(Person(stage, "new"), HANAKO_ID, NEW_PASSWORD).title
    assert labels.LOGIN == sign_in(Person(stage), HANAKO_ID, HANAKO_PASSWORD).title
    assert HANAKO_ID.upper() == stage.world.accounts[HANAKO.id].login_id
    assert ["hanako@example.com"] == [
        id_ for id_, owner in stage.world.owners.items() if owner == HANAKO.id
    ]


def test_reissue_by_code_changes_the_password_alone() -> None:
    """CODE-08."""
    stage = Stage()
    by_code(Person(stage))

    assert labels.TOP == sign_in(Person(stage, "new"), TARO_ID, NEW_PASSWORD).title
    assert labels.LOGIN == sign_in(Person(stage), TARO_ID, TARO_PASSWORD).title
    assert (TARO_ID, TARO_ID) == (
        stage.world.accounts[TARO.id].login_id,
        stage.world.accounts[TARO.id].contact,
    )


def test_reissue_by_phrase_changes_the_password_alone() -> None:
    """PHRASE-09."""
    stage = Stage()
    before = stage.world.accounts[HANAKO.id]
    password = password_on(by_phrase(Person(stage)))

    assert labels.TOP == sign_in(Person(stage, "new"), HANAKO_ID, password).title
    assert labels.LOGIN == sign_in(Person(stage), HANAKO_ID, HANAKO_PASSWORD).title
    after = stage.world.accounts[HANAKO.id]
    assert (before.login_id, before.contact) == (after.login_id, after.contact)


@pytest.mark.parametrize("way", [*WAYS])
def test_change_ends_every_sign_in_of_the_contract(way: Way) -> None:
    """Q09."""
    stage = Stage()
    signed_in = [Person(stage, name) for name in ("home", "office")]
    for person in signed_in:
        sign_in(person, HANAKO_ID, HANAKO_PASSWORD)

    way(Person(stage))

    assert [labels.LOGIN] * 2 == [person.look().title for person in signed_in]
    assert [labels.LOGIN] * 2 == [person.open(LOGIN_PAGE).title for person in signed_in]


@pytest.mark.parametrize("way", [*WAYS, by_code])
def test_change_leaves_other_contracts_alone(way: Way) -> None:
    stage = Stage()
    bystander = Person(stage, "bystander")
    login_id, password = (
        (TARO_ID, TARO_PASSWORD) if way is not by_code else (HANAKO_ID, HANAKO_PASSWORD)
    )
    sign_in(bystander, login_id, password)
    waiting = Person(stage, "waiting")
    ask_for_url(waiting, JIRO, "jiro@example.net")

    url = stage.url("registration")
    way(Person(stage))

    assert labels.TOP == bystander.look().title
    assert sentences.CONFIRMATION == waiting.open(url).title


@pytest.mark.parametrize("way", [*WAYS])
def test_change_voids_urls_that_wait(way: Way) -> None:
    """Q09: the URL of a registration, and the URL of a reissue."""
    stage = Stage()
    ask_for_url(Person(stage, "one"), HANAKO, "third@example.org")
    set_phrase(Person(stage, "two"), HANAKO_ID)
    urls = [stage.url("registration"), stage.url("phrase")]

    way(Person(stage))

    assert [sentences.START_OVER] * 2 == [Person(stage, "later").open(url).title for url in urls]


def test_change_voids_codes_that_wait() -> None:
    """Q09: before the code is typed, and after, when only the password is missing."""
    stage = Stage(Settings(live_proofs="all"))
    waiting, passed = Person(stage, "waiting"), Person(stage, "passed")
    name_id(waiting, TARO_ID)
    to_new_password(passed, TARO_ID)

    by_code(Person(stage))

    assert sentences.START_OVER == waiting.look().title
    assert sentences.START_OVER == passed.look().title


def test_registration_voids_codes_asked_for_by_the_old_id_and_by_the_new_one() -> None:
    """Whoever asked with the new ID before it was registered waited for a decoy."""
    stage = Stage()
    old, new = Person(stage, "old"), Person(stage, "new")
    name_id(old, TARO_ID)
    name_id(new, NEW_ID)

    person = Person(stage)
    ask_for_url(person, TARO, NEW_ID)
    person.open(stage.url("registration"))
    person.press(labels.NEXT, {CONTACT: NEW_ID})

    assert [sentences.START_OVER] * 2 == [old.look().title, new.look().title]


@pytest.mark.parametrize(
    ("way", "login_id"),
    [(again_with_the_same_id, HANAKO_ID), (by_phrase, HANAKO_ID), (by_code, TARO_ID)],
)
def test_change_lets_a_stopped_id_in_again(way: Way, login_id: str) -> None:
    """Q09 and Q17."""
    stage = Stage()
    for _ in range(10):
        sign_in(Person(stage, "thief"), login_id, WRONG_PASSWORD)

    page = way(Person(stage))

    password = password_on(page) or NEW_PASSWORD
    assert labels.TOP == sign_in(Person(stage, "owner"), login_id, password).title


def test_new_id_that_was_stopped_is_let_in() -> None:
    stage = Stage()
    for _ in range(10):
        sign_in(Person(stage, "thief"), NEW_ID, WRONG_PASSWORD)

    again_with_another_id(Person(stage))

    assert labels.TOP == sign_in(Person(stage, "owner"), NEW_ID, NEW_PASSWORD).title


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_unfinished_registration_changes_nothing(steps: int) -> None:
    """REREG-03 and Q08: asked for, opened, or grown too old."""
    stage = Stage()
    person = Person(stage)
    before = stage.world.accounts
    ask_for_url(person, HANAKO, NEW_ID)
    if steps > 1:
        person.open(stage.url("registration"))
    if steps > 2:
        stage.wait(minutes=30)
        person.press(labels.NEXT, {CONTACT: NEW_ID})

    assert before == stage.world.accounts
    assert labels.TOP == sign_in(person, HANAKO_ID, HANAKO_PASSWORD).title


def test_unfinished_reissue_changes_nothing() -> None:
    """Q08: neither a code that passed nor an answer that is only set."""
    stage = Stage()
    before = stage.world.accounts
    to_new_password(Person(stage, "code"), TARO_ID)
    set_phrase(Person(stage, "phrase"), HANAKO_ID)

    assert before == stage.world.accounts


@pytest.mark.parametrize("way", [*WAYS, by_code])
@pytest.mark.parametrize("settings", [Settings(), Settings(change_notice="tell")])
def test_change_is_told_to_the_contact_of_before_or_to_nobody(way: Way, settings: Settings) -> None:
    """Q25: both answers."""
    stage = Stage(settings)
    owner = TARO.id if way is by_code else HANAKO.id
    contact, name = stage.world.accounts[owner].contact, stage.world.contracts[owner].name

    way(Person(stage))

    told = [(letter.to, letter.name, letter.secret) for letter in stage.letters("changed")]
    assert told == ([(contact, name, "")] if settings.change_notice == "tell" else [])


def test_first_registration_has_nobody_to_tell() -> None:
    stage = Stage(Settings(change_notice="tell"))
    person = Person(stage)
    ask_for_url(person, JIRO, NEW_ID)
    person.open(stage.url("registration"))
    person.press(labels.NEXT)

    assert [] == stage.letters("changed")


def test_code_of_before_does_not_come_back_with_a_new_request() -> None:
    """CODE-09: once voided, a code stays void, also on a new screen of the same browser."""
    stage = Stage()
    person = Person(stage)
    name_id(person, TARO_ID)
    old = stage.secret("code")
    by_code(Person(stage, "elsewhere"))
    name_id(person, TARO_ID)

    assert labels.CODE_ENTRY == type_code(person, old).title
