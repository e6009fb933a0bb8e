"""What happens in a world, as server-sent events: told as it happens, taken up where it broke off.

`happened` is an event, its id the branch and number; `branch` says that the world stands on another
branch, whose events follow from the first that differs; `gone` that it was taken away.
"""

import re
from collections.abc import AsyncIterator

from msgspec import json
from starlette.responses import StreamingResponse

from itsid_sim.rules.value import Value
from itsid_sim.service.following import News, Position, followed
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe
from itsid_sim.web.control.history import told_events

EVENT_STREAM = "text/event-stream"
# A line of no meaning, so that whoever stands between does not hang up.
HEARTBEAT = b":\n\n"
POSITION = re.compile(r"([1-9][0-9]{0,15})\.(0|[1-9][0-9]{0,15})")


class Moved(Value, frozen=True):
    """The world stands on this branch; what is known of it ends with `event`."""

    branch: str
    event: int


def position_of(universe: Universe, name: str, last_event_id: str, after: int) -> Position:
    """Where to begin: where the asker broke off, or after an event of the world's branch."""
    found = POSITION.fullmatch(last_event_id)
    if found:
        return Position(int(found[1]), int(found[2]))
    return Position(universe.service.record(name).branch, after)


def streamed(universe: Universe, name: str, start: Position) -> StreamingResponse:
    """The answer, without end unless the world ends or the server stops."""
    return StreamingResponse(_stream(universe, name, start), media_type=EVENT_STREAM)


async def _stream(universe: Universe, name: str, start: Position) -> AsyncIterator[bytes]:
    yield HEARTBEAT  # the asker sees at once that it works
    try:
        async for news in followed(universe, name, start):
            yield HEARTBEAT if news is None else _told(news)
    except UnknownWorld:
        yield _sent("gone", json.encode({"world": name}))


def _told(news: News) -> bytes:
    parts, branch = [], news.ends.branch
    if news.moved:
        moved = Moved(str(branch), news.begins.event)
        parts.append(_sent("branch", json.encode(moved), f"{branch}.{news.begins.event}"))
    parts += [
        _sent("happened", json.encode(event), f"{branch}.{event.n}")
        for event in told_events(news.happened, news.world)
    ]
    return b"".join(parts)


def _sent(kind: str, data: bytes, id_: str = "") -> bytes:
    line = f"id: {id_}\n" if id_ else ""
    return f"{line}event: {kind}\ndata: ".encode() + data + b"\n\n"
