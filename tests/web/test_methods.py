"""Methods: what is not offered is refused, and looking changes nothing."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from itsid_sim.client.connection import Answer
from itsid_sim.drivers.routes import UNKNOWN_PHRASE_URL, UNKNOWN_URL
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, sentences
from tests.web.intruder import FORM, Browser, Intruded, Typed
from tests.web.journeys import (
    LOGIN,
    PHRASE,
    ask_for_reissue,
    log_in,
    shows_a_password,
    to_phrase_entry,
    to_phrase_sent,
    to_registration_sent,
)

READINGS = tuple(CHART.readings)
DIALOGS = (LOGIN, "/inquiry", "/reissue-guide", "/webmail", "/webmail/new", UNKNOWN_URL)
OFTEN = 10


def worth_comparing(answer: Answer) -> tuple[int, list[tuple[str, str]]]:
    """Status and headers, with only the length of the cookies that are drawn anew."""
    return answer.status, [
        (name, str(len(value)) if name == "set-cookie" else value) for name, value in answer.headers
    ]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["", "/", LOGIN, "/step/1", "/faq", UNKNOWN_URL, "/nowhere"])
def test_method_that_is_not_offered_is_refused(browser: Browser, method: str, address: str) -> None:
    before = browser.place.events

    answer = browser.ask(method, address)

    assert (405, before) == (answer.status, browser.place.events)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/static/style.css"])
def test_method_that_is_not_offered_is_refused_outside_the_worlds(
    site: Intruded, method: str, path: str
) -> None:
    assert 405 == site.connection.ask(method, path).status


@pytest.mark.parametrize("address", READINGS)
def test_post_to_a_page_that_is_only_read_is_refused(browser: Browser, address: str) -> None:
    browser.open(LOGIN)
    body = urlencode(browser.pairs(labels.SIGN_IN)).encode()
    before = browser.place.events

    answer = browser.ask("POST", address, [FORM, *browser.ours], body)

    assert (405, before) == (answer.status, browser.place.events)


def test_post_to_an_unknown_address_is_told_that_there_is_none(browser: Browser) -> None:
    browser.open(LOGIN)
    body = urlencode(browser.pairs(labels.SIGN_IN)).encode()

    assert 404 == browser.ask("POST", "/nowhere", [FORM, *browser.ours], body).status


@pytest.mark.parametrize("address", [*READINGS, *DIALOGS, "", "/nowhere", "/step/4"])
def test_head_is_get_without_a_body(site: Intruded, address: str) -> None:
    place = site.place()

    got = site.browser(place).ask("GET", address)
    head = site.browser(place).ask("HEAD", address)

    assert worth_comparing(got) == worth_comparing(head)
    assert b"" == head.body


def test_head_is_get_without_a_body_outside_the_worlds(site: Intruded) -> None:
    for path in ("/", "/static/style.css", "/nowhere", "/w/nowhere/"):
        got, head = (site.connection.ask(method, path) for method in ("GET", "HEAD"))

        assert worth_comparing(got) == worth_comparing(head)
        assert b"" == head.body


def test_head_does_not_use_up_the_one_look_at_a_password(browser: Browser) -> None:
    to_phrase_entry(browser)
    led_to = browser.send(browser.pairs(labels.REISSUE, PHRASE)).header("location")
    own = led_to.removeprefix(browser.home)
    before = browser.place.events

    for _ in range(OFTEN):
        browser.ask("HEAD", own)

    assert before == browser.place.events
    assert [True, False] == [
        shows_a_password(browser) for _ in range(2) if browser.open(own).status
    ]


def test_looking_at_every_page_writes_no_event(site: Intruded) -> None:
    place = site.place()
    known, stranger = site.browser(place), site.browser(place)
    log_in(known)
    ask_for_reissue(known)
    own = known.at
    before = place.events

    for one in (known, stranger):
        for address in (*READINGS, *DIALOGS, UNKNOWN_PHRASE_URL, own, "/nowhere"):
            for method in ("GET", "HEAD"):
                one.ask(method, address)

    assert before == place.events


KINDS: dict[str, tuple[Callable[[Browser], None], str, Typed, str]] = {
    "registration": (to_registration_sent, labels.NEXT, {}, sentences.REGISTERED),
    "phrase": (to_phrase_sent, labels.REISSUE, PHRASE, labels.REISSUED),
}


@pytest.mark.parametrize("kind", KINDS)
def test_scanner_of_mail_uses_up_no_url(site: Intruded, browser: Browser, kind: str) -> None:
    """Ten times by a scanner that keeps no cookies, then once by its reader (Q03)."""
    walk, button, typed, title = KINDS[kind]
    walk(browser)
    url, before = browser.place.mailed(kind), browser.place.events

    statuses = {
        site.browser(browser.place).ask(method, url).status for method in ("GET", "HEAD") * OFTEN
    }
    after = browser.place.events
    browser.open(url)
    browser.press(button, typed)

    assert ({200}, before, title) == (statuses, after, browser.page.title)


def test_get_with_a_form_in_its_query_presses_nothing(browser: Browser) -> None:
    ask_for_reissue(browser)
    query = urlencode(browser.pairs(labels.NEXT, {labels.CODE: browser.place.code()}))
    before = browser.place.events

    answer = browser.ask("GET", f"{browser.at}?{query}")

    assert (labels.CODE_ENTRY, before) == (browser.page.title, browser.place.events)
    assert 200 == answer.status


def test_get_with_a_body_presses_nothing(browser: Browser) -> None:
    browser.open(LOGIN)
    body = urlencode(browser.pairs(labels.FORGOT)).encode()
    before = browser.place.events

    answer = browser.ask("GET", LOGIN, [FORM], body)

    assert (200, labels.LOGIN, before) == (
        answer.status,
        browser.page.title,
        browser.place.events,
    )
