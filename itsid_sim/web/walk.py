"""A person's way through the pages of a world: GET shows, POST presses."""

import logging
import re
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.decide import shows_a_secret
from itsid_sim.core.page import Page
from itsid_sim.core.state import NO_DIALOG
from itsid_sim.core.turn import dialog_id, split_address
from itsid_sim.ports.store import StoreFailed
from itsid_sim.procedures import CHART
from itsid_sim.rules.sentences import START_OVER
from itsid_sim.service.universe import Universe
from itsid_sim.web.asides import Asides
from itsid_sim.web.beside import BESIDE
from itsid_sim.web.double_click import DoubleClicks
from itsid_sim.web.forms import Sent, kept, sent_form
from itsid_sim.web.gate import Gate, body_of
from itsid_sim.web.pages import HIDDEN, NOTHING_KEPT, Frame, Kept, rendered
from itsid_sim.web.refusals import NotAllowed, Refused
from itsid_sim.web.visitors import BROWSER, PROOF, SESSION, Doorkeeper, Visitor

# The own page of a dialog, by its room and number: each has an address of its own in the history.
OWN = re.compile(r"/step/(?:([a-z]+)/)?([1-9][0-9]{0,8})")
ENTRANCE = "/mypage"
# Browsers throw their copy of an address away when they post to it, and want it on the way back.
PRESSED = "?pressed"
NOT_KEPT = {"cache-control": "no-store"}
METHODS = ("GET", "HEAD", "POST")

LOG = logging.getLogger(__name__)

Events = tuple[e.Event, ...]


