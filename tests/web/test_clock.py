"""The clock that a page's countdown asks, and the deadline that it counts to."""

import json
import re
from collections.abc import Callable, Iterator

import pytest

from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.rules import labels
from itsid_sim.web.beside import clock
from tests.web.direct import Direct
from tests.web.intruder import NOW, Browser
from tests.web.journeys import LOGIN, ask_for_reissue, to_phrase_sent, to_registration_sent

CLOCK = "/clock"
VALID_S = 30 * 60
TIMER = re.compile(r'<div class="deadline" role="timer" hidden data-until="(\d+)" data-now="(\d+)"')


class Hand:
    """A clock outside that a test moves."""

    now = NOW

    def seconds(self) -> int:
        """Whole seconds since 1970."""
        return self.now


def told(browser: Browser) -> object:
    return json.loads(browser.ask("GET", CLOCK).body)


def test_clock_of_a_world_that_stands_still_is_its_now(browser: Browser) -> None:
    assert {"now": NOW, "flowing": False} == told(browser)


def test_clock_follows_a_moved_world(browser: Browser) -> None:
    browser.place.advance(90)

    assert {"now": NOW + 90, "flowing": False} == told(browser)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def embedded(hand: Hand) -> Iterator[Embedded]:
    """A simulator without a site."""
    opened = Embedded(public_url="http://localhost", clock=hand)
    yield opened
    opened.close()


def test_clock_of_a_flowing_world_is_never_behind(embedded: Embedded, hand: Hand) -> None:
    """Real time went on for a minute, and nobody has looked at the world since."""
    hand.now += 60

    answer = json.loads(bytes(clock(embedded.universe, "main").body))

    assert {"now": NOW + 60, "flowing": True} == answer


def test_clock_may_be_asked_each_second_without_anything_happening(browser: Browser) -> None:
    before = browser.place.events
    for _ in range(3):
        told(browser)

    assert before == browser.place.events


def test_clock_is_kept_by_nobody(browser: Browser) -> None:
    answer = browser.ask("GET", CLOCK)

    assert ("no-store", "application/json") == (
        answer.header("cache-control"),
        answer.header("content-type"),
    )


def test_clock_of_no_world_is_unknown(direct: Direct) -> None:
    assert 404 == direct.ask("GET", "/w/nowhere/clock").status


def test_clock_is_only_read(browser: Browser) -> None:
    answer = browser.ask("POST", CLOCK)

    assert (405, "GET, HEAD") == (answer.status, answer.header("allow"))


@pytest.mark.parametrize("walk", [ask_for_reissue, to_phrase_sent, to_registration_sent])
def test_page_that_waits_says_until_when_and_by_which_clock(
    browser: Browser, walk: Callable[[Browser], None]
) -> None:
    walk(browser)

    found = TIMER.search(browser.html)
    assert found is not None
    assert (str(NOW + VALID_S), str(NOW)) == found.groups()
    assert f'data-clock="{browser.home}{CLOCK}"' in browser.html


def test_page_that_waits_for_nothing_has_no_timer(browser: Browser) -> None:
    browser.open(LOGIN)

    assert 'role="timer"' not in browser.html


def test_same_page_at_another_time_has_its_own_deadline(direct: Direct) -> None:
    """Pages of one shape are rendered once, with a gap for the deadline."""
    early, late = direct.browser(), direct.browser()
    late.place.advance(60)
    for browser in (early, late):
        ask_for_reissue(browser)

    found = [TIMER.findall(browser.html) for browser in (early, late)]

    assert [
        [(str(NOW + VALID_S), str(NOW))],
        [(str(NOW + 60 + VALID_S), str(NOW + 60))],
    ] == found
    assert labels.CODE_ENTRY == late.page.title
