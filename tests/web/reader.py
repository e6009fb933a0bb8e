"""Somebody before the inbox of a world, and what they see there."""

from itertools import count

from immutables import Map
from selectolax.lexbor import LexborHTMLParser, LexborNode

from itsid_sim.core.state import Letter, LetterState, World
from tests.web.intruder import ANSWERS, NOW, Browser, Intruded, Place
from tests.web.journeys import TARO

STRANGER = "stranger@example.net"
NUMBERS = count(1)


def letter(
    n: int, *, subject: str = "s", text: str = "t", state: LetterState = "arrived"
) -> Letter:
    """A stranger's letter, written as the world began, which arrives n seconds later."""
    return Letter(
        str(n),
        "personal",
        TARO,
        "",
        "",
        NOW,
        state=state,
        arrived_at=NOW + n,
        sender=STRANGER,
        subject=subject,
        text=text,
    )


def new_name() -> str:
    """The name of a world that is yet to be made."""
    return f"inbox-{next(NUMBERS)}"


def reader(site: Intruded, *letters: Letter, name: str = "") -> Browser:
    """Somebody in a new world with these letters, in the order in which they came."""
    universe, name = site.served.universe, name or new_name()
    arrivals = tuple(one.id for one in letters if one.state == "arrived")
    world = World(NOW, ANSWERS, letters=Map((one.id, one) for one in letters), arrivals=arrivals)
    universe.service.create(name, world)
    return site.browser(Place(site.served.url, universe, name))


def parts(browser: Browser, css: str) -> list[LexborNode]:
    """Elements of the page before the person."""
    return LexborHTMLParser(browser.html).css(css)


def rows(browser: Browser) -> list[str]:
    """The letters of the list, each in one line, from the top."""
    return [" ".join(row.text().split()) for row in parts(browser, ".letters li")]


def subjects(browser: Browser) -> list[str]:
    """What the letters of the list are called."""
    return [anchor.text() for anchor in parts(browser, ".letters a")]


def links(browser: Browser) -> list[str]:
    """Where the links in the text of a letter go."""
    return [anchor.attributes["href"] or "" for anchor in parts(browser, ".text a")]


def said(browser: Browser) -> str:
    """The text of a letter."""
    return "".join(node.text() for node in parts(browser, ".text"))
