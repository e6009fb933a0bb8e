"""Where an exploration stands: a world, the tabs in which mailed URLs are open, and the ledger."""

from collections.abc import Iterator
from typing import NamedTuple

from immutables import Map

from itsid_sim.core.state import Letter, World
from itsid_sim.explore.ledger import Ledger


class Tab(NamedTuple):
    """A tab that a mailed URL has opened: title, ticket and address of its page, and when."""

    title: str
    ticket: str
    address: str
    seen_at: int


class State(NamedTuple):
    """A world with what no world knows. A value: keeping a reference is a snapshot."""

    world: World
    tabs: Map[str, Tab]
    ledger: Ledger


def arrived(world: World, kind: str, boxes: frozenset[str]) -> Iterator[Letter]:
    """The letters of a kind that can be read in these mailboxes, newest first."""
    for id_ in reversed(world.arrivals):
        letter = world.letters[id_]
        if letter.kind == kind and letter.to in boxes:
            yield letter
