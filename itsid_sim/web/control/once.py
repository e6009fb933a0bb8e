"""What was asked twice under one Idempotency-Key is done once, and answered twice alike.

A client that got no answer asks again and cannot know whether the clock moved. The newest answers
are remembered for as long as the process lives; `If-Match` tells a retry apart for ever.
"""

import asyncio
import hashlib
from collections import OrderedDict
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsid_sim.web.control.troubles import Trouble

KEY = "idempotency-key"
KEY_CHARS_MAX = 100
ANSWERS_MAX = 1000
BYTES_MAX = 16 * 1024 * 1024
MAY_BE_TRIED_AGAIN = 500


class Once:
    """Stands between the border and the calls."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or repeat what was answered."""
        key = Headers(scope=scope).get(KEY, "")
        if scope["method"] != "POST" or not key:
            await self._app(scope, receive, send)
            return
        if len(key) > KEY_CHARS_MAX:
            detail = f"a key of {KEY_CHARS_MAX} characters at most is expected"
            raise Trouble(HTTPStatus.BAD_REQUEST, detail, "Idempotency-Key")
        body = await _whole(receive)
        asked = hashlib.blake2b(scope["path"].encode() + b"\0" + body).digest()
        kept = self._answers.setdefault(key, Kept(asked))
        self._answers.move_to_end(key)
        if kept.asked != asked:
            detail = "this key was used for another request; draw a new one for each"
            raise Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "Idempotency-Key")
        async with kept.turn:
            if not kept.is_whole:
                kept.messages.clear()
                await self._app(scope, _again(body), kept.keep)
                self._remember(key, kept)
        for message in kept.messages:
            await send(dict(message))

    def _remember(self, key: str, kept: "Kept") -> None:
        """Keep an answer, and forget the oldest that take too much room."""
        if kept.status >= MAY_BE_TRIED_AGAIN:
            self._answers.pop(key, None)
            return
        kept.is_whole = True
        self._bytes += kept.size
        while self._bytes > BYTES_MAX or len(self._answers) > ANSWERS_MAX:
            self._bytes -= self._answers.popitem(last=False)[1].size


class Kept:
    """An answer under way or given; `asked` tells one request from another."""

    def __init__(self, asked: bytes) -> None:
        self.asked = asked
        self.turn = asyncio.Lock()
        self.is_whole = False
        self.status = self.size = 0
        self.messages: list[Message] = []

    async def keep(self, message: Message) -> None:
        """Take in a part of the answer."""
        self.status = message.get("status", self.status)
        self.size += len(message.get("body", b""))
        self.messages.append(message)


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive
