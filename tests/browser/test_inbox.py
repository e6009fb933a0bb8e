"""The web inbox in a real browser: letters as they come, and that all can use it."""

from collections.abc import Iterator
from itertools import count, pairwise

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Route, ViewportSize, expect

from itsid_sim.bootstrap.served import Served
from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault
from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import DESK, PATIENCE_MS, PHONE
from itsid_sim.mail.reading import read
from itsid_sim.service.inbox import Inbox
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import Plan
from tests.browser import gauges
from tests.browser.conftest import Window
from tests.browser.gauges import SCHEMES, ZOOMED
from tests.browser.screens import TARO as TARO_NAME
from tests.web.intruder import NOW
from tests.web.journeys import TARO
from tests.web.mail.correspondence import SHOP, mail

VIEWS = ("text", "headers", "source", "parts", "story")
LINES_MAX = 6  # that Chromium keeps open to one server
FINGER_PX = 44
EVENTS = "**/api/events"
HTML = (
    "<h1>Hello</h1><p><a href='https://example.net/there'>there</a></p>"
    "<script>document.title = 'broken'</script><img src='https://example.net/x.png'>"
)
FILES = [("list.pdf", "application/pdf", b"%PDF-1.4"), ("note.txt", "text/plain", b"note")]
SIZES: list[ViewportSize] = [DESK, PHONE, ZOOMED]
TOP = "element => element.getBoundingClientRect().top"
TURN = """
  isHidden => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }
"""
SMALL = """
  least => [...document.querySelectorAll("main :is(a, button, summary, .pick, input[type=search])")]
    .filter((one) => one.checkVisibility() && !one.closest(".told, .text"))
    .filter((one) => one.getBoundingClientRect().height < least)
    .map((one) => one.outerHTML)
"""


class Reader:
    """Somebody before the inbox of a world, and what their page said of faults."""

    def __init__(self, page: Page, served: Served, world: str) -> None:
        self.page = page
        self.world = world
        self.site = f"{served.url}/w/{world}"
        self.faults: list[str] = []
        self._service = served.universe.service
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(error.message))

    def open(self, address: str = "") -> "Reader":
        """Open a page of the inbox."""
        self.page.goto(f"{self.site}/mail/{address}")
        return self

    def send(self, raw: bytes, *to: str) -> str:
        """Let a mail arrive."""
        inbox = Inbox(self._service)
        return inbox.receive(self.world, SHOP, to or (TARO,), raw, read(raw))

    def do(self, command: c.Command) -> None:
        """Let something happen in the world."""
        self._service.carry_out(self.world, command)

    @property
    def rows(self) -> Locator:
        """The letters of the list."""
        return self.page.locator("#letters > li")

    @property
    def news(self) -> Locator:
        """What is told of new letters."""
        return self.page.locator("#news")

    def link(self, name: str) -> Locator:
        """A letter of the list by its subject."""
        return self.rows.get_by_role("link", name=name, exact=True)


NUMBERS = count(1)


@pytest.fixture
def reader(served: Served, context: BrowserContext) -> Iterator[Reader]:
    """A reader of a world of their own with two letters, the inbox not yet open."""
    world = f"read-{next(NUMBERS)}"
    served.universe.create(world, Plan(now=NOW))
    opened = Reader(context.new_page(), served, world)
    opened.send(mail("first", html=HTML, files=FILES))
    opened.send(mail("second"), TARO, "hanako@example.com")
    yield opened
    assert [] == opened.faults


# letters as they come


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


def test_first_letter_appears_where_there_was_none(served: Served, reader: Reader) -> None:
    """The buttons come with it."""
    reader.do(c.ThrowAway(("1", "2")))
    reader.open()
    expect(reader.page.locator("#count")).to_contain_text("まだ届いていません")

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


# one letter


def test_letter_is_opened_wherever_its_line_is_clicked(reader: Reader) -> None:
    """But for its box to tick, and its text is there to be marked."""
    reader.open()

    reader.rows.nth(1).locator(".snippet").click()

    expect(reader.page.get_by_role("heading", level=1)).to_have_text("first")


