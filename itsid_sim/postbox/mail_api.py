"""The mailbox of a world in the manner of Mailpit, below …/mail/.

Below …/mail/to/ADDRESS/ it is the box of one address.

Only letters that have arrived are in it. As in Mailpit, reading a message marks it as read.
"""

import asyncio
import re
from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from itsid_sim.postbox.limits import LIMITS
from itsid_sim.postbox.mail_calls import NO_PAGE, OK, Calls, Refusal
from itsid_sim.postbox.mail_events import EVENTS, listened
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe

PLACE = re.compile(r"/w/[^/]+/mail/(?:to/([^/]+)/)?/*(.*)", re.DOTALL)
READING = frozenset({"GET", "HEAD"})
# A mail of the largest size, in Base64 within JSON.
BODY_BYTES_MAX = LIMITS.message_bytes_max * 3 // 2
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# Letters show codes and URLs: nobody may keep a copy. Whoever wrote them runs nothing here.
HEADERS = {"cache-control": "no-store", "content-security-policy": NOTHING}
# A letter's own HTML is seen as it was meant, but for what it would load from elsewhere.
HTML_HEADERS = {
    "content-security-policy": f"{NOTHING}; img-src 'self' data:; style-src 'unsafe-inline'",
    "x-dns-prefetch-control": "off",
}

ID = r"message/([^/]+)"
ROUTES = tuple(
    (method, re.compile(path), call)
    for method, path, call in (
        ("GET", "api/v1/messages", Calls.list_messages),
        ("PUT", "api/v1/messages", Calls.set_read),
        ("DELETE", "api/v1/messages", Calls.delete_messages),
        ("GET", "api/v1/search", Calls.search),
        ("DELETE", "api/v1/search", Calls.delete_found),
        ("POST", "api/v1/send", Calls.send),
        ("GET", f"api/v1/{ID}", Calls.read_message),
        ("GET", f"api/v1/{ID}/headers", Calls.headers),
        ("GET", f"api/v1/{ID}/raw", Calls.raw),
        ("GET", f"api/v1/{ID}/part/([^/]+)", Calls.part),
        ("GET", f"api/v1/{ID}/part/([^/]+)/thumb", Calls.not_offered),
        ("GET", f"api/v1/{ID}/html-check", Calls.not_offered),
        ("GET", f"api/v1/{ID}/link-check", Calls.not_offered),
        ("POST", f"api/v1/{ID}/release", Calls.not_offered),
        ("GET", "api/v1/tags", Calls.tags),
        ("PUT", "api/v1/tags", Calls.set_tags),
        ("PUT", "api/v1/tags/([^/]+)", Calls.rename_tag),
        ("DELETE", "api/v1/tags/([^/]+)", Calls.delete_tag),
        ("GET", "api/v1/info", Calls.info),
        ("GET", "api/v1/webui", Calls.configuration),
        ("GET", "api/v1/chaos", Calls.chaos),
        ("PUT", "api/v1/chaos", Calls.set_chaos),
        ("GET", r"view/([^/]+)\.html", Calls.view_html),
        ("GET", r"view/([^/]+)\.txt", Calls.view_text),
        ("GET", "view/([^/.]+)", Calls.view),
    )
)
# What reads no mail is answered at once; others would wait for the rest, which threads do.
QUICK = frozenset(
    {Calls.list_messages, Calls.tags, Calls.info, Calls.configuration, Calls.chaos, Calls.view}
)
PROBES = frozenset({"livez", "readyz"})


class MailApi:
    """The application for all worlds; `scope["world"]` names the one that is asked."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or tell what happens until the asker hangs up."""
        found = PLACE.fullmatch(scope["path"])
        address, asked = (found[1] or "", found[2]) if found else ("", "")
        if asked == EVENTS:
            await listened(self._universe, address, scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self._answer(request, address, asked)
        except Refusal as refusal:
            response = PlainTextResponse(str(refusal), refusal.status)
        except UnknownWorld:
            response = PlainTextResponse(NO_PAGE, HTTPStatus.NOT_FOUND)
        response.headers.update(HEADERS)
        if response.media_type == "text/html":
            response.headers.update(HTML_HEADERS)
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def _answer(self, request: Request, address: str, asked: str) -> Response:
        """What is asked for, after all letters that are due."""
        if asked in PROBES:
            return PlainTextResponse(OK)
        method = "GET" if request.method == "HEAD" else request.method
        fitting = [(one, path.fullmatch(asked), call) for one, path, call in ROUTES]
        known = {one: (found, call) for one, found, call in fitting if found}
        if not known:
            raise Refusal(NO_PAGE, HTTPStatus.NOT_FOUND)
        if method not in known:
            return _not_allowed(known)
        found, call = known[method]
        world, query = request.scope["world"], QueryParams(request.scope["query_string"])
        body = b"" if method == "GET" else await _body(request)
        universe = self._universe

        def answered() -> Response:
            universe.settled(world)
            return call(Calls(universe.service, world, address, query, body), *found.groups())

        is_quick = call in QUICK and universe.is_settled(world)
        return answered() if is_quick else await asyncio.to_thread(answered)


def mail_api(universe: Universe) -> ASGIApp:
    """The application for everything below `/w/<world>/mail/` that is no page of the inbox."""
    return MailApi(universe)


async def _body(request: Request) -> bytes:
    """The whole body, read no further than allowed."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_BYTES_MAX:
            raise Refusal("http: request body too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)


def _not_allowed(known: Collection[str]) -> Response:
    allowed = sorted({*known, *(("HEAD",) if "GET" in known else ())})
    refusal = PlainTextResponse("Method not allowed", HTTPStatus.METHOD_NOT_ALLOWED)
    refusal.headers["allow"] = ", ".join(allowed)
    return refusal
