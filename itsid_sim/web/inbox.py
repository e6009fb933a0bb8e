"""The letters of a world, to be read in a browser: a tool of the simulator's, not of My Page."""

import asyncio
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from itsid_sim.core import commands as c
from itsid_sim.core.letters import is_for
from itsid_sim.core.state import Letter
from itsid_sim.service.mailbox import Mailbox
from itsid_sim.service.universe import Universe
from itsid_sim.web.asides import Asides
from itsid_sim.web.forms import FORM_TYPE
from itsid_sim.web.gate import body_of
from itsid_sim.web.headers import FRAMING, NOT_KEPT
from itsid_sim.web.inbox_pages import Done, Place, ids_of, list_page, query_of
from itsid_sim.web.letter_files import download, html_page
from itsid_sim.web.letter_views import letter_page, parts_of, waiting_page
from itsid_sim.web.pages import HIDDEN
from itsid_sim.web.refusals import NotAllowed, Refused

NO_SLASH, LIST = "/mail", "/mail/"
PLACE = re.compile(r"/mail/(?:to/([^/]+)/)?(.*)", re.DOTALL)
READING, DOING = ("GET", "HEAD"), ("POST",)
FIELDS_MAX = 200
ID = "([1-9][0-9]{0,8})"


class Inbox:
    """All mailboxes of a world as one, and that of each address, for the eye."""

    def __init__(self, universe: Universe, asides: Asides, *, has_console: bool) -> None:
        self._universe = universe
        self._asides = asides
        self._no_console = "" if has_console else HIDDEN

    async def answer(self, request: Request, world: str, address: str) -> Response:
        """The answer to a request for /mail and below. Raises `Refused`, `UnknownWorld`."""
        service, method = self._universe.service, request.method
        service.world(world)
        found = PLACE.fullmatch(address if address != NO_SLASH else LIST)
        box, asked = (found[1] or "", found[2]) if found else ("", address)
        call, given, methods = _route(asked)
        if method not in methods:
            raise NotAllowed(", ".join(methods))
        place = Place(world, box, self._no_console)
        if address == NO_SLASH:
            return RedirectResponse(place.base, HTTPStatus.FOUND, NOT_KEPT)
        fields = await _fields(request) if methods is DOING else _first(request.query_params)
        chosen = fields.pop("id", "").split()
        await self._settle(world)
        visit = Visit(self._universe, place, fields, chosen, looks=method != "HEAD")
        return await asyncio.to_thread(call, visit, *given)

    async def _settle(self, world: str) -> None:
        """Let all letters that are due arrive."""
        if not self._universe.is_settled(world):
            await self._asides.carried(self._universe.catch_up, world)
            await self._asides.carried(self._universe.courier.settle, world)