class Walk:
    """Pages and presses of all worlds."""

    def __init__(  # noqa: PLR0913 - one for each thing that it leaves to others
        self,
        universe: Universe,
        doors: Doorkeeper,
        gate: Gate,
        asides: Asides,
        double_clicks: DoubleClicks,
        *,
        has_console: bool,
    ) -> None:
        self._universe = universe
        self._service = universe.service
        self._doors = doors
        self._gate = gate
        self._asides = asides
        self._double_clicks = double_clicks
        self._no_console = "" if has_console else HIDDEN

    async def answer(self, request: Request, world: str, address: str) -> Response:
        """The answer to a request for an address of a world. Raises `Refused`, `UnknownWorld`."""
        self._service.world(world)
        if request.method not in METHODS:
            raise NotAllowed(", ".join(METHODS))
        if not address:
            return RedirectResponse(f"/w/{world}/", HTTPStatus.FOUND)
        if address in BESIDE:
            if request.method == "POST":
                raise NotAllowed("GET, HEAD")
            return BESIDE[address](self._universe, world)
        await self._catch_up(world, is_looking=request.method != "POST")
        visitor = self._doors.visitor(request.headers.get("cookie", ""))
        answer = self._press if request.method == "POST" else self._get
        return await answer(request, world, address, visitor)

    async def _catch_up(self, world: str, *, is_looking: bool) -> None:
        """A flowing world is moved on; where that cannot be kept, it is shown as it stands."""
        if self._universe.behind(world):
            try:
                await self._asides.carried(self._universe.catch_up, world)
            except StoreFailed:
                if not is_looking:
                    raise
                LOG.warning("world %s is shown as it was: its clock cannot be moved", world)

    # looking

    async def _get(self, request: Request, world: str, address: str, visitor: Visitor) -> Response:
        await self._settle_for_its_reader(world, visitor)
        own = OWN.fullmatch(address)
        look = c.Look(
            visitor.browser, "" if own else address, _room(own), visitor.session, visitor.proof
        )
        if own and self._number(world, look) != int(own[2]):
            return self._to_own_page(world, look)
        page = await self._looked(request.method, world, look)
        if page is None and own:
            return self._redirect(world, self._entrance(look.room))
        if page is None:
            raise nowhere()
        gone = page.title == START_OVER and bool(page.address)
        return self._shown(page, world, visitor, HTTPStatus.GONE if gone else HTTPStatus.OK)

    async def _looked(self, method: str, world: str, look: c.Look) -> Page | None:
        """What is shown only once counts as seen by a GET, and waits for presses under way."""
        if method == "HEAD":
            return self._service.peek(world, look)
        if shows_a_secret(self._service.world(world), look.browser):
            return await self._asides.decided(lambda: self._service.page(world, look))
        return self._service.page(world, look)

    # pressing

    async def _press(
        self, request: Request, world: str, address: str, visitor: Visitor
    ) -> Response:
        self._gate.check_origin(request.headers)
        body = await body_of(request)
        sent = sent_form(request.headers.get("content-type", ""), body)
        seal = (sent.seal, world, visitor, sent.seen_at, mailed(address))
        if visitor.is_new or not self._doors.is_sealed(*seal):
            raise Refused(HTTPStatus.FORBIDDEN, "seal")
        own = OWN.fullmatch(address)
        entrance = None if own else CHART.entrance(address)
        if own is None and entrance is None:
            raise NotAllowed("GET, HEAD") if address in CHART.readings else nowhere()
        room = _room(own) if entrance is None else entrance.room
        (session, session_id), (proof, proof_id) = self._doors.new_token(), self._doors.new_token()
        press = c.Press(
            visitor.browser,
            sent.page,
            sent.press,
            sent.typed,
            "" if own else address,
            sent.seen_at,
            room,
            visitor.session,
            session_id,
            visitor.proof,
            proof_id,
        )
        events = await self._pressed(world, press)
        look = c.Look(visitor.browser, "", room, visitor.session, visitor.proof)
        proof = await self._proof_to_send(world, look, sent, events, proof)
        response = self._outcome(world, visitor, look, sent, events)
        if any(isinstance(event, e.SignedIn) for event in events):
            response.headers.append("set-cookie", self._doors.cookie(SESSION, session, world))
        if proof:
            response.headers.append("set-cookie", self._doors.cookie(PROOF, proof, world))
        return response

    async def _pressed(self, world: str, press: c.Press) -> Events:
        """Carry a press out; its letters set out when it is done, and nobody waits for them."""
        if self._service.replays(world) and self._service.world(world).to_send:
            await self._asides.carried(self._universe.courier.settle, world)
        events = await self._asides.decided(lambda: self._service.carry_out(world, press))
        if any(isinstance(event, e.LetterWritten) for event in events):
            self._asides.later(self._universe.courier.settle, world)
        return events

    def _outcome(
        self, world: str, visitor: Visitor, look: c.Look, sent: Sent, events: Events
    ) -> Response:
        """A refused form comes back with what was typed; else the way leads to the next page."""
        last = events[-1] if events else None
        if isinstance(last, e.Stayed) and last.notices:
            page = self._service.peek(world, look)
            if page is not None and page.notices == last.notices:
                typed = kept(sent.typed, (box.label for box in page.boxes if box.kind == "secret"))
                return self._shown(page, world, visitor, HTTPStatus.UNPROCESSABLE_ENTITY, typed)
        return self._to_own_page(world, look)

    async def _proof_to_send(
        self, world: str, look: c.Look, sent: Sent, events: Events, proof: str
    ) -> str:
        """The new proof if one was taken, or nothing; a double click is given its first one again.

        What the first answer showed once is shown once more too, for it went unseen.
        """
        dialog = world, look.browser
        if look.room:
            return ""
        if not events:
            first = self._double_clicks.first(dialog, sent.copy)
            if first is not None:
                again = c.LookAgain(look.browser)
                await self._asides.decided(lambda: self._service.carry_out(world, again))
            return first or ""
        if not any(isinstance(event, e.ProofHeld) for event in events):
            proof = ""
        if self._service.world(world).dialogs[look.browser].proof:
            self._double_clicks.note(dialog, sent.copy, proof)
        return proof

    # what both share

    async def _settle_for_its_reader(self, world: str, visitor: Visitor) -> None:
        """A signed-in person may read mail, so it is carried first; a stranger waits for none."""
        state = self._service.world(world)
        if state.to_send and visitor.session in state.sign_ins:
            await self._asides.carried(self._universe.courier.settle, world)

    def _number(self, world: str, look: c.Look) -> int:
        """The number of a dialog's page; 0 where there is no dialog."""
        dialogs = self._service.world(world).dialogs
        return dialogs.get(dialog_id(look.browser, look.room), NO_DIALOG).page

    def _to_own_page(self, world: str, look: c.Look) -> Response:
        """On to the dialog's page, or to where one begins."""
        number = self._number(world, look)
        address = own_address(look.room, number) if number else self._entrance(look.room)
        return self._redirect(world, address)

    def _redirect(self, world: str, address: str) -> Response:
        return RedirectResponse(f"/w/{world}{address}", HTTPStatus.SEE_OTHER, NOT_KEPT)

    def _entrance(self, room: str) -> str:
        if not room:
            return ENTRANCE
        paths = (path for path, way in CHART.entrances.items() if way.room == room)
        return next(paths, "/")

    def _shown(
        self,
        page: Page,
        world: str,
        visitor: Visitor,
        status: HTTPStatus,
        typed: Kept = NOTHING_KEPT,
    ) -> Response:
        site = f"/w/{world}"
        action = site + (quote(page.address) or own_address(page.room, page.number)) + PRESSED
        url = mailed(page.address)
        seal = self._doors.seal(world, visitor, page.seen_at, url) if page.buttons else ""
        html = rendered(
            page, Frame(site, action, seal, self._doors.new_copy(), self._no_console), typed
        )
        response = Response(html, status, media_type="text/html")
        response.headers["cache-control"] = "no-store" if page.private else "private, no-cache"
        if visitor.is_new and page.buttons:
            cookie = self._doors.cookie(BROWSER, visitor.token, world)
            response.headers.append("set-cookie", cookie)
        return response


def mailed(address: str) -> str:
    """The address if it names something in its last part, as a mailed URL does; or nothing."""
    return address if split_address(address)[1] else ""


def nowhere() -> Refused:
    """There is no page at this address."""
    return Refused(HTTPStatus.NOT_FOUND, "path")


def own_address(room: str, number: int) -> str:
    """The address of a dialog's own page."""
    return f"/step/{room}/{number}" if room else f"/step/{number}"


def _room(own: re.Match[str] | None) -> str:
    return (own[1] or "") if own else ""
