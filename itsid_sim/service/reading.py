"""Worlds read from their events: from the nearest snapshot on."""

import sys

from itsid_sim.core.digest import Digest
from itsid_sim.core.evolve import evolve
from itsid_sim.core.reveal import with_reveals
from itsid_sim.core.state import World
from itsid_sim.ports.store import Store
from itsid_sim.rules.value import Value

LATEST = sys.maxsize


class Standing(Value, frozen=True):
    """A world, the number of the event that made it so, and that of the last snapshot."""

    world: World
    event: int
    saved: int = 0


def world_at(store: Store, digest: Digest, branch: int, event: int = LATEST) -> Standing:
    """The world as it was after an event of a branch."""
    number, world = store.nearest(branch, event)
    return read_on(store, digest, branch, Standing(world, number, number), event)


def read_on(
    store: Store, digest: Digest, branch: int, known: Standing, event: int = LATEST
) -> Standing:
    """The world after an event, read from an earlier one on.

    A password that stood on a screen is there again only if it still stands on it now.
    """
    limit = -1 if event == LATEST else event - known.event
    happened = store.read(branch, known.event, limit) if limit else ()
    world = evolve(known.world, (one.event for one in happened))
    world = with_reveals(world, store.reveals(branch), digest)
    return Standing(world, known.event + len(happened), known.saved)
