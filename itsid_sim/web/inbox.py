"""The letters of a world, to be read in a browser: a tool of the simulator's, not of My Page.

Anybody may have written a letter, so it is shown as text; only URLs of its own world are links.
"""

import re
from datetime import datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter, World
from itsid_sim.procedures.letters import Mail, compose
from itsid_sim.rules.value import Value
from itsid_sim.service.universe import Universe
from itsid_sim.web.asides import Asides
from itsid_sim.web.pages import HIDDEN, rendered_own
from itsid_sim.web.refusals import NotAllowed, Refused

NO_SLASH, LIST = "/mail", "/mail/"
LETTER = re.compile(r"/mail/([1-9][0-9]{0,8})/")
METHODS = ("GET", "HEAD")
LISTED_MAX = 100
# Letters show codes and URLs: nobody may keep a copy.
NOT_KEPT = {"cache-control": "no-store"}
# What HTML cannot hold, or a page cannot show: controls and halves of characters.
UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# An address within a world, to the last character that is no punctuation of the sentence.
WITHIN = r"/(?:[\w/?=&%#.~+-]*[\w/])?"
BEFORE, CLIMBS = r"(?<![\w/=&?%#.@+~-])", r"(?!\S*(?:\.|%2[Ee]){2})"


class Head(Value, frozen=True):
    """What tells one letter from another; each a single line."""

    id: str
    sender: str
    to: str
    subject: str
    written: datetime
    arrived: datetime


class Inbox:
    """All mailboxes of a world as one, for the eye."""

    def __init__(self, universe: Universe, asides: Asides, *, has_console: bool) -> None:
        self._universe = universe
        self._asides = asides
        self._no_console = "" if has_console else HIDDEN

    async def answer(self, request: Request, world: str, address: str) -> Response:
        """The answer to a request for /mail and below. Raises `Refused`, `UnknownWorld`."""
        self._universe.service.world(world)
        if request.method not in METHODS:
            raise NotAllowed(", ".join(METHODS))
        if address == NO_SLASH:
            return RedirectResponse(f"/w/{world}{LIST}", HTTPStatus.FOUND, NOT_KEPT)
        state = await self._settled(world)
        html = self._list(state, world) if address == LIST else self._letter(state, world, address)
        return Response(html, headers=NOT_KEPT, media_type="text/html")

    async def _settled(self, world: str) -> World:
        """The world as it stands, after all letters that are due."""
        if not self._universe.is_settled(world):
            await self._asides.carried(self._universe.catch_up, world)
            await self._asides.carried(self._universe.courier.settle, world)
        return self._universe.service.world(world)

    def _list(self, state: World, world: str) -> str:
        newest = (state.letters[id_] for id_ in reversed(state.arrivals[-LISTED_MAX:]))
        heads = [_head(letter, self._mail(letter, world)) for letter in newest]
        return rendered_own(
            "inbox.html",
            site=f"/w/{world}",
            heads=heads,
            total=len(state.arrivals),
            no_console=self._no_console,
        )

    def _letter(self, state: World, world: str, address: str) -> str:
        found = LETTER.fullmatch(address)
        letter = state.letters.get(found[1]) if found else None
        if letter is None or letter.state != "arrived":
            raise Refused(HTTPStatus.NOT_FOUND, "path")
        mail = self._mail(letter, world)
        pieces = pieces_of(mail.text, self._universe.service.site(world))
        return rendered_own(
            "letter.html",
            site=f"/w/{world}",
            head=_head(letter, mail),
            pieces=pieces,
            no_console=self._no_console,
        )

    def _mail(self, letter: Letter, world: str) -> Mail:
        return compose(letter, self._universe.service.site(world))


def pieces_of(text: str, site: str) -> list[str]:
    """A text cut at the URLs of a world: words, a URL, words, and so on.

    `site` is the address that they begin with. A URL that climbs out of it (..) is only words.
    """
    ours = f"{BEFORE}({re.escape(site)}{CLIMBS}{WITHIN})"
    return re.split(ours, UNSEEN.sub("\ufffd", text), flags=re.ASCII)


def _head(letter: Letter, mail: Mail) -> Head:
    sender, to, subject = (_one_line(text) for text in (mail.sender, mail.to, mail.subject))
    return Head(letter.id, sender, to, subject, mail.written, in_japan(letter.arrived_at))


def _one_line(text: str) -> str:
    return " ".join(UNSEEN.sub(" ", text).split())
