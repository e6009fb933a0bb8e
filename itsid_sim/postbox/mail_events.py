"""What happens in a mailbox, as it happens: over a WebSocket as Mailpit does it, or as SSE.

Both tell the same JSON, `{"Type": "new", "Data": ...}`: new, update, delete, truncate (the box is
empty), prune (list it anew: the world went back in time) and stats.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

from msgspec import json
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from itsid_sim import __version__
from itsid_sim.core import events as e
from itsid_sim.core.event import Event
from itsid_sim.postbox import mail_told
from itsid_sim.postbox.mailpit import Stats
from itsid_sim.rules.value import Value
from itsid_sim.service.following import News, Position, followed
from itsid_sim.service.mailbox import Mailbox
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe

EVENTS = "api/events"
STREAM = "text/event-stream"
HEARTBEAT = b":\n\n"
GONE = 1001


Changed = e.LettersMarked | e.LettersTagged | e.LettersThrownAway


class Told(Value, frozen=True):
    """One thing that happened, in Mailpit's words."""

    type: str
    data: object

    def json(self) -> bytes:
        """As it is sent."""
        return json.encode({"Type": self.type, "Data": self.data})


async def listened(
    universe: Universe, address: str, scope: Scope, receive: Receive, send: Send
) -> None:
    """Tell whoever listens, until one of both hangs up."""
    listener = Listener(universe, scope["world"], address)
    if scope["type"] == "websocket":
        await _socket(listener, WebSocket(scope, receive, send))
    elif STREAM in Request(scope).headers.get("accept", ""):
        headers = {"cache-control": "no-store"}
        response = StreamingResponse(_stream(listener), headers=headers, media_type=STREAM)
        await response(scope, receive, send)
    else:
        refusal = PlainTextResponse(f"Accept: {STREAM} is expected, or a WebSocket", 400)
        await refusal(scope, receive, send)


class Listener:
    """One who listens to a mailbox, and what they know of it."""

    def __init__(self, universe: Universe, world: str, address: str) -> None:
        """`address` as in `Mailbox`."""
        self._universe = universe
        self._name = world
        self._address = address
        self._known: set[str] = set()

    async def news(self) -> AsyncIterator[list[Told] | None]:
        """First how many messages there are, then all that happens; None after a quiet while."""
        service = self._universe.service
        await asyncio.to_thread(service.shelf.fetch, self._name)
        standing, branch = service.standing(self._name), service.record(self._name).branch
        self._known = set(self._box.ids)
        yield [self._stats()]
        async for news in followed(self._universe, self._name, Position(branch, standing.event)):
            if news is None:
                yield None
            elif told := await asyncio.to_thread(self._told, news):
                yield [*told, self._stats()]

    def _told(self, news: News) -> list[Told]:
        if news.moved:
            self._known = set(self._box.ids)
            return [Told("prune", None)]
        box = self._box
        return [told for one in news.happened for told in self._of(one.event, box)]

    def _of(self, event: Event, box: Mailbox) -> Iterator[Told]:
        if isinstance(event, e.LetterArrived):
            letter = box.letter(event.letter)
            if letter is not None and letter.id not in self._known:
                self._known.add(letter.id)
                yield Told("new", mail_told.summary(box.filed(letter)))
        elif isinstance(event, e.LettersMarked):
            yield from (
                Told("update", {"ID": id_, "Read": event.read}) for id_ in self._ours(event)
            )
        elif isinstance(event, e.LettersTagged):
            yield from (
                Told("update", {"ID": id_, "Tags": event.tags}) for id_ in self._ours(event)
            )
        elif isinstance(event, e.LettersThrownAway) and (gone := self._ours(event)):
            self._known.difference_update(gone)
            yield from (Told("delete", {"ID": id_}) for id_ in gone if box.ids)
            if not box.ids:
                yield Told("truncate", None)

    def _ours(self, event: Changed) -> list[str]:
        """Those of an event's letters that are in this box."""
        return [id_ for id_ in event.letters if id_ in self._known]

    def _stats(self) -> Told:
        box = self._box
        return Told("stats", Stats(len(box.ids), box.unread, __version__))

    @property
    def _box(self) -> Mailbox:
        return Mailbox(self._universe.service, self._name, self._address)


async def _stream(listener: Listener) -> AsyncIterator[bytes]:
    try:
        async for told in listener.news():
            if told is None:
                yield HEARTBEAT
            else:
                yield b"".join(b"data: " + one.json() + b"\n\n" for one in told)
    except UnknownWorld:
        return


async def _socket(listener: Listener, socket: WebSocket) -> None:
    await socket.accept()
    telling = asyncio.create_task(_tell(listener, socket))
    hearing = asyncio.create_task(_hear(socket))
    try:
        await asyncio.wait((telling, hearing), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, hearing):
            task.cancel()
        await asyncio.gather(telling, hearing, return_exceptions=True)


async def _tell(listener: Listener, socket: WebSocket) -> None:
    try:
        async for told in listener.news():
            for one in told or ():
                await socket.send_text(one.json().decode())
    except UnknownWorld:
        pass
    await socket.close(GONE)


async def _hear(socket: WebSocket) -> None:
    """Whatever is said counts for nothing, but that nobody listens any more."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
