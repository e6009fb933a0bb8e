"""WCAG 2.2 AA on every page and every refused form, on a desk, on a telephone and magnified."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pprint import pformat
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize

from itsid_sim.bootstrap.served import Served
from itsid_sim.drivers.chromium import DESK, PHONE
from itsid_sim.procedures import CHART
from tests.browser import gauges
from tests.browser.gauges import SCHEMES, ZOOMED, Scheme, Stop
from tests.browser.screens import OURS, WAYS, title_of, walked

VIEWS: list[tuple[ViewportSize, Scheme]] = [
    (size, scheme) for size in (DESK, PHONE) for scheme in SCHEMES
]
Rounds = list[list[Stop]]


class Shown(NamedTuple):
    """A page at the end of its way."""

    way: str
    page: Page

    def found_by(self, gauge: Callable[[Page], Iterable[object]]) -> list[tuple[object, ...]]:
        """What a gauge finds in any view, with the view's width and colour scheme."""
        found: list[tuple[object, ...]] = []
        for size, scheme in VIEWS:
            gauges.view(self.page, size, scheme)
            found += [(size["width"], scheme, one) for one in gauge(self.page)]
        return found

    def told(self, findings: object) -> str:
        """What was found on it."""
        return f"{self.way}: {pformat(findings, width=200)}"


@pytest.fixture(scope="module", params=WAYS)
def shown(request: pytest.FixtureRequest, served: Served) -> Iterator[Shown]:
    """Walked once for all tests of this file, none of which changes anything on the page."""
    way = WAYS[request.param]
    with walked(way, served) as driver:
        yield Shown(request.param, driver.page(way.who))


def test_every_page_has_a_way() -> None:
    readings = [reading.title for reading in CHART.readings.values()]

    titles = {title_of(way) for way in WAYS}

    assert {*CHART.screens, *readings, *OURS} == titles


def test_a_way_leads_to_its_page(shown: Shown) -> None:
    title = shown.page.locator("h1").inner_text()

    assert title_of(shown.way) == title


def test_axe_finds_nothing(shown: Shown) -> None:
    found = shown.found_by(gauges.violations)

    assert [] == found, shown.told(found)


def test_the_edges_of_fields_stand_out(shown: Shown) -> None:
    found = shown.found_by(gauges.faint)

    assert [] == found, shown.told(found)


def test_everything_is_large_enough_to_be_pointed_at(shown: Shown) -> None:
    found = []
    for size in (DESK, PHONE, ZOOMED):
        gauges.view(shown.page, size)
        found += [(size["width"], one) for one in gauges.small(shown.page)]

    assert [] == found, shown.told(found)


def test_magnified_four_times_it_says_the_same(shown: Shown) -> None:
    gauges.view(shown.page, DESK)
    before = gauges.words(shown.page)

    gauges.view(shown.page, ZOOMED)

    assert before == gauges.words(shown.page)


def test_magnified_four_times_it_scrolls_one_way_only(shown: Shown) -> None:
    gauges.view(shown.page, ZOOMED)

    found = gauges.clipped(shown.page)

    assert (0, []) == (gauges.beyond(shown.page), found), shown.told(found)


@pytest.fixture
def spaced(shown: Shown) -> Iterator[Shown]:
    """The page with its lines, words and letters set apart by a reader."""
    gauges.space(shown.page, is_wide=True)
    yield shown
    gauges.space(shown.page, is_wide=False)


def test_letters_set_apart_are_cut_off_nowhere(spaced: Shown) -> None:
    found = {}
    for size in (DESK, PHONE):
        gauges.view(spaced.page, size)
        found[size["width"]] = (gauges.beyond(spaced.page), gauges.clipped(spaced.page))

    assert dict.fromkeys(found, (0, [])) == found, spaced.told(found)


def test_letters_set_apart_and_magnified_scroll_one_way_only(spaced: Shown) -> None:
    gauges.view(spaced.page, ZOOMED)

    assert 0 == gauges.beyond(spaced.page)


@pytest.fixture(scope="module")
def rounds(shown: Shown) -> Rounds:
    """Where the Tab key leads, on a desk and magnified in the dark."""
    found: Rounds = []
    for size, scheme in zip((DESK, ZOOMED), SCHEMES, strict=True):
        gauges.view(shown.page, size, scheme)
        found.append(gauges.tab_round(shown.page))
    return found


def test_the_tab_key_goes_round_all_that_can_be_done(shown: Shown, rounds: Rounds) -> None:
    reachable = gauges.reachable(shown.page)

    for stops in rounds:
        assert reachable == [stop.html for stop in stops]


def test_the_tab_key_goes_round_in_the_order_of_reading(shown: Shown, rounds: Rounds) -> None:
    backwards = [
        (before.html, after.html)
        for stops in rounds
        for before, after in pairwise(stops)
        if not after.comes_after(before)
    ]

    assert [] == backwards, shown.told(backwards)


def test_where_the_keyboard_is_can_be_seen(shown: Shown, rounds: Rounds) -> None:
    unseen = [
        stop.html for stops in rounds for stop in stops if not (stop.is_marked and stop.is_in_view)
    ]

    assert [] == unseen, shown.told(unseen)
