"""The ASGI application: which request goes where, and what surrounds every answer."""

import logging
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsid_sim.ports.store import StoreFailed
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import MAIN
from itsid_sim.web.asides import Asides
from itsid_sim.web.gate import Gate
from itsid_sim.web.inbox import Inbox
from itsid_sim.web.pages import SCRIPT, STYLE, rendered_refusal
from itsid_sim.web.refusals import NotAllowed, Refused
from itsid_sim.web.walk import Walk

LOG = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# strict-origin tells no path, so no token, and keeps the Origin header that the gate looks at.
HEADERS = (
    ("content-security-policy", POLICY),
    ("referrer-policy", "strict-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS]
MAIL, MAIL_API = "/mail", "/mail/api/"
STATIC = {
    "/static/style.css": (STYLE, "text/css"),
    "/static/page.js": (SCRIPT, "text/javascript"),
}


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
        mail: ASGIApp,
    ) -> None:
        """Without a control API its addresses are unknown."""
        self._asides = asides
        self._walk = walk
        self._inbox = inbox
        self._gate = gate
        self._control = control
        self._mail = mail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        path = scope["path"]
        try:
            self._gate.check_host(request.headers)
            if self._control is not None and (path == "/api" or path.startswith("/api/")):
                await self._control(scope, receive, _surrounded(send))
                return
            if path.startswith("/w/"):
                world, slash, rest = path[3:].partition("/")
                address = slash + rest
                await self._asides.ready(world)
                if address.startswith(MAIL_API):
                    await self._mail({**scope, "world": world}, receive, _surrounded(send))
                    return
                is_mail = address == MAIL or address.startswith(f"{MAIL}/")
                shown = self._inbox if is_mail else self._walk
                response = await shown.answer(request, world, address)
            else:
                response = _outside(request.method, path)
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
        response.raw_headers += RAW_HEADERS
        await response(scope, receive, send)


def refusal(refused: Refused) -> Response:
    """The answer to a request that is not followed."""
    html = rendered_refusal(refused.reason)
    headers = {"allow": refused.allowed} if isinstance(refused, NotAllowed) else None
    return Response(html, refused.status, headers, "text/html")


def _surrounded(send: Send) -> Send:
    """Put our headers around what another application sends."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *RAW_HEADERS]
        await send(message)

    return send_on


def _outside(method: str, path: str) -> Response:
    """What belongs to no world."""
    if path != "/" and path not in STATIC:
        raise Refused(HTTPStatus.NOT_FOUND, "path")
    if method not in {"GET", "HEAD"}:
        raise NotAllowed("GET, HEAD")
    if path == "/":
        return RedirectResponse(f"/w/{MAIN}/", HTTPStatus.FOUND)
    cache = {"cache-control": "public, max-age=3600"}
    content, kind = STATIC[path]
    return Response(content, media_type=kind, headers=cache)
