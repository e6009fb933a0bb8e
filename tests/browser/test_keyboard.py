"""Everything can be done with a keyboard alone: Tab, Space, Enter, arrows and letters."""

from playwright.sync_api import Page

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT
from tests.browser.conftest import Window
from tests.browser.gauges import STOPS_MAX
from tests.browser.screens import HANAKO, TARO, to_top

SKIP = "本文へ"
STANDING = "[scrollY, document.activeElement.id]"


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> str:
        """What a screen reader calls the thing in focus, such as `link "home"`; or nothing."""
        here = self.page.locator(":focus")
        return here.aria_snapshot() if here.count() else ""

    def reach(self, role: str, name: str, key: str = "Tab") -> None:
        """Press a key until something is in focus."""
        wanted = f'- {role} "{name}"'
        for _ in range(STOPS_MAX):
            if self.focused().startswith(wanted):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{self.title()}: {key} never comes to {role} {name!r}")

    def type(self, name: str, text: str) -> None:
        """Fill in a field."""
        self.reach("textbox", name)
        self.page.keyboard.type(text)

    def press(self, role: str, name: str, key: str = "Enter") -> None:
        """Press a button or a link, and wait for the next page."""
        self.reach(role, name)
        self.leave_by(key)

    def leave_by(self, key: str) -> None:
        """Press a key that leads to the next page."""
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)

    def title(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text()


def keyboard(site: Window, who: str) -> Keyboard:
    """Somebody at the home page."""
    site.driver.open(who, routes.HOME)
    return Keyboard(site.driver.page(who))


def ask_for_reissue(keys: Keyboard, login_id: str) -> None:
    """From the home page over the login page to what follows 本人認証."""
    keys.press("link", labels.MY_PAGE)
    keys.press("button", labels.FORGOT, "Space")
    keys.reach("radio", labels.PASSWORD_UNKNOWN)
    keys.page.keyboard.press("Space")
    keys.press("button", labels.NEXT)
    keys.type(labels.ITSCOM_ID, login_id)
    keys.leave_by("Enter")


def test_a_password_is_reissued_by_code_and_used(site: Window) -> None:
    walk, keys = site.walker(TARO), keyboard(site, TARO)
    login_id, password = walk.fact(labels.ITSCOM_ID), routes.new_password(walk)
    ask_for_reissue(keys, login_id)

    keys.type(labels.CODE, walk.received(CODE_SUBJECT)[-1].code)
    keys.press("button", labels.NEXT)
    keys.type(labels.PASSWORD, password)
    keys.type(labels.PASSWORD_AGAIN, password)
    keys.leave_by("Enter")
    titles = [keys.title()]
    keys.press("button", labels.TO_LOGIN)
    keys.type(labels.ITSCOM_ID, login_id)
    keys.type(labels.PASSWORD, password)
    keys.press("button", labels.SIGN_IN, "Space")

    assert [labels.PASSWORD_CHANGED, labels.TOP] == [*titles, keys.title()]


def test_a_phrase_is_chosen_with_the_arrows(site: Window) -> None:
    walk, keys = site.walker(HANAKO), keyboard(site, HANAKO)
    ask_for_reissue(keys, walk.fact(labels.ITSCOM_ID))

    keys.reach("combobox", labels.QUESTION)
    keys.page.keyboard.press("ArrowDown")
    keys.type(labels.ANSWER, labels.PET_SAMPLE)
    keys.press("button", labels.NEXT)

    assert labels.PHRASE_SENT == keys.title()


def test_one_of_several_choices_is_taken_with_the_arrows(site: Window) -> None:
    routes.to_forgotten(site.walker(TARO))
    keys = Keyboard(site.driver.page(TARO))

    keys.reach("radio", labels.PASSWORD_UNKNOWN)
    keys.reach("radio", labels.ID_UNKNOWN, "ArrowDown")
    keys.press("button", labels.NEXT)

    assert labels.CONTRACTOR == keys.title()


def test_the_tab_key_goes_back_as_it_came(site: Window) -> None:
    routes.to_login(site.walker(TARO))
    keys = Keyboard(site.driver.page(TARO))
    keys.reach("button", labels.SIGN_IN)

    back = []
    for _ in range(3):
        keys.page.keyboard.press("Shift+Tab")
        back.append(keys.focused().partition('"')[2].partition('"')[0])

    assert [labels.SHOW_PASSWORD, labels.PASSWORD, labels.ITSCOM_ID] == back


def test_the_first_stop_leads_past_the_menu(site: Window) -> None:
    to_top(site.walker(TARO))
    site.driver.press(TARO, labels.MENU_HELP)
    keys = Keyboard(site.driver.page(TARO))

    keys.page.keyboard.press("Tab")
    first = keys.focused().partition('"')[2].partition('"')[0]
    shown = keys.page.get_by_role("link", name=SKIP).bounding_box()
    keys.page.keyboard.press("Enter")
    standing = keys.page.evaluate("document.activeElement.id")
    keys.page.keyboard.press("Tab")

    assert (SKIP, "content") == (first, standing)
    assert shown is not None
    assert shown["y"] >= 0
    assert f'- link "{labels.FAQ}"' in keys.focused()


def test_the_way_past_the_menu_is_hidden_from_those_who_do_not_need_it(site: Window) -> None:
    to_top(site.walker(TARO))

    box = site.driver.page(TARO).get_by_role("link", name=SKIP).bounding_box()

    assert box is not None
    assert box["y"] + box["height"] < 0
