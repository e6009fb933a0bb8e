"""The tester's console: letters, people, a broken line, a token; and that all can use it."""

from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.control import Control
from itsid_sim.client.given import NewContract
from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import DESK, PATIENCE_MS, PHONE
from itsid_sim.rules import labels
from itsid_sim.service.universe import Plan
from tests.browser import gauges
from tests.browser.conftest import Window
from tests.browser.console import Desk
from tests.browser.gauges import SCHEMES, ZOOMED, Scheme
from tests.browser.screens import HANAKO, TARO
from tests.drivers.sites import CAST

TOKEN = "a long secret of the tests"
EVENTS = "**/events"
FINGER_PX = 44
LINES_MAX = 6  # that Chromium keeps open to one server
TURN_AWAY = """
  Object.defineProperty(document, "hidden", { value: true });
  document.dispatchEvent(new Event("visibilitychange"));
"""
SMALL = """
  least => [...document.querySelectorAll("button, summary, input:not([type=checkbox])")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < least)
    .map((one) => one.outerHTML)
"""


@pytest.fixture
def busy(site: Window, desk: Desk) -> Desk:
    """A console with something of everything on it."""
    routes.ask_for_reissue(site.walker(TARO))
    expect(desk.past.first).to_contain_text("受け取られた")
    desk.pane("この世界の人").get_by_text("逸 太郎").click()
    desk.past.nth(3).get_by_role("button", name="ここへ戻る").click()
    expect(desk.pane("枝").get_by_role("listitem")).to_have_count(2)
    return desk


def test_a_letter_appears_while_it_comes(site: Window, desk: Desk) -> None:
    expect(desk.pane("メール").get_by_text("メールはまだ書かれていません。")).to_be_visible()

    routes.ask_for_reissue(site.walker(TARO))

    letter = desk.pane("メール").get_by_role("listitem")
    expect(letter).to_contain_text("届いた")
    expect(letter).to_contain_text(site.stage.letters("taro@example.jp")[-1].code)


def test_a_letter_leads_to_its_page_in_the_inbox(code: Desk) -> None:
    with code.page.expect_popup() as inbox:
        code.page.get_by_role("link", name="メールを読む").click()

    assert "認証コードのお知らせ" == inbox.value.get_by_role("heading", level=1).inner_text()


def test_a_letter_leads_to_the_url_that_it_brings(site: Window, desk: Desk) -> None:
    routes.to_phrase_sent(site.walker(HANAKO))

    with desk.page.expect_popup() as mailed:
        desk.page.get_by_role("link", name="メールのURLを開く").click()

    assert labels.PHRASE_ENTRY == mailed.value.get_by_role("heading", level=1).inner_text()


def test_what_a_person_has_to_type_can_be_copied(desk: Desk, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.pane("この世界の人").get_by_text("逸 太郎").click()

    desk.button(f"写す: {labels.KANA}").click()

    expect(desk.status).to_have_text("「イツ タロウ」を写しました。")
    assert "イツ タロウ" == desk.page.evaluate("navigator.clipboard.readText()")


def test_without_a_clipboard_a_selection_is_copied(site: Window, context: BrowserContext) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    desk = Desk(context.new_page(), f"{site.stage.site}/console")
    desk.pane("この世界の人").get_by_text("逸 太郎").click()

    desk.button(f"写す: {labels.KANA}").click()

    expect(desk.status).to_have_text("「イツ タロウ」を写しました。")
    expect(desk.button(f"写す: {labels.KANA}")).to_be_focused()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [DESK, PHONE, ZOOMED], ids=["desk", "phone", "zoomed"])
def test_axe_finds_nothing_and_it_scrolls_one_way_only(
    busy: Desk, size: ViewportSize, scheme: Scheme
) -> None:
    gauges.view(busy.page, size, scheme)

    found = gauges.violations(busy.page)

    assert ([], 0, []) == (found, gauges.beyond(busy.page), gauges.small(busy.page))


