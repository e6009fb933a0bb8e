"""Somebody at a console: its parts by the names that a screen reader gives them."""

from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect


class Desk:
    """A console in a tab of its own, and what its page said of faults."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self.world = url.removesuffix("/console").rpartition("/")[2]
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(error.message))
        page.goto(url)

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def pane(self, title: str) -> Locator:
        """A part of the console by its heading."""
        return self.page.get_by_role("region", name=title, exact=True)

    def forked(self) -> str:
        """The address of the console of the world that was just made."""
        link = self.page.get_by_role("link", name="そのコンソールへ")
        expect(link).to_be_visible()
        return urljoin(self.page.url, link.get_attribute("href") or "")

    @property
    def clock(self) -> Locator:
        """What the clock shows."""
        return self.page.get_by_role("timer")

    @property
    def switch(self) -> Locator:
        """What lets the clock flow."""
        return self.page.get_by_role("switch")

    @property
    def status(self) -> Locator:
        """What was said last."""
        return self.page.get_by_role("status")

    @property
    def past(self) -> Locator:
        """The lines of the past, newest first."""
        return self.pane("起きたこと").get_by_role("listitem")
