"""Following a world: what happens in it, as it happens, from where somebody broke off."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from itsid_sim.core.state import World
from itsid_sim.ports.store import Happened
from itsid_sim.rules.value import Value
from itsid_sim.service.universe import Universe

PART_MAX = 500
# After so long without news, whoever listens is told that there are none.
QUIET_S = 15
# What other processes write, and what real time brings, is looked for so often.
LOOK_S = 1


class Position(Value, frozen=True):
    """Up to where somebody has been told."""

    branch: int
    event: int


class News(Value, frozen=True):
    """What has happened since, and where that goes up to; `world` is the world by now.

    It has `moved` to another branch if `begins` is not where the last news ended.
    """

    begins: Position
    ends: Position
    happened: Sequence[Happened]
    world: World
    moved: bool


async def followed(universe: Universe, name: str, position: Position) -> AsyncIterator[News | None]:
    """All news of a world until the server stops; None after a quiet while.

    Raises `UnknownWorld` when the world is taken away.
    """
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    watchers = universe.service.watchers
    with watchers.watching(name, lambda: loop.call_soon_threadsafe(changed.set)):
        while not watchers.is_over:
            changed.clear()
            news = await asyncio.to_thread(_news, universe, name, position)
            wait_s = min(QUIET_S, universe.due_in(name))
            if news.moved or news.happened:
                position = news.ends
                yield news
            elif not await has_changed(changed, LOOK_S if universe.service.is_shared else wait_s):
                yield None


async def has_changed(changed: asyncio.Event, seconds: float | None) -> bool:
    """Whether something happens within so many real seconds; None: whenever."""
    try:
        await asyncio.wait_for(changed.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _news(universe: Universe, name: str, position: Position) -> News:
    """What has happened since, once all that is due is done."""
    service = universe.service
    service.shelf.fetch(name)
    if not universe.due_in(name):
        universe.settled(name)
    branch, begins = service.record(name).branch, position
    if branch != position.branch:
        begins = Position(branch, universe.shared_past(name, position.branch, position.event))
    happened = service.history(name, begins.event, PART_MAX)
    ends = Position(branch, happened[-1].number if happened else begins.event)
    return News(begins, ends, happened, service.world(name), branch != position.branch)
