"""The pages of the web inbox in a real browser: what can be done, and that all can use them."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Route, ViewportSize, expect

from itsid_sim.bootstrap.served import Served
from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault
from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import DESK, PHONE
from tests.browser import gauges
from tests.browser.conftest import Window
from tests.browser.gauges import SCHEMES, ZOOMED
from tests.browser.inbox import Reader, reading
from tests.browser.screens import TARO as TARO_NAME
from tests.web.journeys import TARO
from tests.web.mail.correspondence import mail

VIEWS = ("text", "headers", "source", "parts", "story")
FINGER_PX = 44
SIZES: list[ViewportSize] = [DESK, PHONE, ZOOMED]
SMALL = """
  least => [...document.querySelectorAll("main :is(a, button, summary, .pick, input[type=search])")]
    .filter((one) => one.checkVisibility() && !one.closest(".told, .text"))
    .filter((one) => one.getBoundingClientRect().height < least)
    .map((one) => one.outerHTML)
"""


@pytest.fixture
def reader(served: Served, context: BrowserContext) -> Iterator[Reader]:
    """A reader of a world of their own."""
    with reading(served, context) as opened:
        yield opened


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
