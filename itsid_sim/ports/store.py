"""Where the events of a world are kept."""

from collections.abc import Sequence
from typing import Protocol

from itsid_sim.core.events import Event


class Conflict(Exception):
    """Somebody else appended first; read the newer events and decide again."""


class Store(Protocol):
    """Streams of events that only grow, one for each branch."""

    def append(self, branch: str, expected: int, events: Sequence[Event]) -> None:
        """Append to a branch that has `expected` events; raises `Conflict` if it has others."""
        ...

    def read(self, branch: str, after: int = 0) -> Sequence[Event]:
        """The events of a branch that follow event number `after`; none for an unknown branch."""
        ...

    def drop(self, branch: str) -> None:
        """Forget a branch, known or not."""
        ...
