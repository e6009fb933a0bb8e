"""What surrounds every call of the control API: token, origin, size, headers, and no traces."""

import hmac
import logging
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsid_sim.web.control.troubles import Trouble
from itsid_sim.web.gate import Gate
from itsid_sim.web.refusals import Refused

LOG = logging.getLogger(__name__)

BODY_BYTES_MAX = 1024 * 1024
LENGTH_DIGITS_MAX = 9
READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Letters show codes and URLs: nobody may keep a copy.
HEADERS = {"cache-control": "no-store"}


class Border:
    """Lets through what may come in, and adds to what goes out."""

    def __init__(self, app: ASGIApp, gate: Gate, token: str) -> None:
        """Without a token nobody is asked for one."""
        self._app = app
        self._gate = gate
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        crossing = _Crossing(receive, send)
        try:
            self._admit(scope["method"], Headers(scope=scope))
            await self._app(scope, crossing.receive, crossing.send)
        except Trouble as trouble:
            await trouble.response()(scope, receive, crossing.send)
        except ClientDisconnect:
            pass  # whoever hangs up wants no answer
        except Exception:
            LOG.exception("%s %s", scope["method"], scope["path"])
            if not crossing.has_answered:
                await _fault().response()(scope, receive, crossing.send)

    def _admit(self, method: str, headers: Headers) -> None:
        if self._token and not self._is_borne(headers.get("authorization", "")):
            detail = "the token of the control API is expected as Authorization: Bearer <token>"
            challenge = {"www-authenticate": 'Bearer realm="control API"'}
            raise Trouble(HTTPStatus.UNAUTHORIZED, detail, "Authorization", headers=challenge)
        if method not in READING:
            try:
                self._gate.check_origin(headers)
            except Refused:
                detail = "another site's page may not ask for this in a visitor's name"
                raise Trouble(HTTPStatus.FORBIDDEN, detail, "Origin") from None
        length = headers.get("content-length", "0")
        is_number = length.isascii() and length.isdigit() and len(length) <= LENGTH_DIGITS_MAX
        if not is_number or int(length) > BODY_BYTES_MAX:
            raise _too_large()

    def _is_borne(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        fits = hmac.compare_digest(token.strip().encode(), self._token)
        return scheme.lower() == "bearer" and fits


class _Crossing:
    """One request on its way in and its answer on the way out."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.has_answered = False
        self._receive = receive
        self._send = send
        self._bytes = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > BODY_BYTES_MAX:
            raise _too_large()
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_answered = True
            MutableHeaders(scope=message).update(HEADERS)
        await self._send(message)


def _too_large() -> Trouble:
    return Trouble(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body may have {BODY_BYTES_MAX} bytes", "body"
    )


def _fault() -> Trouble:
    detail = "the simulator failed at this; its log says where"
    return Trouble(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
