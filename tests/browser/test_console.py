"""The tester's console in a real browser: the clock, the post, the people and the past, live."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import PATIENCE_MS
from itsid_sim.rules import labels
from itsid_sim.rules.limits import CODE_VALID_S
from tests.browser.conftest import Window
from tests.browser.console import Desk
from tests.browser.screens import TARO
from tests.drivers.sites import CAST

CODE_DEADLINE = "逸 太郎 の認証コードの期限が切れる"
TWO_WEEKS_S = 15 * 24 * 60 * 60


@pytest.fixture
def own() -> Iterator[Served]:
    """A simulator of one's own, whose main can be taken away."""
    with closing(Served(Serving(), CAST)) as opened:
        yield opened


# the clock


@pytest.mark.parametrize(
    ("button", "time"),
    [("+1分", "10:01:00"), ("+5分", "10:05:00"), ("+29分59秒", "10:29:59"), ("+30分", "10:30:00")],
)
def test_a_button_moves_the_clock(desk: Desk, button: str, time: str) -> None:
    desk.button(button).click()

    expect(desk.clock).to_have_text(time)
    expect(desk.status).to_have_text(f"{time} になりました。")
    expect(desk.past.first).to_contain_text("たった")


def test_every_press_counts_however_quick(desk: Desk) -> None:
    for _ in range(3):
        desk.button("+1分").click()

    expect(desk.clock).to_have_text("10:03:00")


def test_the_next_deadline_is_one_press_away(code: Desk) -> None:
    code.button("次の期限へ").click()

    expect(code.clock).to_have_text("10:30:00")
    expect(code.pane("これから起こること")).not_to_contain_text(CODE_DEADLINE)


def test_where_nothing_is_due_the_button_says_why(site: Window, desk: Desk) -> None:
    site.stage.advance(TWO_WEEKS_S)

    nothing = "待っている期限やメールがないので、次の期限へは進めません。"
    expect(desk.button("次の期限へ")).to_be_disabled()
    expect(desk.button("次の期限へ")).to_have_accessible_description(nothing)


@pytest.mark.parametrize(("button", "time"), [("1秒前へ", "10:29:59"), ("その時へ", "10:30:00")])
def test_a_deadline_is_gone_to_and_the_second_before_it(code: Desk, button: str, time: str) -> None:
    code.pane("これから起こること").get_by_role("button", name=button).first.click()

    expect(code.clock).to_have_text(time)


def test_deadlines_count_down_with_the_world(site: Window, code: Desk) -> None:
    left = code.pane("これから起こること").get_by_role("listitem").filter(has_text="認証コード")

    site.stage.advance(CODE_VALID_S - 61)

    expect(left).to_contain_text("あと 1分1秒")


def test_a_deadline_that_passes_in_real_time_is_no_longer_told(site: Window, code: Desk) -> None:
    site.stage.advance(CODE_VALID_S - 2)

    code.switch.check()

    expect(code.pane("これから起こること")).not_to_contain_text(CODE_DEADLINE)


def test_a_moment_to_come_is_gone_to(desk: Desk) -> None:
    desk.page.get_by_label("時刻を決めて動かす").fill("2026-06-02T00:00:01")
    desk.button("この時刻へ").click()

    expect(desk.clock).to_have_text("00:00:01")
    expect(desk.page.get_by_text("2026年6月2日(火)")).to_be_visible()


def test_a_moment_that_is_past_is_offered_as_a_way_back(desk: Desk) -> None:
    desk.button("+30分").click()
    expect(desk.clock).to_have_text("10:30:00")

    desk.page.get_by_label("時刻を決めて動かす").fill("2026-06-01T10:10:00")
    desk.button("この時刻へ").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("いま(10:30:00)より前の時刻です。")
    desk.button("この時刻まで戻る").click()

    expect(desk.clock).to_have_text("10:10:00")
    expect(desk.page.get_by_role("alert")).to_have_count(0)


def test_a_moment_before_the_world_is_refused_beside_its_field(desk: Desk) -> None:
    desk.page.get_by_label("時刻を決めて動かす").fill("2020-01-01T00:00:00")
    desk.button("この時刻へ").click()
    desk.button("この時刻まで戻る").click()

    expect(desk.page.get_by_role("alert")).to_contain_text("その指定ではできません。")
    expect(desk.clock).to_have_text("10:00:00")
    desk.faults.clear()  # a browser tells of every refused request


def test_a_clock_can_be_let_flow_and_stopped(desk: Desk) -> None:
    desk.switch.check()
    expect(desk.page.locator("#mode")).to_have_text("進んでいます")
    expect(desk.clock).not_to_have_text("10:00:00")

    desk.switch.uncheck()

    expect(desk.page.locator("#mode")).to_have_text("止まっています")


def test_a_clock_that_another_tester_lets_flow_is_seen_to_flow(desk: Desk, served: Served) -> None:
    served.universe.flow(desk.world, flowing=True)

    expect(desk.switch).to_be_checked(timeout=PATIENCE_MS)


