"""Somebody before the web inbox of a world of their own, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import BrowserContext, Locator, Page

from itsid_sim.bootstrap.served import Served
from itsid_sim.core import commands as c
from itsid_sim.service.inbox import Inbox, mail_of
from itsid_sim.service.universe import Plan
from tests.web.intruder import NOW
from tests.web.journeys import TARO
from tests.web.mail.correspondence import SHOP, mail

HTML = (
    "<h1>Hello</h1><p><a href='https://example.net/there'>there</a></p>"
    "<script>document.title = 'broken'</script><img src='https://example.net/x.png'>"
)
FILES = [("list.pdf", "application/pdf", b"%PDF-1.4"), ("note.txt", "text/plain", b"note")]
NUMBERS = count(1)


class Reader:
    """Somebody before the inbox of a world, and what their page said of faults."""

    def __init__(self, page: Page, served: Served, world: str) -> None:
        self.page = page
        self.world = world
        self.site = f"{served.url}/w/{world}"
        self.faults: list[str] = []
        self._service = served.universe.service
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(error.message))

    def open(self, address: str = "") -> "Reader":
        """Open a page of the inbox."""
        self.page.goto(f"{self.site}/mail/{address}")
        return self

    def send(self, raw: bytes, *to: str) -> str:
        """Let a mail arrive."""
        inbox = Inbox(self._service)
        return inbox.receive(self.world, mail_of(SHOP, to or (TARO,), raw))

    def do(self, command: c.Command) -> None:
        """Let something happen in the world."""
        self._service.carry_out(self.world, command)

    @property
    def rows(self) -> Locator:
        """The letters of the list."""
        return self.page.locator("#letters > li")

    @property
    def news(self) -> Locator:
        """What is told of new letters."""
        return self.page.locator("#news")

    def link(self, name: str) -> Locator:
        """A letter of the list by its subject."""
        return self.rows.get_by_role("link", name=name, exact=True)


@contextmanager
def reading(served: Served, context: BrowserContext) -> Iterator[Reader]:
    """A reader of a new world with two letters, the inbox not yet open."""
    world = f"read-{next(NUMBERS)}"
    served.universe.create(world, Plan(now=NOW))
    reader = Reader(context.new_page(), served, world)
    reader.send(mail("first", html=HTML, files=FILES))
    reader.send(mail("second"), TARO, "hanako@example.com")
    yield reader
    assert [] == reader.faults
