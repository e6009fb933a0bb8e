"""Somebody who planted the cookie that names a browser: what they see of its procedure."""

import pytest

from itsid_sim.rules import labels
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.web.visitors import BROWSER, PROOF
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import (
    LOGIN,
    NEW_PASSWORD,
    TARO,
    TARO_PASSWORD,
    ask_for_reissue,
    to_new_password,
    to_reissued,
)

PLANTED = "p" * 32


@pytest.fixture
def person(browser: Browser) -> Browser:
    """A customer in whose browser somebody has planted a name."""
    browser.jar.put(f"{BROWSER}={PLANTED}; Path={browser.home}/", "/")
    return browser


@pytest.fixture
def thief(site: Intruded, person: Browser) -> Browser:
    """Whoever planted it, at a browser of their own."""
    other = site.browser(person.place)
    other.jar.put(f"{BROWSER}={PLANTED}; Path={other.home}/", "/")
    return other


def test_accepted_code_leads_only_its_owner_on(person: Browser, thief: Browser) -> None:
    to_new_password(person)

    thief.open(person.at)
    person.open(person.at)

    assert (labels.LOGIN, labels.NEW_PASSWORD) == (thief.page.title, person.page.title)


def test_new_password_cannot_be_set_by_whoever_planted_the_name(
    person: Browser, thief: Browser
) -> None:
    """The form is the person's own, down to its seal; only the proof is missing."""
    to_new_password(person)
    pairs = person.pairs(labels.NEXT, {PASSWORD: NEW_PASSWORD, PASSWORD_AGAIN: NEW_PASSWORD})
    before = person.place.world.accounts["taro"]
    thief.answer = person.answer
    thief.at = person.at

    thief.send(pairs)

    assert before == person.place.world.accounts["taro"]


def test_reissued_password_is_shown_to_its_owner_only(person: Browser, thief: Browser) -> None:
    to_reissued(person)
    person.press(labels.TO_PRINT_VIEW)
    dialogs = person.place.world.dialogs.values()
    shown = next(dialog.reveal for dialog in dialogs if dialog.reveal)

    thief.open(person.at)

    assert shown not in thief.answer.body.decode()
    assert labels.LOGIN == thief.page.title


def test_look_of_a_thief_uses_up_nothing(person: Browser, thief: Browser) -> None:
    to_reissued(person)
    own = person.at
    person.press(labels.TO_PRINT_VIEW)
    looks = [dialog.looks for dialog in person.place.world.dialogs.values()]

    thief.open(own)
    thief.open(person.at)

    assert looks == [dialog.looks for dialog in person.place.world.dialogs.values()]


def test_proof_is_drawn_anew_each_time_and_not_before(person: Browser) -> None:
    ask_for_reissue(person)
    before = person.cookie(PROOF)
    proofs = []
    for _ in range(2):
        to_new_password(person)
        proofs.append(person.cookie(PROOF))

    assert ("", 2, {32}) == (before, len(set(proofs)), {len(proof) for proof in proofs})


def test_proof_is_as_well_kept_as_the_other_cookies(person: Browser) -> None:
    ask_for_reissue(person)

    answer = person.send(person.pairs(labels.NEXT, {labels.CODE: person.place.code()}))

    cookie = answer.header("set-cookie")
    assert cookie.startswith(f"{PROOF}=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", f"Path={person.home}/"))
    assert cookie.partition("=")[2].partition(";")[0] not in repr(person.place.world)


def test_a_proof_of_another_procedure_opens_nothing(site: Intruded, person: Browser) -> None:
    """A thief who has a proof of their own has none of the person's."""
    to_new_password(person)
    own = site.browser(person.place)
    to_reissued(own)
    own.jar.put(f"{BROWSER}={PLANTED}; Path={own.home}/", "/")

    own.open(person.at)

    assert labels.LOGIN == own.page.title


def test_person_can_begin_anew_after_losing_the_proof(person: Browser, thief: Browser) -> None:
    """Nobody is locked out: the login page is there, and what is pressed on it counts."""
    to_new_password(person)

    thief.open(LOGIN)
    thief.press(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: TARO_PASSWORD})

    assert labels.TOP == thief.page.title
