"""A store in memory, gone with the process."""

from collections.abc import Sequence

from itsid_sim.core.events import Event
from itsid_sim.ports.store import Conflict


class MemoryStore:
    """Events in one list a branch. Callers serialise their appends to one branch."""

    def __init__(self) -> None:
        self._branches: dict[str, list[Event]] = {}

    def append(self, branch: str, expected: int, events: Sequence[Event]) -> None:
        kept = self._branches.setdefault(branch, [])
        if len(kept) != expected:
            raise Conflict(f"branch {branch}: {len(kept)} events found, {expected} expected")
        kept.extend(events)

    def read(self, branch: str, after: int = 0) -> Sequence[Event]:
        return tuple(self._branches.get(branch, ())[after:])

    def drop(self, branch: str) -> None:
        self._branches.pop(branch, None)
