"""A real browser, on pages of our own making and on the simulator's."""

from collections.abc import Callable, Iterator
from contextlib import closing
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, expect

from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.drivers import routes
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.chromium import PATIENCE_MS
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.stage import Stage
from itsid_sim.drivers.tab import Tab
from tests.browser.console import Desk
from tests.browser.screens import TARO
from tests.drivers.sites import CAST, chromium

HERE = Path(__file__).parent
Show = Callable[[str], Tab]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder takes a real browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """One simulator for all tests; each has a world of its own."""
    opened = Served(Serving(), CAST)
    yield opened
    opened.close()


class Window(NamedTuple):
    """People at real browsers in a fresh world of the simulator."""

    driver: Browser
    stage: Stage

    def walker(self, who: str) -> Walker:
        """One person with both at hand."""
        return Walker(self.driver, self.stage, who)


@pytest.fixture
def site(served: Served) -> Iterator[Window]:
    theatre = Theatre(CAST, {}, simulator=served.simulator)
    with closing(theatre.stage()) as stage, closing(Browser(stage, chromium())) as driver:
        yield Window(driver, stage)


class Files(ThreadingHTTPServer):
    """A site of pages by path; what is posted is forgotten."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, str] = {}
        self.site = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers with a page, or with 404."""

    server: Files

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        self.send_response(HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or "<h1>404</h1>").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def files() -> Iterator[Files]:
    server = Files()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def show(files: Files) -> Iterator[Show]:
    """A tab on a page with this in its body."""
    context = chromium().context()

    def shown(body: str) -> Tab:
        files.pages = {"/": f"<!doctype html>{body}"}
        tab = Tab(context.new_page())
        tab.go("somebody", lambda: tab.page.goto(files.site))
        return tab

    yield shown
    context.close()


@pytest.fixture
def stranger(files: Files) -> Iterator[Browser]:
    """The driver on a site that is not ours."""
    driver = Browser(files, chromium())
    yield driver
    driver.close()


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    opened = chromium().context()
    yield opened
    opened.close()


@pytest.fixture
def desk(site: Window, context: BrowserContext) -> Iterator[Desk]:
    """The console of the people's world."""
    opened = Desk(context.new_page(), f"{site.stage.site}/console")
    expect(opened.clock).to_have_text("10:00:00", timeout=PATIENCE_MS)
    yield opened
    assert [] == opened.faults


@pytest.fixture
def code(site: Window, desk: Desk) -> Desk:
    """The console of a world in which a code has just arrived."""
    routes.ask_for_reissue(site.walker(TARO))
    expect(desk.past.first).to_contain_text("受け取られた")
    expect(desk.pane("これから起こること")).to_contain_text("逸 太郎 の認証コード")
    return desk
