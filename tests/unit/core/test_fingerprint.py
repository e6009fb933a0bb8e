"""Two worlds have one key if and only if they go on alike, whatever a person may still do."""

from collections.abc import Callable

import pytest

from itsid_sim.core.fingerprint import fingerprint
from itsid_sim.core.page import Page
from itsid_sim.core.state import Account
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ANSWER
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.unit.people import (
    HANAKO,
    HANAKO_ID,
    HANAKO_PASSWORD,
    JIRO,
    JIRO_ID,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
    Customer,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    PET,
    WRONG_PASSWORD,
    ask_for_url,
    name_id,
    set_phrase,
    sign_in,
    to_contractor,
    to_identity,
    to_new_password,
    type_code,
    type_new_password,
)

QUICK = Settings(login_lockout=Lockout(2, 15), mail_quota=Quota(2, 60), tries_max=1)
# Secrets in plain, as an exploration keeps them: the same password is then the same state.
PLAIN: tuple[Customer, ...] = (
    (TARO, Account(TARO_ID, TARO_PASSWORD, "", TARO_ID)),
    (HANAKO, Account(HANAKO_ID, HANAKO_PASSWORD, "", HANAKO_ID)),
    (JIRO, None),
)
Walk = Callable[[Person], Page]


def plain(text: str, _salt: str) -> str:
    return text


def after(*walks: Walk) -> Stage:
    """A stage where a person has gone these ways."""
    stage = Stage(QUICK, PLAIN, digest=plain)
    for walk in walks:
        walk(Person(stage))
    return stage


def ask(person: Person) -> Page:
    return name_id(person, TARO_ID)


def ask_for_nobody(person: Person) -> Page:
    return name_id(person, "nobody@example.jp")


def mistake(person: Person) -> Page:
    person.look()
    return type_code(person, "000000")


def type_newest_code(person: Person) -> Page:
    person.look()
    return type_code(person, person.stage.secret("code"))


def fail(person: Person) -> Page:
    return sign_in(person, TARO_ID, WRONG_PASSWORD)


def enter(person: Person) -> Page:
    return sign_in(person, TARO_ID, TARO_PASSWORD)


def change(person: Person) -> Page:
    to_new_password(person, TARO_ID)
    return type_new_password(person)


def leave(person: Person) -> Page:
    """Wait until nothing of what was done matters any more, and begin anew."""
    person.stage.wait(minutes=120)
    return to_contractor(person)


def answer_otherwise(person: Person) -> Page:
    name_id(person, HANAKO_ID)
    return person.press(labels.NEXT, PET | {ANSWER: "たま"})


def set_pet(person: Person) -> Page:
    return set_phrase(person, HANAKO_ID)


@pytest.mark.parametrize(
    "walks", [(ask,), (ask_for_nobody,), (enter,), (set_pet,), (leave,), (fail,)]
)
def test_world_reached_at_another_time_has_the_same_key(walks: tuple[Walk, ...]) -> None:
    """Neither the clock nor what the dice drew tells worlds apart."""

    def wait(person: Person) -> Page:
        person.stage.wait(minutes=61)
        return person.open(LOGIN_PAGE)

    assert fingerprint(after(*walks).world) == fingerprint(after(wait, *walks).world)


@pytest.mark.parametrize("walk", [ask, ask_for_nobody, set_pet])
def test_world_reached_by_other_dice_has_the_same_key(walk: Walk) -> None:
    def idle_dice(person: Person) -> Page:
        for _ in range(3):
            person.stage.wait(seconds=0)
        return person.open(LOGIN_PAGE)

    assert fingerprint(after(walk).world) == fingerprint(after(idle_dice, walk).world)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((ask,), (ask_for_nobody,)),
        ((ask,), (to_identity,)),
        ((fail,), (to_identity,)),
        ((fail,), (fail, fail)),
        ((enter,), (fail,)),
        ((ask, leave), (ask, to_contractor)),
        ((ask,), (ask, ask)),
    ],
)
def test_worlds_that_go_on_differently_have_different_keys(
    one: tuple[Walk, ...], other: tuple[Walk, ...]
) -> None:
    assert fingerprint(after(*one).world) != fingerprint(after(*other).world)


def test_order_of_what_lies_ahead_tells_worlds_apart() -> None:
    """Which of the two grows too old first makes a difference, by how much does not."""
    keys = []
    for first, second, between_s in (("a", "b", 1), ("a", "b", 60), ("b", "a", 1)):
        stage = Stage()
        for browser in (first, second):
            name_id(Person(stage, browser), f"{browser}@example.jp")
            stage.wait(seconds=between_s)
        keys.append(fingerprint(stage.world))

    assert keys[0] == keys[1]
    assert keys[0] != keys[2]


def test_another_password_is_another_world() -> None:
    """Whoever tries the old one is let in here and not there."""
    before, afterwards = after(leave), after(change, leave)
    keys = {fingerprint(stage.world) for stage in (before, afterwards)}

    titles = [
        sign_in(Person(stage), TARO_ID, TARO_PASSWORD).title for stage in (before, afterwards)
    ]

    assert [labels.TOP, labels.LOGIN] == titles
    assert 2 == len(keys)


def test_code_that_nobody_was_sent_is_another_world_than_one_that_was() -> None:
    """With the quota spent the screen waits for a code that no letter carries (Q24)."""
    mailed, decoy = after(ask, mistake, ask), after(ask, ask, mistake, ask)
    keys = {fingerprint(stage.world) for stage in (mailed, decoy)}

    titles = [type_newest_code(Person(stage)).title for stage in (mailed, decoy)]

    assert [labels.NEW_PASSWORD, sentences.START_OVER] == titles
    assert 2 == len(keys)


def test_another_answer_is_another_world() -> None:
    assert fingerprint(after(set_pet).world) != fingerprint(after(answer_otherwise).world)


def test_another_password_that_waits_is_another_world() -> None:
    def first(person: Person) -> Page:
        return ask_for_url(person, JIRO, JIRO_ID, "First.pass1")

    def second(person: Person) -> Page:
        return ask_for_url(person, JIRO, JIRO_ID, "Second.pass2")

    assert fingerprint(after(first).world) != fingerprint(after(second).world)