# back and sideways in time


def test_one_goes_back_to_a_line_and_returns(site: Window, code: Desk) -> None:
    site.stage.advance(CODE_VALID_S)
    expect(code.clock).to_have_text("10:30:00")

    code.past.nth(1).get_by_role("button", name="ここへ戻る").click()
    expect(code.clock).to_have_text("10:00:00")
    code.page.get_by_role("button", name="へ戻る", exact=False).last.click()

    expect(code.clock).to_have_text("10:30:00")


def test_the_focus_stays_at_the_line_that_one_went_back_to(desk: Desk) -> None:
    for time in ("10:01:00", "10:02:00"):
        desk.button("+1分").click()
        expect(desk.clock).to_have_text(time)

    desk.past.nth(1).get_by_role("button", name="ここへ戻る").press("Enter")

    expect(desk.past).to_have_count(1)
    expect(desk.past.first).to_be_focused()


def test_two_worlds_stand_at_both_sides_of_a_deadline(code: Desk, context: BrowserContext) -> None:
    code.past.first.get_by_role("button", name="ここで分ける").click()
    other = Desk(context.new_page(), code.forked())
    other.button("+30分").click()
    code.button("+29分59秒").click()

    expect(other.clock).to_have_text("10:30:00")
    expect(code.clock).to_have_text("10:29:59")
    expect(code.pane("これから起こること")).to_contain_text("あと 1秒")
    expect(other.pane("これから起こること")).not_to_contain_text("認証コード")
    assert [] == other.faults


def test_whoever_walks_in_a_world_walks_in_its_fork(site: Window) -> None:
    """The console in the same browser: its fork takes the cookies along."""
    routes.ask_for_reissue(site.walker(TARO))
    tab = site.driver.page(TARO)
    address = tab.url.removeprefix(site.stage.site)
    desk = Desk(tab.context.new_page(), f"{site.stage.site}/console")

    desk.past.first.get_by_role("button", name="ここで分ける").click()

    child = tab.context.new_page()
    child.goto(desk.forked().removesuffix("/console") + address)
    assert labels.CODE_ENTRY == child.get_by_role("heading", level=1).inner_text()


def test_a_fork_is_named_and_listed_and_a_name_is_given_once(desk: Desk) -> None:
    name = f"{desk.world}-named"
    for _ in range(2):
        desk.page.get_by_label("新しい世界の名前").fill(name)
        desk.button("いまを分ける").click()
        expect(desk.pane("ほかの世界").get_by_role("link", name=name, exact=True)).to_be_visible()

    expect(desk.page.get_by_role("alert")).to_contain_text("その名前の世界は、もうあります。")
    desk.faults.clear()


def test_starting_over_keeps_a_branch_that_can_be_entered(desk: Desk) -> None:
    desk.button("+30分").click()
    expect(desk.clock).to_have_text("10:30:00")
    desk.pane("枝").get_by_text("はじめからやり直す").first.click()
    desk.button("はじめからやり直す").click()
    expect(desk.clock).to_have_text("10:00:00")
    expect(desk.past).to_have_count(0)

    desk.pane("枝").get_by_role("button", name="この枝へ").click()

    expect(desk.clock).to_have_text("10:30:00")


def test_main_is_made_anew(own: Served, context: BrowserContext) -> None:
    desk = Desk(context.new_page(), f"{own.url}/w/main/console")
    desk.button("+5分").click()
    expect(desk.past.first).to_contain_text("たった")

    desk.pane("枝").get_by_text("はじめからやり直す").first.click()
    desk.button("はじめからやり直す").click()

    expect(desk.status).to_have_text("世界 main を作り直しました。")
    expect(desk.past.filter(has_text="5分")).to_have_count(0)
    expect(desk.switch).to_be_checked(timeout=PATIENCE_MS)


def test_another_testers_rewind_is_seen(site: Window, desk: Desk) -> None:
    site.stage.advance(60)
    site.stage.advance(60)
    expect(desk.past).to_have_count(2)

    site.stage.rewind(site.stage.now() - timedelta(seconds=60))

    expect(desk.past).to_have_count(1)
    expect(desk.clock).to_have_text("10:01:00")


def test_a_long_past_is_shown_in_parts(site: Window, context: BrowserContext) -> None:
    for _ in range(70):
        site.stage.advance(60)
    desk = Desk(context.new_page(), f"{site.stage.site}/console")
    expect(desk.past).to_have_count(60)

    desk.button("もっと前を見る").click()

    expect(desk.past).to_have_count(70)
    expect(desk.button("もっと前を見る")).to_be_hidden()


def test_small_steps_of_time_are_one_line(site: Window, desk: Desk) -> None:
    for _ in range(30):
        site.stage.advance(1)

    expect(desk.past).to_have_count(1)
    expect(desk.past.first).to_contain_text("30秒たった")
