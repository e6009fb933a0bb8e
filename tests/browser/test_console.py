"""The tester's console in a real browser: the clock, the post, the people and the past, live."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.control import Control
from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import DESK, PHONE
from itsid_sim.rules import labels
from itsid_sim.rules.limits import CODE_VALID_S
from tests.browser.conftest import Window
from tests.browser.gauges import SCHEMES, view, violations
from tests.browser.screens import TARO
from tests.drivers.sites import CAST, chromium

TOKEN = "a long secret of the tests"
OPENING = "2026-06-01 10:00:00"


class Desk:
    """A console in a tab of its own, and what its page said of faults."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(error.message))
        page.goto(url)

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def pane(self, title: str) -> Locator:
        """A part of the console by its heading."""
        return self.page.get_by_role("region", name=title)

    @property
    def clock(self) -> Locator:
        """What the clock shows."""
        return self.page.locator("#now")

    @property
    def status(self) -> Locator:
        """What was said last."""
        return self.page.get_by_role("status")

    @property
    def past(self) -> Locator:
        """The lines of the past, newest first."""
        return self.pane("これまでのこと").get_by_role("listitem")


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    opened = chromium().context()
    yield opened
    opened.close()


@pytest.fixture
def desk(site: Window, context: BrowserContext) -> Iterator[Desk]:
    """The console of the people's world."""
    opened = Desk(context.new_page(), f"{site.stage.site}/console")
    expect(opened.clock).to_have_text(OPENING)
    yield opened
    assert [] == opened.faults


@pytest.mark.parametrize(
    ("button", "time"),
    [("+1分", "10:01:00"), ("+5分", "10:05:00"), ("+29分59秒", "10:29:59"), ("+30分", "10:30:00")],
)
def test_a_button_moves_the_clock(desk: Desk, button: str, time: str) -> None:
    desk.button(button).click()

    expect(desk.clock).to_have_text(f"2026-06-01 {time}")
    expect(desk.past.first).to_contain_text("たった")


def test_the_next_deadline_is_one_press_away(site: Window, desk: Desk) -> None:
    routes.ask_for_reissue(site.walker(TARO))
    code = desk.pane("これから起こること").get_by_text("逸 太郎 の認証コードの期限が切れる")
    expect(code).to_be_visible()

    desk.button("次の期限へ").click()

    expect(desk.clock).to_have_text("2026-06-01 10:30:00")
    expect(code).to_have_count(0)


def test_deadlines_count_down_with_the_world(site: Window, desk: Desk) -> None:
    routes.ask_for_reissue(site.walker(TARO))
    left = desk.pane("これから起こること").get_by_role("listitem").filter(has_text="認証コード")

    site.stage.advance(CODE_VALID_S - 61)

    expect(left).to_contain_text("あと 1分1秒")


def test_a_moment_to_come_is_gone_to(desk: Desk) -> None:
    desk.page.get_by_label("この時刻へ").fill("2026-06-02T00:00:01")
    desk.button("進む・戻る").click()

    expect(desk.clock).to_have_text("2026-06-02 00:00:01")


def test_a_moment_that_is_past_is_gone_back_to(desk: Desk) -> None:
    desk.button("+30分").click()
    expect(desk.clock).to_have_text("2026-06-01 10:30:00")

    desk.page.get_by_label("この時刻へ").fill("2026-06-01T10:10:00")
    desk.button("進む・戻る").click()

    expect(desk.clock).to_have_text("2026-06-01 10:10:00")


def test_a_moment_before_the_world_is_refused(desk: Desk) -> None:
    desk.page.get_by_label("この時刻へ").fill("2020-01-01T00:00:00")
    desk.button("進む・戻る").click()

    expect(desk.status).to_contain_text("できませんでした")
    desk.faults.clear()  # a browser tells of every refused request
    expect(desk.clock).to_have_text(OPENING)


def test_a_clock_can_be_let_flow_and_stopped(desk: Desk) -> None:
    desk.button("実際の時間とともに進める").click()
    expect(desk.page.locator("#mode")).to_have_text("進んでいます")
    expect(desk.clock).not_to_have_text(OPENING)

    desk.button("時計を止める").click()

    expect(desk.page.locator("#mode")).to_have_text("止まっています")


def test_a_letter_appears_while_it_comes(site: Window, desk: Desk) -> None:
    expect(desk.pane("メール").get_by_text("メールはまだありません。")).to_be_visible()

    routes.ask_for_reissue(site.walker(TARO))

    letter = desk.pane("メール").get_by_role("listitem")
    expect(letter).to_contain_text("届いた")
    expect(letter).to_contain_text(site.stage.letters("taro@example.jp")[-1].code)


