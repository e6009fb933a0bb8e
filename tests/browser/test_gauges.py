"""The gauges find what is wrong with a page; else their silence would mean nothing."""

import pytest

from itsid_sim.drivers.chromium import DESK
from tests.browser import gauges
from tests.browser.conftest import Show

MARKED = "<style>:focus { outline: 2px solid #000 }</style>"
PLAIN = "<style>body {{ background: #fff }}</style><main>{}</main>"


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("button-name", "<button></button>"),
        ("color-contrast", '<p style="color:#888">pale'),
        ("region", "<h1>page</h1></main><p>beside"),
        ("target-size", '<a href="/" style="font-size:9px">a</a><br><a href="/">b</a>'),
    ],
)
def test_axe_names_the_rule_and_the_element(show: Show, rule: str, body: str) -> None:
    page = show(PLAIN.format(body)).page

    found = gauges.violations(page)

    assert [True] == [": <" in one for one in found if one.startswith(f"{rule}:")][:1]


def test_axe_sees_the_colours_of_the_scheme(show: Show) -> None:
    dark = "@media (prefers-color-scheme: dark) { body { background: #222 } }"
    page = show(f'<style>{dark}</style><p style="color:#444">words').page

    found = {}
    for scheme in gauges.SCHEMES:
        gauges.view(page, DESK, scheme)
        found[scheme] = any("color-contrast" in one for one in gauges.violations(page))

    assert {"light": False, "dark": True} == found


def test_a_small_target_is_found_unless_its_label_is_large(show: Show) -> None:
    page = show(
        '<button style="width:23px;height:24px;padding:0"></button>'
        '<label style="display:inline-block;padding:9px"><input type="checkbox"> large</label>'
    ).page

    assert ["<button"] == [one[:7] for one in gauges.small(page)]


def test_a_faint_edge_is_found(show: Show) -> None:
    page = show('<input style="border:1px solid #aaa"><input style="border:1px solid #777">').page

    assert [True] == ["#aaa" in one for one in gauges.faint(page)]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="width:3em;white-space:nowrap">too long for this',
        '<p style="height:1em;overflow:hidden">one<br>two',
        '<select style="width:3em"><option>too long for this</select>',
    ],
)
def test_what_is_cut_off_is_found(show: Show, body: str) -> None:
    page = show(f"<main>{body}</main>").page

    assert [] != gauges.clipped(page)


def test_what_lies_beyond_the_edge_is_measured(show: Show) -> None:
    page = show('<body style="margin:0"><p style="width:1300px">wide').page
    gauges.view(page, DESK)

    assert 20 == gauges.beyond(page)


def test_letters_are_set_apart_and_together_again(show: Show) -> None:
    page = show("<main><p><span>two words</span></main>").page
    span = page.locator("span")

    widths = [span.evaluate("one => one.offsetWidth")]
    for is_wide in (True, False):
        gauges.space(page, is_wide=is_wide)
        widths.append(span.evaluate("one => one.offsetWidth"))

    assert [True, True] == [widths[1] > widths[0], widths[2] == widths[0]]


def test_the_tab_key_comes_to_the_first_again(show: Show) -> None:
    page = show(MARKED + '<a href="/1">one</a> <button>two</button> <input autofocus>').page

    stops = gauges.tab_round(page)

    assert gauges.reachable(page) == [stop.html for stop in stops]
    assert [True, True, True] == [stop.is_in_view and stop.is_marked for stop in stops]


def test_a_trap_for_the_keyboard_is_found(show: Show) -> None:
    trap = "if (event.key === 'Tab') event.preventDefault()"
    page = show(f'<a href="/1">one</a> <input onkeydown="{trap}"> <button>two</button>').page

    stops = gauges.tab_round(page)

    assert gauges.STOPS_MAX == len(stops)


@pytest.mark.parametrize(
    ("style", "marked", "seen"),
    [
        ("outline:2px solid #000", True, True),
        ("outline:0", False, True),
        ("outline:1px solid #000", False, True),
        ("outline:2px solid #ccc", False, True),
        ("outline:2px solid #000;position:fixed;left:-99px", True, False),
    ],
)
def test_a_mark_that_is_weak_and_a_stop_off_the_screen_are_found(
    show: Show, style: str, *, marked: bool, seen: bool
) -> None:
    page = show(f'<a href="/1" style="{style}">one</a> <a href="/2">two</a>').page

    stop = gauges.tab_round(page)[0]

    assert (marked, seen) == (stop.is_marked, stop.is_in_view)


def test_a_way_back_up_is_found(show: Show) -> None:
    page = show(
        '<div style="display:flex;flex-direction:column-reverse"><a href="/1">one</a>'
        '<a href="/2">two</a></div>'
    ).page

    first, second = gauges.tab_round(page)

    assert not second.comes_after(first)
