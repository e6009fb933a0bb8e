"""One tab of a real browser: the page in it, as a person sees it and reaches into it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from typing import Any

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

from itsid_sim.drivers.chromium import first_line
from itsid_sim.drivers.document import Document
from itsid_sim.drivers.evidence import (
    Evidence,
    is_secret_field,
    masked_address,
    masked_lines,
    secret_texts,
)
from itsid_sim.drivers.html import read_html
from itsid_sim.drivers.http import FAULT, NOT_FOUND, SiteFault
from itsid_sim.drivers.seen import NotThere

EYES = (files("itsid_sim.drivers") / "eyes.js").read_text(encoding="utf-8")
AIMS_MAX = 5  # how often a thing that moves is pointed at before it counts as out of reach
RELOADS_MAX = 5
# Some interface of the machine came or went, so Chromium gave up what it had not sent yet.
NOT_SENT = "net::ERR_NETWORK_CHANGED"


class Tab:
    """One tab: its page, what is seen of it, and what it has said on the console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.steps = 0
        self._document: Document | None = None
        self._answer: Response | None = None
        self._failure = ""
        page.on("response", self._note)
        page.on("requestfailed", self._note_failure)
        page.on("console", self._say)
        page.on("pageerror", lambda error: self.console.append(f"{error}"))

    @property
    def document(self) -> Document:
        """What is seen of the page; read once, until something is done to it."""
        if self._document is None:
            self._document = read_html(self.ask("read"))
        return self._document

    def ask(self, task: str, *given: object) -> Any:  # noqa: ANN401 - whatever the task answers
        """Have one of the tasks of eyes.js done."""
        return self.page.evaluate(EYES, [task, *given])

    def has_changed(self) -> None:
        """Forget what was seen."""
        self._document = None

    def point(self, at: int, name: str) -> None:
        """Click on a thing. Raises `NotThere` if it cannot be pointed at.

        A page may move between the look and the click, so a click that did not come is made again.
        """
        for _ in range(AIMS_MAX):
            spot = self.ask("aim", at)
            if spot is None:
                break
            self.page.mouse.click(spot["x"], spot["y"])
            if self._has_hit():
                self.has_changed()
                return
        raise self._out_of_reach(name)

    def press_twice(self, at: int, name: str) -> None:
        """Double-click on a thing. Raises `NotThere` if it cannot be pointed at."""
        if self.ask("aim", at) is None:
            raise self._out_of_reach(name)
        with suppress(Error):  # the page may be gone before it can answer
            self.ask("twice", at)
        self.has_changed()

    def _out_of_reach(self, name: str) -> NotThere:
        return NotThere(f"page {self.document.title!r}: {name!r} is there but out of reach")

    def _has_hit(self) -> bool:
        try:
            return bool(self.ask("hit"))
        except Error:
            return True  # the page is gone, for the click has led to the next

    def go(self, who: str, way: Callable[[], object]) -> None:
        """Go to another page, however. Raises `NotThere`, `SiteFault`."""
        self.has_changed()
        self._answer = None
        try:
            self._reach(way)
        except Error as error:
            raise SiteFault(f"{who}: {first_line(error)}") from None
        self.steps += 1
        self._check(who)

    def _reach(self, way: Callable[[], object]) -> None:
        """Go, and again as long as nothing was sent, as whoever presses reload would."""
        for _ in range(RELOADS_MAX):
            self._failure = ""
            with self.page.expect_event("load"):  # of the page, or of an error page in its place
                try:
                    way()
                except Error:
                    if self._failure != NOT_SENT:
                        raise
            if self._failure != NOT_SENT:
                break
            way = self.page.reload

    def _check(self, who: str) -> None:
        answer = self._answer
        if answer is None:
            raise SiteFault(f"{who}: {self.page.url} did not answer ({self._failure})")
        if answer.status == NOT_FOUND:
            raise NotThere(f"{who}: there is no such page: {answer.url} ({self.document.title})")
        if answer.status >= FAULT:
            title = self.document.title
            raise SiteFault(f"{who}: {answer.url} answered {answer.status} ({title})")

    def _note(self, answer: Response) -> None:
        """Keep the answer that becomes the page; a double click leaves another without one."""
        if answer.request.is_navigation_request() and answer.frame.parent_frame is None:
            self._answer = answer

    def _note_failure(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self._failure = request.failure or ""

    def _say(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    @contextmanager
    def veiled(self) -> Iterator[None]:
        """Draw dots where a picture would tell what no report may tell."""
        texts = secret_texts(self.document.seen())
        fields = [field.at for field in self.document.fields if is_secret_field(field.label)]
        self.ask("veil", texts, fields, True)  # noqa: FBT003 - an argument of eyes.js
        try:
            yield
        finally:
            self.ask("veil", texts, fields, False)  # noqa: FBT003

    def picture(self) -> bytes:
        """A JPEG of the whole page without what no report may tell; empty if none can be taken."""
        with suppress(Error), self.veiled():
            return self.page.screenshot(full_page=True, animations="disabled", type="jpeg")
        return b""

    def evidence(self, who: str) -> Evidence:
        """What is there to show when something went wrong, even if the page no longer answers."""
        address = masked_address(self.page.url)
        try:
            self.has_changed()
            lines = tuple(masked_lines(self.document.seen()))
            with self.veiled():
                picture = self.page.screenshot(full_page=True, animations="disabled")
        except Error as error:
            return Evidence(who, address, (), (*self.console, first_line(error)))
        return Evidence(who, address, lines, tuple(self.console), picture)
