"""What happens in a world, as server-sent events: told as it happens, taken up where it broke off.

`happened` is an event, its id the branch and number; `branch` says that the world stands on another
branch, whose events follow from the first that differs; `gone` that it was taken away.
"""

import asyncio
import re
from collections.abc import AsyncIterator

from msgspec import json
from starlette.responses import StreamingResponse

from itsid_sim.rules.value import Value
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe
from itsid_sim.web.control.history import told_events

EVENT_STREAM = "text/event-stream"
PART_MAX = 500
# A line of no meaning, so that whoever stands between does not hang up.
HEARTBEAT, HEARTBEAT_S = b":\n\n", 15
# What other processes write is looked for so often.
LOOK_S = 1
POSITION = re.compile(r"([1-9][0-9]{0,15})\.(0|[1-9][0-9]{0,15})")


class Position(Value, frozen=True):
    """Up to where somebody has been told."""

    branch: int
    event: int


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


async def _stream(universe: Universe, name: str, position: Position) -> AsyncIterator[bytes]:
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    watchers = universe.service.watchers
    with watchers.watching(name, lambda: loop.call_soon_threadsafe(changed.set)):
        yield HEARTBEAT  # the asker sees at once that it works
        while not watchers.is_over:
            changed.clear()
            try:
                part, position = await asyncio.to_thread(_news, universe, name, position)
                wait_s = min(HEARTBEAT_S, universe.due_in(name))
            except UnknownWorld:
                yield _sent("gone", json.encode({"world": name}))
                return
            if part:
                yield part
                continue
            if not await _has_changed(changed, LOOK_S if universe.service.is_shared else wait_s):
                yield HEARTBEAT


async def _has_changed(changed: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(changed.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _news(universe: Universe, name: str, position: Position) -> tuple[bytes, Position]:
    """What has happened since, once all that is due is done, and up to where that goes."""
    service = universe.service
    service.shelf.fetch(name)
    if not universe.due_in(name):
        universe.settled(name)
    branch, parts = service.record(name).branch, []
    if branch != position.branch:
        position = Position(branch, universe.shared_past(name, position.branch, position.event))
        moved = Moved(str(branch), position.event)
        parts.append(_sent("branch", json.encode(moved), f"{branch}.{position.event}"))
    happened = service.history(name, position.event, PART_MAX)
    for event in told_events(happened, service.world(name)):
        parts.append(_sent("happened", json.encode(event), f"{branch}.{event.n}"))
        position = Position(branch, event.n)
    return b"".join(parts), position


def _sent(kind: str, data: bytes, id_: str = "") -> bytes:
    line = f"id: {id_}\n" if id_ else ""
    return f"{line}event: {kind}\ndata: ".encode() + data + b"\n\n"
