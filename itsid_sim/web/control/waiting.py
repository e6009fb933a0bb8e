"""Waiting for a letter without asking again and again."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from itsid_sim.core.events import LetterArrived
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter, World
from itsid_sim.service.following import LOOK_S, has_changed
from itsid_sim.service.universe import Universe
from itsid_sim.web.control.troubles import Trouble

Wanted = Callable[[Letter], bool]


async def awaited(
    universe: Universe, name: str, wanted: Wanted, after: int, timeout_s: int
) -> Letter:
    """The newest wanted letter that has arrived after event number `after`, now or soon.

    Raises `Trouble`: 404 at once if a world that stands still has none on its way, 504 when the
    time is over. Raises `UnknownWorld`.
    """
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    watchers = universe.service.watchers
    until = loop.time() + timeout_s
    with watchers.watching(name, lambda: loop.call_soon_threadsafe(changed.set)):
        while not watchers.is_over:
            changed.clear()
            found = await asyncio.to_thread(_found, universe, name, wanted, after)
            if found is not None:
                return found
            left_s = until - loop.time()
            if left_s <= 0:
                break
            is_watched = not (universe.service.is_shared or universe.flows(name))
            await has_changed(changed, left_s if is_watched else min(left_s, LOOK_S))
    raise _in_vain(universe, name, wanted, timeout_s)


def _found(universe: Universe, name: str, wanted: Wanted, after: int) -> Letter | None:
    world = universe.settled(name)
    arrived = _arrived_after(universe, name, world, after)
    found = [letter for letter in arrived if wanted(letter)]
    if found:
        return found[-1]
    if not universe.flows(name) and not _on_their_way(world, wanted):
        detail = "no such letter is coming: the world stands still, and none is on its way"
        raise Trouble(HTTPStatus.NOT_FOUND, detail, name="no-letter")
    return None


def _arrived_after(universe: Universe, name: str, world: World, after: int) -> list[Letter]:
    """The letters that first arrived after an event, oldest first."""
    if not after:
        return [world.letters[id_] for id_ in world.arrivals]
    arrivals = [
        one.event.letter
        for one in universe.service.history(name, after)
        if isinstance(one.event, LetterArrived)
    ]
    newly = (world.letters[id_] for id_ in dict.fromkeys(arrivals) if id_ in world.letters)
    return [letter for letter in newly if letter.copies == arrivals.count(letter.id)]


def _on_their_way(world: World, wanted: Wanted) -> list[tuple[int, Letter]]:
    """The wanted letters that are held or will be tried again, with their time, soonest first."""
    due = (*world.to_send.items(), *world.to_release.items())
    return sorted(
        ((at, world.letters[id_]) for id_, at in due if wanted(world.letters[id_])),
        key=lambda one: one[0],
    )


def _in_vain(universe: Universe, name: str, wanted: Wanted, timeout_s: int) -> Trouble:
    due = _on_their_way(universe.service.world(name), wanted)
    until = f"; the next is due at {in_japan(due[0][0]).isoformat()}" if due else ""
    detail = f"no such letter has arrived within {timeout_s} seconds{until}"
    return Trouble(HTTPStatus.GATEWAY_TIMEOUT, detail, name="timeout")
