"""A person points at what they see, and types into it; what is out of reach is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from itsid_sim.drivers import tab
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.http import SiteFault
from itsid_sim.drivers.seen import NotThere
from tests.browser.conftest import Files, Show

WHO = "太郎"
FORM = """
<h1>form</h1>
<form action="/next">
<label>name <input name="name" value="before"></label>
<label>words <textarea name="words">before</textarea></label>
<label>pet
<select name="pet"><option value="">choose<option>dog<option value="c">cat</select></label>
<label><input type="checkbox" name="more"> more</label>
<label><input type="checkbox" name="hidden" style="opacity:0"> drawn by its label</label>
<fieldset><legend>size</legend>
<label><input type="radio" name="size" value="s"> small</label>
<label><input type="radio" name="size" value="l"> large</label>
</fieldset>
<button>send</button>
<button disabled>not now</button>
</form>
"""
COUNTING = """
<h1>presses</h1>
<a href="/next?0" onclick="this.href = '/next?' + ++times">count</a>
<script>let times = 0</script>
"""


def opened(browser: Browser, files: Files, page: str, **others: str) -> Browser:
    """The browser of somebody on this page; `next` leads to whatever is asked for."""
    files.pages = {"/": page, **{f"/{path}": html for path, html in others.items()}}
    browser.open(WHO, "/")
    return browser


def test_what_is_filled_in_is_what_stands_there(stranger: Browser, files: Files) -> None:
    driver = opened(stranger, files, FORM)

    driver.fill(WHO, "name", "花子 <b>")
    driver.fill(WHO, "words", "one\ntwo")
    driver.choose(WHO, "pet", "cat")
    driver.choose(WHO, "size", "small")
    driver.choose(WHO, "size", "large")
    driver.tick(WHO, "more", on=True)
    driver.tick(WHO, "drawn by its label", on=True)

    values = {field.label: field.value for field in driver.look(WHO).fields}
    assert {
        "name": "花子 <b>",
        "words": "one\ntwo",
        "pet": "cat",
        "size": "large",
        "more": "more",
        "drawn by its label": "drawn by its label",
    } == values


def test_nothing_filled_in_leaves_nothing_there(stranger: Browser, files: Files) -> None:
    driver = opened(stranger, files, FORM)

    driver.fill(WHO, "name", "")

    assert "" == driver.look(WHO).value_of("name")


def test_a_tick_is_taken_away_and_a_second_one_changes_nothing(
    stranger: Browser, files: Files
) -> None:
    driver = opened(stranger, files, FORM)

    ticks = []
    for on in (True, True, False, False):
        driver.tick(WHO, "more", on=on)
        ticks.append(driver.look(WHO).value_of("more"))

    assert ["more", "more", "", ""] == ticks


def test_what_is_there_but_cannot_be_pressed_is_told(stranger: Browser, files: Files) -> None:
    driver = opened(stranger, files, FORM)

    with pytest.raises(NotThere, match="'not now' is there but out of reach"):
        driver.press(WHO, "not now")


def test_a_page_that_does_not_exist_is_told(stranger: Browser, files: Files) -> None:
    driver = opened(stranger, files, FORM)

    with pytest.raises(NotThere, match=r"there is no such page: .*/next"):
        driver.press(WHO, "send")


def test_a_site_that_does_not_answer_is_told(stranger: Browser) -> None:
    with pytest.raises(SiteFault, match=r"ERR_|refused"):
        stranger.open(WHO, "http://127.0.0.1:1/")


@pytest.mark.parametrize(("times", "title"), [(1, "once"), (2, "twice")])
def test_a_double_click_presses_twice(
    stranger: Browser, files: Files, times: int, title: str
) -> None:
    driver = opened(
        stranger, files, COUNTING, **{"next?1": "<h1>once</h1>", "next?2": "<h1>twice</h1>"}
    )

    {1: driver.press, 2: driver.press_twice}[times](WHO, "count")

    assert title == driver.look(WHO).title


def test_nothing_lies_before_the_first_page_of_a_tab(stranger: Browser, files: Files) -> None:
    driver = opened(stranger, files, FORM)

    with pytest.raises(NotThere, match="nothing was shown before it"):
        driver.back(WHO)


def test_a_page_wider_than_a_telephone_does_not_fit_it(stranger: Browser, files: Files) -> None:
    head = '<meta name="viewport" content="width=device-width">'
    stranger.take_phone(WHO)

    fits = {}
    for width in (390, 391, 2000):
        opened(stranger, files, f'{head}<body style="margin:0"><p style="width:{width}px">wide</p>')
        fits[width] = stranger.fits(WHO)

    assert {390: True, 391: False, 2000: False} == fits


def test_what_moves_away_under_the_mouse_is_pointed_at_anew(show: Show) -> None:
    tab = show(
        '<h1>page</h1><label><input type="checkbox" onclick="document.title += 1"> box</label>'
        "<script>addEventListener('mousedown', () => document.body.style.paddingTop = '300px')"
        "</script>"
    )
    field = tab.document.field("box", "toggle")

    tab.point(field.options[0].at, "box")

    assert ("box", "1") == (tab.document.seen().value_of("box"), tab.page.title())


def failing(times: int) -> Callable[[Route], None]:
    """A network that loses so many requests before they are sent, and then none."""
    left = times

    def handle(route: Route) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            route.continue_()
        else:
            route.abort("internetdisconnected")

    return handle


WAYS: dict[str, Callable[[Browser], None]] = {
    "open": lambda driver: driver.open(WHO, "/next?"),
    "press": lambda driver: driver.press(WHO, "send"),
    "back": lambda driver: driver.back(WHO),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_a_change_of_network_kept_from_being_sent_is_sent_again(
    stranger: Browser, files: Files, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Chromium drops what it has not sent when an interface of the machine comes or goes.

    Nobody can have Playwright report that very failure, so another stands for it.
    """
    monkeypatch.setattr(tab, "NOT_SENT", "net::ERR_INTERNET_DISCONNECTED")
    driver = opened(stranger, files, "<h1>next</h1>")
    files.pages["/form"] = '<form action="/next"><button>send</button></form>'
    files.pages["/next?"] = "<h1>next</h1>"
    driver.open(WHO, "/form")
    driver.page(WHO).route("**/*", failing(2))

    WAYS[way](driver)

    assert "next" == driver.look(WHO).title


def test_a_network_that_changes_without_end_is_told(
    stranger: Browser, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "NOT_SENT", "net::ERR_INTERNET_DISCONNECTED")
    driver = opened(stranger, files, FORM)
    driver.page(WHO).route("**/*", failing(tab.RELOADS_MAX))

    with pytest.raises(SiteFault, match="ERR_INTERNET_DISCONNECTED"):
        driver.open(WHO, "/next")
