"""The mailbox of a world in the manner of Mailpit: GET …/mail/api/v1/messages and message/{ID}.

Only letters that have arrived are in it. Nothing is ever marked as read.
"""

import asyncio
from http import HTTPStatus

from msgspec import json
from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter
from itsid_sim.mail.names import message_id
from itsid_sim.postbox.mailpit import Address, Message, Messages, Summary
from itsid_sim.procedures.letters import Mail, compose
from itsid_sim.rules.value import Value
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe

LIMIT, LIMIT_MAX = 50, 1000
NUMBER_DIGITS_MAX = 9
SNIPPET_CHARS_MAX = 250
READING = frozenset({"GET", "HEAD"})
MESSAGES, MESSAGE, LATEST = "messages", "message/", "latest"
# Letters show codes and URLs: nobody may keep a copy.
HEADERS = {"cache-control": "no-store"}
NO_PAGE, NO_MESSAGE = "404 page not found", "Message not found"


def mail_api(universe: Universe) -> ASGIApp:
    """The application for `/w/<world>/mail/api/v1/…`; `scope["world"]` names the world."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in READING:
            refusal = PlainTextResponse("Method not allowed", HTTPStatus.METHOD_NOT_ALLOWED)
            refusal.headers["allow"] = ", ".join(sorted(READING))
            response: Response = refusal
        else:
            _, _, asked = scope["path"].partition("/mail/api/v1/")
            query = QueryParams(scope["query_string"])
            mailbox = Mailbox(universe, scope["world"])
            if universe.is_settled(scope["world"]):
                response = mailbox.answer(asked, query)
            else:
                response = await asyncio.to_thread(mailbox.answer, asked, query)
        response.headers.update(HEADERS)
        if scope["method"] == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    return answer


class Mailbox:
    """All mailboxes of one world as one, newest letter first."""

    def __init__(self, universe: Universe, world: str) -> None:
        self._universe = universe
        self._world = world

    def answer(self, asked: str, query: QueryParams) -> Response:
        """What is asked for behind `/mail/api/v1/`, after all letters that are due."""
        try:
            if asked == MESSAGES:
                return _json(self._messages(_number(query, "start", 0), _limit(query)))
            id_ = asked.removeprefix(MESSAGE)
            if id_ == asked:
                return _none(NO_PAGE)
            world = self._universe.settled(self._world)
        except UnknownWorld:
            return _none(NO_PAGE)
        if id_ == LATEST and not world.arrivals:
            return _none(NO_MESSAGE)
        letter = world.letters.get(world.arrivals[-1] if id_ == LATEST else id_)
        is_there = letter is not None and letter.state == "arrived"
        return _json(self._message(letter)) if letter and is_there else _none(NO_PAGE)

    def _messages(self, start: int, limit: int) -> Messages:
        """A part of the box, the newest first; what lies below it costs nothing."""
        world = self._universe.settled(self._world)
        total = len(world.arrivals)
        newest = world.arrivals[max(0, total - start - limit) : max(0, total - start)]
        part = tuple(self._summary(world.letters[id_]) for id_ in reversed(newest))
        return Messages(total, total, len(part), total, total, start, (), part)

    def _summary(self, letter: Letter) -> Summary:
        mail = self._mail(letter)
        return Summary(
            letter.id,
            message_id(letter.id, self._universe.service.record(self._world).branch),
            Address("", mail.sender),
            (Address("", mail.to),),
            mail.subject,
            in_japan(letter.arrived_at),
            _size(mail),
            _snippet(mail),
        )

    def _message(self, letter: Letter) -> Message:
        mail = self._mail(letter)
        return Message(
            letter.id,
            message_id(letter.id, self._universe.service.record(self._world).branch),
            Address("", mail.sender),
            (Address("", mail.to),),
            mail.sender,
            mail.subject,
            mail.written,
            mail.text,
            _size(mail),
        )

    def _mail(self, letter: Letter) -> Mail:
        return compose(letter, self._universe.service.site(self._world))


def _json(content: Value) -> Response:
    return Response(json.encode(content), media_type="application/json")


def _none(why: str) -> Response:
    return PlainTextResponse(why, HTTPStatus.NOT_FOUND)


def _limit(query: QueryParams) -> int:
    return min(_number(query, "limit", LIMIT) or LIMIT, LIMIT_MAX)


def _number(query: QueryParams, name: str, otherwise: int) -> int:
    """A number of the query; anything else counts as not given, as in Mailpit."""
    text = query.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS_MAX
    return int(text) if is_number else otherwise


def _size(mail: Mail) -> int:
    """Bytes of the text, which is nearly all of a letter."""
    return len(mail.text.encode())


def _snippet(mail: Mail) -> str:
    text = " ".join(mail.text.split())
    return text if len(text) <= SNIPPET_CHARS_MAX else f"{text[:SNIPPET_CHARS_MAX]}..."