class Visit:
    """One request for a box, and each answer that there may be to it."""

    def __init__(
        self,
        universe: Universe,
        place: Place,
        fields: Mapping[str, str],
        chosen: list[str],
        *,
        looks: bool,
    ) -> None:
        """`fields` are of the URL or of a form, `chosen` the letters ticked; whoever `looks` reads.

        Raises `UnknownWorld`.
        """
        self._service = universe.service
        self._world = self._service.world(place.world)
        self._box = Mailbox(self._service, place.world, place.address)
        self._place = place
        self._fields = fields
        self._chosen = chosen
        self._looks = looks

    # what is read

    def letters(self) -> Response:
        """The list."""
        return _page(list_page(self._box, self._world, self._place, self._fields))

    def slash(self, address: str) -> Response:
        """To the box of an address, for whoever left out the slash at its end."""
        return RedirectResponse(self._place.of(address), HTTPStatus.FOUND, NOT_KEPT)

    def letter(self, id_: str) -> Response:
        """A letter, which has been read from now on; or what became of one that is not there."""
        letter = self._box.letter(id_)
        if letter is None:
            missing = self._known(id_)
            return _page(waiting_page(self._service, self._world, missing, self._place))
        show = self._fields.get("show", "")
        html = letter_page(self._service, self._box, letter, self._place, show)
        if self._looks and not letter.read:
            self._box.mark((letter.id,), read=True)
        return Response(html, headers=FRAMING, media_type="text/html")

    def html(self, id_: str) -> Response:
        """The HTML of a letter, for the frame on its page."""
        message = self._box.message(self._there(id_))
        if not message.html:
            raise _nothing()
        return html_page(message)

    def part(self, id_: str, part: str) -> Response:
        """A file of a letter."""
        for one in parts_of(self._box.message(self._there(id_))):
            if one.id == part:
                return download(one)
        raise _nothing()

    # what is done

    def read_all(self) -> Response:
        """Have all letters read, or all that a search finds."""
        query = query_of(self._fields)
        unread = [one for one in ids_of(self._box, query) if not self._there(one).read]
        self._box.mark(unread, read=True)
        return self._back("read", len(unread))

    def throw_chosen(self) -> Response:
        """Throw the letters away that were ticked."""
        return self._thrown([one for one in self._chosen if self._box.letter(one) is not None])

    def throw_all(self) -> Response:
        """Throw all letters away, or all that a search finds."""
        return self._thrown(list(ids_of(self._box, query_of(self._fields))))

    def throw(self, id_: str) -> Response:
        """Throw one letter away."""
        return self._thrown([self._there(id_).id])

    def unread(self, id_: str) -> Response:
        """Make a letter new again."""
        self._box.mark((self._there(id_).id,), read=False)
        return self._back("unread", 1)

    def deliver(self, id_: str) -> Response:
        """Let a letter that is held arrive now."""
        held = self._known(id_).state == "held"
        if held:
            self._service.carry_out(self._place.world, c.Release(id_))
        return self._back("delivered", int(held))

    # within

    def _thrown(self, ids: list[str]) -> Response:
        if ids:
            self._box.throw_away(ids)
        return self._back("thrown-away", len(ids))

    def _back(self, done: Done, number: int) -> Response:
        """To the list, which tells what was done to so many letters."""
        to = self._place.back(query_of(self._fields), done, number)
        return RedirectResponse(to, HTTPStatus.SEE_OTHER, NOT_KEPT)

    def _there(self, id_: str) -> Letter:
        letter = self._box.letter(id_)
        if letter is None:
            raise _nothing()
        return letter

    def _known(self, id_: str) -> Letter:
        """A letter of this box, wherever it is by now."""
        letter, address = self._world.letters.get(id_), self._place.address
        if letter is None or (address and not is_for(letter, address)):
            raise _nothing()
        return letter


Call = Callable[..., Response]

ROUTES: tuple[tuple[re.Pattern[str], Call, tuple[str, ...]], ...] = tuple(
    (re.compile(path), call, methods)
    for path, call, methods in (
        ("", Visit.letters, READING),
        ("to/([^/]+)", Visit.slash, READING),
        ("read-all", Visit.read_all, DOING),
        ("throw-away", Visit.throw_chosen, DOING),
        ("throw-all", Visit.throw_all, DOING),
        (f"{ID}/", Visit.letter, READING),
        (f"{ID}/html", Visit.html, READING),
        (f"{ID}/part/([0-9.]{{1,200}})", Visit.part, READING),
        (f"{ID}/throw-away", Visit.throw, DOING),
        (f"{ID}/unread", Visit.unread, DOING),
        (f"{ID}/deliver", Visit.deliver, DOING),
    )
)


def _route(asked: str) -> tuple[Call, tuple[str, ...], tuple[str, ...]]:
    for path, call, methods in ROUTES:
        if found := path.fullmatch(asked):
            return call, found.groups(), methods
    raise _nothing()


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form; what is given several times is given with spaces between."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM_TYPE:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "type")
    try:
        given = parse_qs((await body_of(request)).decode(), max_num_fields=FIELDS_MAX)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "form") from None
    return {name: " ".join(values) for name, values in given.items()}


def _first(query: QueryParams) -> dict[str, str]:
    return dict(query)


def _page(html: str) -> Response:
    return Response(html, headers=NOT_KEPT, media_type="text/html")


def _nothing() -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, "path")
