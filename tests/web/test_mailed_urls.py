"""Mailed URLs that no longer open, or never did: one page for all, and nothing tells them apart."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from itsid_sim.client.connection import Answer
from itsid_sim.core import events as e
from itsid_sim.drivers.routes import UNKNOWN_PHRASE_URL, UNKNOWN_URL
from itsid_sim.rules import labels
from itsid_sim.rules.letters import PHRASE_PATH, REGISTRATION_PATH
from itsid_sim.rules.settings import Settings
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import (
    LOGIN,
    PHRASE,
    shows_a_password,
    to_phrase_sent,
    to_registration_sent,
    to_reissued,
)

VALID_S = 30 * 60
KINDS = {
    "registration": (to_registration_sent, REGISTRATION_PATH),
    "phrase": (to_phrase_sent, PHRASE_PATH),
}
MALFORMED = ("", "x", "x" * 31, "x" * 33, "x" * 3000, "%20", "%00", "%FF", "..", "%E3%81%82")

OURS = re.compile(rb'<form [^>]*>|<input type="hidden"[^>]*>')


def told(answer: Answer) -> tuple[int, bytes, list[str]]:
    """What an answer tells: all but where its form goes and what that form carries unseen."""
    names = [name for name, _ in answer.headers if name != "content-length"]
    return answer.status, OURS.sub(b"", answer.body), names


def opened(site: Intruded, browser: Browser, address: str) -> Answer:
    """What somebody new sees at an address."""
    return site.browser(browser.place).ask("GET", address)


def mailed(browser: Browser, kind: str) -> str:
    walk: Callable[[Browser], None] = KINDS[kind][0]
    walk(browser)
    return browser.place.mailed(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_live_url_opens(site: Intruded, browser: Browser, kind: str) -> None:
    url = mailed(browser, kind)

    assert 200 == opened(site, browser, url).status


@pytest.mark.parametrize("kind", KINDS)
def test_expired_url_is_told_as_an_unknown_one(site: Intruded, browser: Browser, kind: str) -> None:
    url = mailed(browser, kind)
    browser.place.advance(VALID_S)

    expired, unknown = (opened(site, browser, one) for one in (url, UNKNOWN_URL))

    assert 410 == expired.status
    assert told(unknown) == told(expired)


def test_used_url_is_told_as_an_unknown_one(site: Intruded, browser: Browser) -> None:
    to_reissued(browser)

    used = opened(site, browser, browser.place.mailed("phrase"))

    assert 410 == used.status
    assert told(opened(site, browser, UNKNOWN_PHRASE_URL)) == told(used)


@pytest.mark.parametrize("kind", KINDS)
def test_voided_url_is_told_as_an_unknown_one(site: Intruded, browser: Browser, kind: str) -> None:
    url = mailed(browser, kind)
    mailed(browser, kind)

    voided = opened(site, browser, url)

    assert told(opened(site, browser, UNKNOWN_URL)) == told(voided)


@pytest.mark.parametrize("kind", KINDS)
def test_url_of_another_world_is_told_as_an_unknown_one(
    site: Intruded, browser: Browser, kind: str
) -> None:
    url = mailed(browser, kind)
    other = site.browser()

    foreign = opened(site, other, url)

    assert told(opened(site, other, UNKNOWN_URL)) == told(foreign)
    assert 200 == opened(site, browser, url).status


def test_url_of_another_kind_is_told_as_an_unknown_one(site: Intruded, browser: Browser) -> None:
    token = mailed(browser, "phrase").split("/")[-2]

    crossed = opened(site, browser, REGISTRATION_PATH.replace("<token>", token))

    assert told(opened(site, browser, UNKNOWN_URL)) == told(crossed)


@pytest.mark.parametrize("token", MALFORMED, ids=range(len(MALFORMED)))
@pytest.mark.parametrize("path", [REGISTRATION_PATH, PHRASE_PATH])
def test_malformed_url_is_told_as_an_unknown_one(
    site: Intruded, browser: Browser, path: str, token: str
) -> None:
    answer = opened(site, browser, path.replace("<token>", token))

    assert 410 == answer.status
    assert told(opened(site, browser, UNKNOWN_URL)) == told(answer)


@pytest.mark.parametrize("kind", KINDS)
def test_token_is_good_for_nothing_when_altered(
    site: Intruded, browser: Browser, kind: str
) -> None:
    token = mailed(browser, kind).split("/")[-2]
    altered = (token.swapcase(), token[:-1], f"{token}=", f"{token}%00", f"%20{token}")

    statuses = [
        opened(site, browser, KINDS[kind][1].replace("<token>", one)).status for one in altered
    ]

    assert [410] * len(altered) == statuses


def test_refused_url_knows_a_signed_in_person_from_nobody_else(
    site: Intruded, browser: Browser
) -> None:
    """What the page says does not depend on who opens it either."""
    browser.open(LOGIN)

    known = browser.ask("GET", UNKNOWN_URL)

    assert told(opened(site, browser, UNKNOWN_URL))[:2] == told(known)[:2]


@pytest.mark.parametrize("url_checked", ["open", "open-and-press"])
def test_expired_url_is_no_better_for_a_page_that_was_seen_before(
    site: Intruded, url_checked: str
) -> None:
    """Q21 lets a URL that was opened in time be finished late; this one never was.

    The form of the login page, seen before there was a URL, is sent to the URL after its time.
    """
    browser = site.browser(site.place(replace(Settings(), url_checked=url_checked)))
    browser.open(LOGIN)
    early = dict(browser.page.forms[0].hidden)
    browser.place.advance(60)
    url = mailed(browser, "phrase")
    browser.place.advance(2 * VALID_S)
    browser.ask("GET", url)

    browser.press(labels.REISSUE, PHRASE, seen_at=early["seen_at"], seal=early["seal"])

    changed = [event for event in browser.place.events if isinstance(event, e.PasswordChanged)]
    assert ([], False) == (changed, shows_a_password(browser))


def test_url_opened_in_time_may_be_finished_late_where_q21_says_so(site: Intruded) -> None:
    browser = site.browser(site.place(replace(Settings(), url_checked="open")))
    url = mailed(browser, "phrase")
    browser.place.advance(VALID_S - 60)
    browser.open(url)
    browser.place.advance(120)

    browser.press(labels.REISSUE, PHRASE)

    assert (labels.REISSUED, True) == (browser.page.title, shows_a_password(browser))