def test_what_a_person_has_to_type_can_be_copied(desk: Desk, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.pane("この世界の人").get_by_text("逸 太郎").click()

    desk.page.get_by_role("button", name=f"{labels.KANA} イツ タロウ").click()

    expect(desk.status).to_contain_text("「イツ タロウ」を写しました。")
    assert "イツ タロウ" == desk.page.evaluate("navigator.clipboard.readText()")


def test_one_goes_back_to_a_line_and_returns(site: Window, desk: Desk) -> None:
    routes.ask_for_reissue(site.walker(TARO))
    site.stage.advance(CODE_VALID_S)
    expect(desk.clock).to_have_text("2026-06-01 10:30:00")

    desk.past.nth(1).get_by_text("ここへ戻る").click()

    expect(desk.clock).to_have_text(OPENING)
    desk.status.get_by_role("button").click()
    expect(desk.clock).to_have_text("2026-06-01 10:30:00")


def test_two_worlds_stand_at_both_sides_of_a_deadline(
    site: Window, desk: Desk, context: BrowserContext
) -> None:
    routes.ask_for_reissue(site.walker(TARO))
    expect(desk.past.first).to_contain_text("受け取られた")

    desk.past.first.get_by_text("ここで分ける").click()
    link = desk.status.get_by_role("link").get_attribute("href")
    other = Desk(context.new_page(), f"{site.stage.site.partition('/w/')[0]}{link}")
    other.button("+30分").click()
    desk.button("+29分59秒").click()

    expect(other.clock).to_have_text("2026-06-01 10:30:00")
    expect(desk.clock).to_have_text("2026-06-01 10:29:59")
    expect(desk.pane("これから起こること")).to_contain_text("あと 1秒")
    expect(other.pane("これから起こること")).not_to_contain_text("認証コード")
    assert [] == other.faults


def test_whoever_walks_in_a_world_walks_in_its_fork(site: Window) -> None:
    """The console in the same browser: its fork takes the cookies along."""
    routes.ask_for_reissue(site.walker(TARO))
    tab = site.driver.page(TARO)
    address = tab.url.removeprefix(site.stage.site)
    desk = Desk(tab.context.new_page(), f"{site.stage.site}/console")

    desk.past.first.get_by_text("ここで分ける").click()

    link = desk.status.get_by_role("link").get_attribute("href") or ""
    child = tab.context.new_page()
    child.goto(site.stage.site.partition("/w/")[0] + link.removesuffix("/console") + address)
    assert labels.CODE_ENTRY == child.get_by_role("heading", level=1).inner_text()


def test_a_branch_that_was_left_is_entered_again(desk: Desk) -> None:
    desk.button("+30分").click()
    desk.button("はじめに戻す").click()
    expect(desk.clock).to_have_text(OPENING)

    desk.pane("枝").get_by_text("この枝へ").click()

    expect(desk.clock).to_have_text("2026-06-01 10:30:00")


def test_another_testers_rewind_is_seen(site: Window, desk: Desk) -> None:
    site.stage.advance(60)
    site.stage.advance(60)
    expect(desk.past).to_have_count(3)

    site.stage.rewind(site.stage.now() - timedelta(seconds=60))

    expect(desk.past).to_have_count(2)
    expect(desk.clock).to_have_text("2026-06-01 10:01:00")


def test_a_long_past_is_shown_in_parts(site: Window, context: BrowserContext) -> None:
    for _ in range(60):
        site.stage.advance(1)
    desk = Desk(context.new_page(), f"{site.stage.site}/console")
    expect(desk.past).to_have_count(40)

    desk.button("もっと前を見る").click()

    expect(desk.past).to_have_count(61)
    expect(desk.past.last).to_contain_text("世界が始まった")


def test_a_world_that_is_gone_is_told(site: Window, desk: Desk, served: Served) -> None:
    with Control(served.url) as control:
        control.delete(site.stage.site.rpartition("/")[2])

    expect(desk.status).to_have_text("この世界は、もうありません。")
    desk.faults.clear()


def test_the_token_is_asked_for_where_one_is_needed(context: BrowserContext) -> None:
    with closing(Served(Serving(token=TOKEN), CAST)) as guarded:
        desk = Desk(context.new_page(), f"{guarded.url}/w/main/console")
        field = desk.page.get_by_label("この世界を動かすには合い言葉がいります。")
        expect(field).to_be_focused()

        field.fill("a wrong one")
        desk.button("合い言葉を使う").click()
        expect(field).to_be_focused()
        field.fill(TOKEN)
        desk.button("合い言葉を使う").click()

        expect(desk.pane("時計")).to_be_visible()
        desk.page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_is_for_everybody(site: Window, desk: Desk, size: object, scheme: str) -> None:
    routes.ask_for_reissue(site.walker(TARO))
    expect(desk.past.first).to_contain_text("受け取られた")

    view(desk.page, size, scheme)  # type: ignore[arg-type]

    assert [] == violations(desk.page)
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = "b => b.getClientRects().length && b.getBoundingClientRect().height < 44"
    assert 0 == desk.page.evaluate(
        f"[...document.querySelectorAll('button')].filter({small}).length"
    )


def test_whoever_uses_no_mouse_gets_everywhere(desk: Desk) -> None:
    desk.button("+1分").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.clock).to_have_text("2026-06-01 10:01:00")

    expect(desk.button("+1分")).to_be_focused()
    desk.page.keyboard.press("Tab")

    expect(desk.button("+5分")).to_be_focused()
