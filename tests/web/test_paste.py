"""Fields tell a password manager what they are for (WCAG 1.3.5, ASVS 6.2.7)."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from itsid_sim.rules import labels
from itsid_sim.rules.labels import CODE, ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from tests.web.intruder import Browser
from tests.web.journeys import LOGIN, ask_for_reissue, to_new_password, to_terms


def to_id_entry(browser: Browser) -> None:
    to_terms(browser)
    browser.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})


def to_login(browser: Browser) -> None:
    browser.open(LOGIN)


WAYS: dict[str, tuple[Callable[[Browser], None], dict[str, str]]] = {
    "login": (
        to_login,
        {ITSCOM_ID: "username", PASSWORD: "current-password"},
    ),
    "id entry": (
        to_id_entry,
        {ITSCOM_ID: "username", PASSWORD: "new-password", PASSWORD_AGAIN: "new-password"},
    ),
    "code": (ask_for_reissue, {CODE: "one-time-code"}),
    "new password": (to_new_password, {PASSWORD: "new-password", PASSWORD_AGAIN: "new-password"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_field_says_what_may_be_filled_in(browser: Browser, way: str) -> None:
    walk, expected = WAYS[way]

    walk(browser)

    fields = LexborHTMLParser(browser.answer.body.decode()).css("input[id]")
    purposes = {field.attributes["name"]: field.attributes["autocomplete"] for field in fields}
    assert expected == purposes
