"""The ASGI application: which request goes where, and what surrounds every answer."""

import logging
import re
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsid_sim.ports.store import StoreFailed
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import MAIN
from itsid_sim.web.asides import Asides
from itsid_sim.web.console import FORK, PAGE, Console
from itsid_sim.web.gate import Gate
from itsid_sim.web.headers import surrounding
from itsid_sim.web.inbox import Inbox
from itsid_sim.web.pages import STATIC, rendered_refusal
from itsid_sim.web.refusals import NotAllowed, Refused
from itsid_sim.web.walk import Walk

LOG = logging.getLogger(__name__)

READING = frozenset({"GET", "HEAD"})
MAIL = "/mail"
BOX = r"/mail/(?:to/[^/]+/)?/*"
# What programs ask of a mailbox, or of the box of one address; all else below it is for the eye.
MAIL_API = re.compile(rf"{BOX}(?:api/|view/|livez$|readyz$)")
LISTENED = re.compile(rf"{BOX}api/events")
KINDS = {".css": "text/css", ".js": "text/javascript"}


class Site:
    """Pages and letters under /w/<world>/, with the mail API; the control API under /api."""

    def __init__(  # noqa: PLR0913 - one for each kind of address
        self,
        *,
        asides: Asides,
        walk: Walk,
        inbox: Inbox,
        gate: Gate,
        control: ASGIApp | None,
        console: Console | None,
        mail: ASGIApp,
    ) -> None:
        """Without a control API its addresses are unknown, and so is the console's."""
        self._asides = asides
        self._walk = walk
        self._inbox = inbox
        self._gate = gate
        self._control = control
        self._console = console
        self._mail = mail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await self._listened(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path = scope["path"]
        world, address = _place(path)
        try:
            self._gate.check_host(request.headers)
            if world:
                await self._asides.ready(world)
            app = self._app(path, address)
            if app is self._mail and request.method not in READING:
                self._gate.check_origin(request.headers)
            if app is not None:
                await app({**scope, "world": world}, receive, _surrounded(send))
                return
            response = await self._page(request, world, address)
        except Refused as refused:
            response = refusal(refused)
        except ClientDisconnect:
            return  # whoever asked has hung up
        except UnknownWorld:
            response = refusal(Refused(HTTPStatus.NOT_FOUND, "world"))
        except StoreFailed as failure:
            LOG.error("%s", failure)  # noqa: TRY400 - it says where and why
            response = refusal(Refused(HTTPStatus.SERVICE_UNAVAILABLE, "store"))
        except Exception:
            LOG.exception("%s %s", scope["method"], path.partition("/w/")[0] or "a page")
            response = refusal(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "fault"))
        response.raw_headers += surrounding(response.raw_headers)
        await response(scope, receive, send)

    async def _listened(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let nobody listen but to a world's mailbox, and from no other site's page."""
        world, address = _place(scope["path"])
        try:
            headers = Headers(scope=scope)
            self._gate.check_host(headers)
            self._gate.check_origin(headers)
            await self._asides.must_know(world)
            is_told = LISTENED.fullmatch(address) is not None
        except (Refused, UnknownWorld, StoreFailed):
            is_told = False
        if is_told:
            await self._mail({**scope, "world": world}, receive, send)
        else:
            await send({"type": "websocket.close"})  # the client is told 403

    def _app(self, path: str, address: str) -> ASGIApp | None:
        """The application that answers by itself at an address; None if a page does."""
        if path == "/api" or path.startswith("/api/") or address == FORK:
            return self._control
        return self._mail if MAIL_API.match(address) else None

    async def _page(self, request: Request, world: str, address: str) -> Response:
        if not world:
            return _outside(request.method, request.scope["path"])
        if address == MAIL or address.startswith(f"{MAIL}/"):
            if request.method not in READING:
                self._gate.check_origin(request.headers)
            return await self._inbox.answer(request, world, address)
        if address == PAGE and self._console is not None:
            return await self._console.answer(request, world)
        return await self._walk.answer(request, world, address)


def _place(path: str) -> tuple[str, str]:
    """The world that a path belongs to, and the address within; both empty outside all worlds."""
    if not path.startswith("/w/"):
        return "", ""
    world, slash, rest = path[3:].partition("/")
    return world, slash + rest


def refusal(refused: Refused) -> Response:
    """The answer to a request that is not followed."""
    html = rendered_refusal(refused.reason)
    headers = {"allow": refused.allowed} if isinstance(refused, NotAllowed) else None
    return Response(html, refused.status, headers, "text/html")


def _surrounded(send: Send) -> Send:
    """Put our headers around what another application sends."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", ()))
            message["headers"] = [*own, *surrounding(own)]
        await send(message)

    return send_on


def _outside(method: str, path: str) -> Response:
    """What belongs to no world."""
    if path != "/" and path not in STATIC:
        raise Refused(HTTPStatus.NOT_FOUND, "path")
    if method not in READING:
        raise NotAllowed("GET, HEAD")
    if path == "/":
        return RedirectResponse(f"/w/{MAIN}/", HTTPStatus.FOUND)
    cache = {"cache-control": "public, max-age=3600"}
    return Response(STATIC[path], media_type=KINDS[f".{path.rpartition('.')[2]}"], headers=cache)
