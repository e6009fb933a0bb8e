"""The driver of a real browser: what a person sees there, points at and types."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from itsid_sim.core.text import fold_label
from itsid_sim.drivers.album import Album
from itsid_sim.drivers.chromium import Chromium
from itsid_sim.drivers.document import CHOSEN, TYPED, Option
from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.paper import Printed, read_pdf, read_qr
from itsid_sim.drivers.seen import NotThere, Seen
from itsid_sim.drivers.stage import Place
from itsid_sim.drivers.tab import Tab
from itsid_sim.rules.outcomes import OTHER_TAB


class Browser:
    """A browser a person, opened when it is first used; its tabs share cookies."""

    def __init__(self, place: Place, chromium: Chromium, album: Album | None = None) -> None:
        """With an album, pictures are taken of every screen that it lacks."""
        self._place = place
        self._chromium = chromium
        self._album = album
        self._phones: set[str] = set()
        self._contexts: dict[str, BrowserContext] = {}
        self._tabs: dict[str, Tab] = {}

    def open(self, who: str, address: str) -> None:
        url = self._place.site + address if address.startswith("/") else address
        tab = self._tabs.get(who) or self._new_tab(who)
        self._go(who, tab, lambda: tab.page.goto(url))

    def fill(self, who: str, field: str, text: str) -> None:
        tab = self._tab(who)
        found = tab.document.field(field, *TYPED)
        tab.ask("grip", found.at)
        if text:
            tab.page.keyboard.insert_text(text)
        else:
            tab.page.keyboard.press("Delete")
        tab.has_changed()

    def choose(self, who: str, field: str, option: str) -> None:
        if fold_label(option) == fold_label(field):
            self.tick(who, field, on=True)
            return
        tab = self._tab(who)
        found = tab.document.field(field, *CHOSEN)
        chosen = tab.document.option(found, option)
        if chosen.at >= 0:
            _tick(tab, chosen, on=True)
        else:
            tab.ask("pick", found.at, chosen.value)
            tab.has_changed()

    def take_phone(self, who: str) -> None:
        """Take a telephone to hand, before anything is opened with it."""
        self._phones.add(_owner(who))

    def tick(self, who: str, field: str, *, on: bool) -> None:
        """Tick a box that stands alone, or take the tick away."""
        tab = self._tab(who)
        _tick(tab, tab.document.field(field, "toggle").options[0], on=on)

    def press(self, who: str, label: str) -> None:
        self._press(who, label, Tab.point)

    def press_twice(self, who: str, label: str) -> None:
        self._press(who, label, Tab.press_twice)

    def look(self, who: str) -> Seen:
        return self._tab(who).document.seen()

    def reload(self, who: str) -> None:
        tab = self._tab(who)
        self._go(who, tab, tab.page.reload)

    def back(self, who: str) -> None:
        tab = self._tab(who)
        if tab.steps <= 1:
            raise NotThere(f"page {tab.document.title!r}: nothing was shown before it in this tab")
        self._go(who, tab, tab.page.go_back)
        tab.steps -= 2

    def fits(self, who: str) -> bool:
        """Whether the page can be read without moving it sideways."""
        return bool(self._tab(who).ask("beyond") <= 0)

    def scan(self, who: str) -> str:
        """The address in the QR code on the page, read off the screen. Raises `NotThere`."""
        tab = self._tab(who)
        return read_qr(tab.page.screenshot(full_page=True), tab.document.title)

    def print_out(self, who: str) -> Printed:
        """The page on paper of A4."""
        return read_pdf(self._tab(who).page.pdf(format="A4"))

    def page(self, who: str) -> Page:
        """The page in somebody's tab, for tests."""
        return self._tab(who).page

    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(tab.evidence(who) for who, tab in self._tabs.items())

    def picture(self, who: str) -> bytes:
        return self._tab(who).picture()

    def follow(self, stage: Place) -> "Browser":
        there, here = Browser(stage, self._chromium, self._album), self._place.site
        moved = (urlsplit(here).path, urlsplit(stage.site).path)
        for owner, context in self._contexts.items():
            there.take_over(owner, context, *moved, phone=owner in self._phones)
        for who, tab in self._tabs.items():
            there.open(who, stage.site + tab.page.url.removeprefix(here))
        return there

    def take_over(
        self, owner: str, context: BrowserContext, here: str, there: str, *, phone: bool
    ) -> None:
        """Give a person the cookies of another browser, those of one path under another."""
        if phone:
            self._phones.add(owner)
        state = context.storage_state()
        for cookie in state["cookies"]:
            cookie["path"] = there + cookie["path"].removeprefix(here)
        self._contexts[owner] = self._chromium.context(phone=phone, state=state)

    def close(self) -> None:
        self._tabs.clear()
        for context in self._contexts.values():
            context.close()
        self._contexts.clear()

    def _press(self, who: str, label: str, how: Callable[[Tab, int, str], None]) -> None:
        tab = self._tab(who)
        at = tab.document.pressed(label).at

        def click() -> None:
            with tab.page.expect_event("load"):
                how(tab, at, label)

        self._go(who, tab, click)

    def _go(self, who: str, tab: Tab, way: Callable[[], object]) -> None:
        tab.go(who, way)
        if self._album and _owner(who) not in self._phones:
            name = _screen(tab.document.seen())
            if self._album.lacks(name):
                with tab.veiled():
                    self._album.take(name, tab.page)

    def _tab(self, who: str) -> Tab:
        if who not in self._tabs:
            raise NotThere(f"{who}: has opened nothing yet")
        return self._tabs[who]

    def _new_tab(self, who: str) -> Tab:
        owner = _owner(who)
        if owner not in self._contexts:
            self._contexts[owner] = self._chromium.context(phone=owner in self._phones)
        self._tabs[who] = Tab(self._contexts[owner].new_page())
        return self._tabs[who]


def _tick(tab: Tab, option: Option, *, on: bool) -> None:
    if option.chosen != on:
        tab.point(option.at, option.label)


def _owner(who: str) -> str:
    """Two tabs are one browser."""
    return who.removeprefix(OTHER_TAB)


def _screen(seen: Seen) -> str:
    """What tells a screen from others in pictures: its title, and whether it refuses something."""
    return f"{seen.title}-refused" if seen.notices else seen.title
