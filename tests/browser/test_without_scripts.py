"""A browser that runs no scripts does everything that has to be done."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, StorageState

from itsid_sim.bootstrap.served import Served
from itsid_sim.drivers import routes
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.chromium import DESK, Chromium
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.rules import labels
from tests.browser.conftest import Window
from tests.browser.screens import TARO, to_top
from tests.drivers.sites import CAST, chromium


class Scriptless(Chromium):
    """The browser of all tests, with scripts switched off."""

    def __init__(self) -> None:
        with closing(chromium().context()) as context:
            browser = context.browser
        assert browser is not None
        self.own = browser

    def context(self, *, phone: bool = False, state: StorageState | None = None) -> BrowserContext:
        return self.own.new_context(locale="ja-JP", viewport=DESK, java_script_enabled=False)


@pytest.fixture
def site(served: Served) -> Iterator[Window]:
    theatre = Theatre(CAST, {}, simulator=served.simulator)
    with closing(theatre.stage()) as stage, closing(Browser(stage, Scriptless())) as driver:
        yield Window(driver, stage)


def test_one_can_sign_in(site: Window) -> None:
    to_top(site.walker(TARO))

    assert labels.TOP == site.driver.look(TARO).title


def test_a_password_is_reissued_by_code(site: Window) -> None:
    walk = site.walker(TARO)
    routes.to_password_changed(walk)

    routes.sign_in(walk, walk.fact(labels.ITSCOM_ID), routes.new_password(walk))

    assert labels.TOP == site.driver.look(TARO).title


def test_what_needs_a_script_is_not_offered(site: Window) -> None:
    routes.to_login(site.walker(TARO))
    offered = site.driver.look(TARO).has_field(labels.SHOW_PASSWORD)

    routes.ask_for_reissue(site.walker(TARO))

    countdown = site.driver.page(TARO).locator(".deadline")
    assert (False, False) == (offered, countdown.is_visible())
