"""The web inbox in a real browser: letters as they come, while somebody looks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Dialog, expect

from itsid_sim.bootstrap.served import Served
from itsid_sim.core import commands as c
from itsid_sim.drivers.chromium import PATIENCE_MS
from itsid_sim.service.travel import Point
from tests.browser.inbox import Reader, reading
from tests.web.mail.correspondence import mail

LINES_MAX = 6  # that Chromium keeps open to one server
EVENTS = "**/api/events"
TOP = "element => element.getBoundingClientRect().top"
TURN = """
  isHidden => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }
"""


@pytest.fixture
def reader(served: Served, context: BrowserContext) -> Iterator[Reader]:
    """A reader of a world of their own."""
    with reading(served, context) as opened:
        yield opened


def test_new_letter_appears_at_the_top_and_is_told(reader: Reader) -> None:
    """Each one adds to what is told."""
    reader.open()
    expect(reader.rows).to_have_count(2)

    reader.send(mail("third"))
    expect(reader.news).to_have_text("新しいメール1通")
    reader.send(mail("fourth"))

    expect(reader.news).to_have_text("新しいメール2通")
    expect(reader.rows.get_by_role("link")).to_have_text(["fourth", "third", "second", "first"])
    expect(reader.page.locator("#count")).to_contain_text("全部で4通、未読4通")


def test_first_letter_appears_where_there_was_none(reader: Reader) -> None:
    """The buttons come with it."""
    reader.do(c.ThrowAway(("1", "2")))
    reader.open()
    expect(reader.page.locator("#count")).to_contain_text("箱は空です")

    reader.send(mail("third"))

    expect(reader.link("third")).to_be_visible()
    expect(reader.page.get_by_role("button", name="すべて捨てる")).to_be_visible()


def test_what_others_do_is_seen(reader: Reader) -> None:
    """A letter read elsewhere is no longer new, and one thrown away is gone."""
    reader.open()
    expect(reader.rows.locator(".fresh")).to_have_count(2)

    reader.do(c.Mark(("1",), read=True))
    expect(reader.rows.locator(".fresh")).to_have_count(1)
    reader.do(c.ThrowAway(("2",)))

    expect(reader.rows.get_by_role("link")).to_have_text(["first"])
    expect(reader.page.locator("#count")).to_contain_text("全部で1通、未読0通")


def test_world_that_goes_back_is_seen(served: Served, reader: Reader) -> None:
    """Letters that have not come yet are gone, and nothing is called new."""
    reader.open()
    expect(reader.rows).to_have_count(2)

    served.universe.rewind(reader.world, Point(event=2))

    expect(reader.rows.get_by_role("link")).to_have_text(["first"])
    expect(reader.news).to_be_empty()


def test_focus_and_ticks_stay_where_they_are(reader: Reader) -> None:
    """Even on a letter that was read elsewhere meanwhile."""
    reader.open()
    reader.rows.nth(1).get_by_role("checkbox").check()
    reader.link("second").focus()

    reader.send(mail("third"))
    expect(reader.rows).to_have_count(3)
    reader.do(c.Mark(("2",), read=True))
    expect(reader.rows.locator(".fresh")).to_have_count(2)

    expect(reader.link("second")).to_be_focused()
    expect(reader.rows.nth(2).get_by_role("checkbox")).to_be_checked()
    expect(reader.link("second")).to_have_accessible_description("")


def test_letter_thrown_away_hands_its_focus_to_the_next(reader: Reader) -> None:
    """Whoever uses no mouse does not begin anew."""
    reader.open()
    reader.link("second").focus()

    reader.do(c.ThrowAway(("2",)))

    expect(reader.rows).to_have_count(1)
    expect(reader.link("first")).to_be_focused()


def test_what_is_being_read_does_not_move(reader: Reader) -> None:
    """New letters come in above it."""
    for n in range(40):
        reader.send(mail(f"no. {n}"))
    reader.open()
    line = reader.link("no. 5")
    line.scroll_into_view_if_needed()
    before = line.evaluate(TOP)

    for n in range(3):
        reader.send(mail(f"new {n}"))
        expect(reader.news).to_have_text(f"新しいメール{n + 1}通")

    assert before == pytest.approx(line.evaluate(TOP), abs=1)


def test_search_goes_on_as_letters_come(reader: Reader) -> None:
    """Only what fits comes in."""
    reader.open("?q=subject:report")
    expect(reader.page.locator("#count")).to_contain_text("見つかりませんでした")

    reader.send(mail("other"))
    reader.send(mail("report"))

    expect(reader.rows.get_by_role("link")).to_have_text(["report"])


def test_letters_that_came_while_the_line_was_cut_are_shown_afterwards(reader: Reader) -> None:
    """Nobody has to read the page anew."""
    reader.page.route(EVENTS, lambda route: route.abort())
    reader.open()
    reader.send(mail("third"))
    reader.faults.clear()

    reader.page.unroute(EVENTS)

    expect(reader.link("third")).to_be_visible(timeout=PATIENCE_MS)
    reader.faults.clear()


def test_tab_that_nobody_sees_leaves_its_line_to_others(served: Served, reader: Reader) -> None:
    """More tabs than there are lines are opened, and each still works."""
    context = reader.page.context
    tabs = [Reader(context.new_page(), served, reader.world) for _ in range(LINES_MAX + 1)]
    for tab in tabs:
        tab.open()
        expect(tab.rows).to_have_count(2)
        tab.page.evaluate(TURN, True)  # noqa: FBT003 - what is hidden

    reader.send(mail("third"))
    tabs[0].page.evaluate(TURN, False)  # noqa: FBT003

    expect(tabs[0].link("third")).to_be_visible()
    expect(tabs[1].rows).to_have_count(2)


def test_ticking_letters_is_no_form_half_filled_in(reader: Reader) -> None:
    """Nobody is asked before they leave."""
    asked: list[str] = []

    def ask(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    reader.page.on("dialog", ask)
    reader.open()
    reader.rows.first.get_by_role("checkbox").check()
    reader.page.get_by_label("メールを探す").fill("half")

    reader.link("second").click()

    expect(reader.page.get_by_role("heading", level=1)).to_have_text("second")
    assert [] == asked
