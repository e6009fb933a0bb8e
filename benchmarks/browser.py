"""A journey in a real browser, beside the same journey over copies of its pages.

The copies come from a server that does nothing else, so what is left of the difference is ours:
forms that are pressed and lead on, a letter with a code, the page's script.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from benchmarks.figures import Figure, ratio, seconds_of
from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Answer, Connection
from itsid_sim.drivers import routes
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.chromium import Chromium
from itsid_sim.drivers.embedded import EmbeddedStage, Theatre
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules import labels

PAGES = 6
ROUNDS = 15
FORM = re.compile(rb'method="post" action="[^"]*"')


def figures() -> Iterator[Figure]:
    """Seconds a journey, and how many times as long ours takes."""
    cast = read_cast(ROOT / "fixtures" / "cast.toml")
    with closing(Served(Serving(), cast)) as served, closing(Chromium()) as chromium:
        theatre = Theatre(cast, {}, simulator=served.simulator)
        who = next(iter(theatre.people))
        copies = Copies(_recorded(theatre.stage(), served.url, who))

        def ours() -> None:
            with closing(theatre.stage()) as stage, closing(Browser(stage, chromium)) as driver:
                routes.to_password_changed(Walker(driver, stage, who))

        def theirs() -> None:
            with closing(Browser(copies, chromium)) as driver:
                _walk_copies(driver, who)

        rounds = [(seconds_of(ours), seconds_of(theirs)) for _ in range(ROUNDS + 1)][1:]
        copies.close()
    our_s, their_s = zip(*rounds, strict=True)
    yield Figure(f"a journey of {PAGES} pages in a browser", our_s, "s", "")
    yield Figure("the same over copies of its pages", their_s, "s", "the yardstick")
    yield ratio("a journey against copies of its pages", our_s, their_s, "<= 1.2")


class Recorder(Connection):
    """Keeps the pages that come over it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.pages: list[bytes] = []

    def ask(self, *asked: object) -> Answer:
        """Ask as ever, and keep the answer if it is a page."""
        answer = super().ask(*asked)
        if answer.status == HTTPStatus.OK:
            self.pages.append(answer.body)
        return answer


def _recorded(stage: EmbeddedStage, url: str, who: str) -> dict[str, bytes]:
    """The pages of the journey by path, each with a form that leads to the next."""
    with closing(stage), closing(Recorder(url)) as connection:
        routes.to_password_changed(Walker(Http(stage, connection), stage, who))
        pages = [
            FORM.sub(f'method="get" action="/{number}"'.encode(), page)
            for number, page in enumerate(connection.pages, 1)
        ]
        static = ("/static/style.css", "/static/page.js")
        files = {path: connection.ask("GET", path, []).body for path in static}
    return {f"/{number}": page for number, page in enumerate(pages)} | files


def _walk_copies(driver: Browser, who: str) -> None:
    driver.open(who, "/0")
    driver.press(who, labels.FORGOT)
    driver.choose(who, labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)
    driver.press(who, labels.NEXT)
    driver.fill(who, labels.ITSCOM_ID, "taro@example.com")
    driver.press(who, labels.NEXT)
    driver.fill(who, labels.CODE, "123456")
    driver.press(who, labels.NEXT)
    driver.fill(who, labels.PASSWORD, "Himitsu.123")
    driver.fill(who, labels.PASSWORD_AGAIN, "Himitsu.123")
    driver.press(who, labels.NEXT)


class Copies:
    """A server of files."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(files))
        self.site = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()


def _handler(files: dict[str, bytes]) -> Callable[..., BaseHTTPRequestHandler]:
    kinds = {".css": "text/css", ".js": "text/javascript"}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = files.get(path, b"")
            self.send_response(HTTPStatus.OK if body else HTTPStatus.NO_CONTENT)
            kind = next((kinds[end] for end in kinds if path.endswith(end)), "text/html")
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if path.startswith("/static/"):
                self.send_header("cache-control", "public, max-age=3600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