def test_on_a_telephone_everything_is_large_enough_for_a_finger(busy: Desk) -> None:
    gauges.view(busy.page, PHONE)

    assert [] == busy.page.evaluate(SMALL, FINGER_PX)


def test_whoever_uses_no_mouse_gets_from_part_to_part(desk: Desk) -> None:
    desk.switch.focus()
    desk.page.keyboard.press("Tab")
    expect(desk.button("+1分")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.clock).to_have_text("10:01:00")
    for name in ("+5分", "+29分59秒", "+30分", "次の期限へ"):
        desk.page.keyboard.press("Tab")

        expect(desk.button(name)).to_be_focused()


def test_names_are_text_and_never_html(desk: Desk, served: Served) -> None:
    name = "<img src=x onerror=alert(1)>"

    with Control(served.url) as control:
        control.add_contract(
            desk.world, NewContract("x", name, "エックス", "0900000099", "2000000099")
        )

    expect(desk.pane("この世界の人").get_by_text(name)).to_be_visible()


def test_what_happened_while_the_line_was_cut_is_told_afterwards(site: Window, desk: Desk) -> None:
    desk.page.route(EVENTS, lambda route: route.abort())
    desk.page.reload()
    expect(desk.page.get_by_text("サーバーとの接続が切れています。")).to_be_visible()
    site.stage.advance(60)

    desk.page.unroute(EVENTS)

    expect(desk.clock).to_have_text("10:01:00")
    expect(desk.page.get_by_text("サーバーとの接続が切れています。")).to_be_hidden()
    desk.faults.clear()


def test_a_tab_that_nobody_sees_leaves_its_line_to_others(
    served: Served, context: BrowserContext
) -> None:
    for n in range(LINES_MAX + 1):
        served.universe.create(f"seen-{n}", Plan())

        desk = Desk(context.new_page(), f"{served.url}/w/seen-{n}/console")

        expect(desk.button("+1分")).to_be_visible()
        desk.page.evaluate(TURN_AWAY)


def test_a_world_that_is_gone_is_told(desk: Desk, served: Served) -> None:
    served.universe.delete(desk.world)

    expect(desk.status).to_have_text("この世界は、もうありません。")
    desk.faults.clear()


def test_the_token_is_asked_for_where_one_is_needed(context: BrowserContext) -> None:
    with closing(Served(Serving(token=TOKEN), CAST)) as guarded:
        desk = Desk(context.new_page(), f"{guarded.url}/w/main/console")
        field = desk.page.get_by_label("トークン")
        expect(field).to_be_focused()

        told = []
        for token in ("a wrong one", "ひみつ", TOKEN):
            field.fill(token)
            desk.button("使う").click()
            alert = desk.page.get_by_role("alert").or_(desk.clock)
            expect(alert.first).to_be_visible()
            told.append(alert.first.inner_text())

        expect(desk.clock).to_be_visible()
        assert "このトークンでは入れません。" == told[0]
        desk.page.close()


def test_a_token_is_kept_for_the_next_console(context: BrowserContext) -> None:
    with closing(Served(Serving(token=TOKEN), CAST)) as guarded:
        guarded.universe.create("second", Plan())
        desk = Desk(context.new_page(), f"{guarded.url}/w/main/console")
        desk.page.get_by_label("トークン").fill(TOKEN)
        desk.button("使う").click()

        desk.pane("ほかの世界").get_by_role("link", name="second").click()

        expect(desk.clock).to_be_visible()
        desk.page.close()


def test_a_server_that_began_anew_is_told_anew(context: BrowserContext) -> None:
    with closing(Served(Serving(), CAST)) as first:
        desk = Desk(context.new_page(), f"{first.url}/w/main/console")
        desk.button("+30分").click()
        expect(desk.past.first).to_contain_text("30分")
        port = first.port

    with closing(Served(Serving(port=port), CAST)) as second:
        expect(desk.past.filter(has_text="30分")).to_have_count(0, timeout=PATIENCE_MS)
        second.universe.advance("main", 300)

        expect(desk.past.first).to_contain_text("5分")
        desk.page.close()