def test_html_is_shown_in_its_frame_and_does_nothing(reader: Reader) -> None:
    """Its link opens a tab of its own that knows nothing of ours."""
    asked: list[str] = []
    context = reader.page.context

    def elsewhere(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<h1>there</h1>")

    context.route("https://example.net/**", elsewhere)
    reader.open("1/")
    frame = reader.page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Hello")).to_be_visible()

    with context.expect_page() as opened:
        frame.get_by_role("link", name="there").click()
    opened.value.wait_for_load_state()

    assert ["https://example.net/there"] == asked
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert "first" in reader.page.title()


def test_code_can_be_copied(reader: Reader, site: Window, context: BrowserContext) -> None:
    """What was done is told."""
    routes.ask_for_reissue(site.walker(TARO_NAME))
    code = site.stage.letters(TARO)[-1].code
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.goto(f"{site.stage.site}/mail/1/")

    reader.page.get_by_role("button", name="写す").click()

    expect(reader.page.locator("#said")).to_have_text("写しました。")
    assert code == reader.page.evaluate("navigator.clipboard.readText()")


def test_file_is_saved_under_its_name(reader: Reader) -> None:
    """The page stays."""
    reader.open("1/?show=parts")

    with reader.page.expect_download() as saved:
        reader.page.get_by_role("link", name="list.pdf").click()

    assert "list.pdf" == saved.value.suggested_filename


def test_letter_is_thrown_away_and_the_list_tells(reader: Reader) -> None:
    """With the way in which it can be had again."""
    reader.open("1/")

    reader.page.get_by_role("button", name="捨てる").click()

    expect(reader.rows.get_by_role("link")).to_have_text(["second"])
    expect(reader.page.locator(".done")).to_contain_text("前に戻ると、また読めます")


# for everybody


PAGES = ["", "?q=nothing", f"to/{TARO}/", "1/", *(f"1/?show={view}" for view in VIEWS), "3/", "4/"]


@pytest.fixture
def full(reader: Reader) -> Reader:
    """A reader of whose letters one is held and one has a thousand recipients."""
    reader.do(c.SetFaults((Fault("hold", span_s=600, subject="held"),)))
    reader.send(mail("held"))
    to = ", ".join(f"p{n}@example.com" for n in range(1_000))
    reader.send(mail("\u202emany " * 30, to=to, text="http://example.com/" + "x" * 3_000))
    return reader


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_it_scrolls_one_way_only(full: Reader, address: str) -> None:
    """On a desk, on a telephone and magnified, light and dark."""
    full.open(address)

    found: list[object] = []
    for size in SIZES:
        for scheme in SCHEMES:
            gauges.view(full.page, size, scheme)
            told = (gauges.violations(full.page), gauges.beyond(full.page), gauges.small(full.page))
            found += [(size["width"], scheme, told)] if told != ([], 0, []) else []
    full.faults.clear()  # axe says that it cannot look into the frame

    assert [] == found


@pytest.mark.parametrize("address", PAGES)
def test_on_a_telephone_everything_is_large_enough_for_a_finger(full: Reader, address: str) -> None:
    """But for links within a sentence."""
    full.open(address)
    gauges.view(full.page, PHONE)

    assert [] == full.page.evaluate(SMALL, FINGER_PX)


def test_tab_key_goes_through_the_list_in_the_order_of_reading(full: Reader) -> None:
    """And shows where it is."""
    full.open()

    stops = gauges.tab_round(full.page)

    assert gauges.reachable(full.page) == [stop.html for stop in stops]
    assert [] == [
        (one.html, other.html) for one, other in pairwise(stops) if not other.comes_after(one)
    ]
    assert [] == [stop.html for stop in stops if not (stop.is_marked and stop.is_in_view)]


def test_without_scripts_letters_are_read_and_thrown_away(served: Served, reader: Reader) -> None:
    """All but what comes while one looks."""
    context = reader.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = Reader(context.new_page(), served, reader.world).open()

    plain.link("first").click()
    expect(plain.page.frame_locator("iframe").get_by_text("Hello")).to_be_visible()
    plain.page.get_by_role("link", name="一覧へ").click()
    plain.rows.nth(0).get_by_role("checkbox").check()
    plain.page.get_by_role("button", name="選んだものを捨てる").click()

    expect(plain.rows.get_by_role("link")).to_have_text(["first"])
    expect(plain.page.locator("#count")).to_contain_text("全部で1通、未読0通")
    context.close()
