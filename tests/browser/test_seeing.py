"""What a person cannot see on the screen is not there; what they can scroll to is."""

import pytest

from itsid_sim.drivers.tab import Tab
from tests.browser.conftest import Show

COVER = '<div style="position:fixed;inset:0;background:white"></div>'
FAR = '<div style="height:5000px"></div>'

UNSEEN = {
    "not displayed": '<div style="display:none">{}</div>',
    "hidden": "<div hidden>{}</div>",
    "invisible": '<div style="visibility:hidden">{}</div>',
    "transparent": '<div style="opacity:0">{}</div>',
    "covered": "<div>{}</div>" + COVER,
    "left of the page": '<div style="position:absolute;left:-9999px">{}</div>',
    "above the page": '<div style="position:absolute;top:-9999px">{}</div>',
    "clipped away": '<div style="position:absolute;clip-path:inset(50%)">{}</div>',
    "cut off by what it stands in": '<div style="height:0;overflow:hidden">{}</div>',
    "shrunk to a dot": '<div style="width:1px;height:1px;overflow:hidden">{}</div>',
    "folded away": "<details><summary>more</summary>{}</details>",
}
SEEN = {
    "plain": "<div>{}</div>",
    "far below": FAR + "<div>{}</div>",
    "far to the right": '<div style="margin-left:3000px;width:300px">{}</div>',
    "in a box that scrolls": '<div style="height:60px;overflow:auto">' + FAR + "{}</div>",
    "visible within the invisible": (
        '<div style="visibility:hidden"><div style="visibility:visible">{}</div></div>'
    ),
    "without a box of its own": '<div style="display:contents">{}</div>',
    "beside what floats": COVER.replace("inset:0", "right:0;bottom:0;width:9px") + "<div>{}</div>",
}
PARTS = (
    "<p>a line</p>",
    "<button>a button</button>",
    '<a href="/">a link</a>',
    "<label>a field <input></label>",
    "<label>a long field <textarea></textarea></label>",
    "<label>a list <select><option>one</select></label>",
    '<label><input type="checkbox"> a box</label>',
)


def everything(tab: Tab) -> list[str]:
    """All that can be found on the page."""
    seen = tab.document.seen()
    return [*seen.lines, *seen.buttons, *(field.label for field in seen.fields)]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("way", UNSEEN)
def test_what_cannot_be_seen_is_not_there(show: Show, way: str, part: str) -> None:
    tab = show("<main><h1>page</h1>" + UNSEEN[way].format(part) + "</main>")

    assert [] == everything(tab)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("way", SEEN)
def test_what_can_be_scrolled_to_is_there(show: Show, way: str, part: str) -> None:
    tab = show("<main><h1>page</h1>" + SEEN[way].format(part) + "</main>")

    assert 1 == len(everything(tab))


def test_a_look_leaves_the_page_where_it_was(show: Show) -> None:
    tab = show("<main><h1>page</h1>" + FAR + "<p>a line</p></main>")

    assert [["a line"], 0] == [everything(tab), tab.page.evaluate("scrollY")]


@pytest.mark.parametrize("middle", [898.6, 899.2, 899.6, 900.0, 900.4])
def test_what_ends_at_the_edge_of_the_screen_is_there(show: Show, middle: float) -> None:
    """The window is 900 pixels high."""
    place = f"position:absolute;height:20px;top:{middle - 10}px"
    tab = show(f'<h1>page</h1><a href="#" style="{place}">a link</a><p style="{place};left:9em">')

    tab.point(tab.document.pressed("a link").at, "a link")

    assert ["a link"] == everything(tab)
