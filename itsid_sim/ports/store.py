"""Where worlds are kept: streams of events that branch, snapshots of them, and worlds by name."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from itsid_sim.core.events import Event
from itsid_sim.core.state import World
from itsid_sim.rules.value import Value

NO_BRANCH = 0


class Conflict(Exception):
    """Somebody else was first; read what is newer and decide again."""


class NameTaken(ValueError):
    """There is a world of this name already."""


class StoreFailed(Exception):
    """The store did not do it, and what it keeps is as before; the message says what to do."""


class Damaged(StoreFailed):
    """What is kept of a world cannot be read."""


class Happened(Value, frozen=True):
    """An event with its number on its branch, from 1, and the world's clock after it."""

    number: int
    at: int
    event: Event


class Record(Value, frozen=True):
    """A world by its name: the branch that it stands on, and what no event tells.

    `ahead` is how many seconds a flowing clock is ahead of real time; None: it stands still.
    `keep_s` is the real time after which a world that nobody used is cleared away; None: never.
    `used_at` is when it was last known to be used. `parent` is the world that it was forked from,
    at that world's event number `parent_event`.
    """

    name: str
    branch: int = NO_BRANCH
    seed: str | None = None
    ahead: int | None = None
    keep_s: int | None = None
    used_at: int = 0
    parent: str = ""
    parent_event: int = 0


class Fork(Value, frozen=True):
    """Where a branch leaves another: after that one's event of this number."""

    branch: int
    event: int


class Body(Value, frozen=True):
    """A mail from elsewhere as it came, and the gist of it as lists show it, in JSON."""

    gist: bytes
    raw: bytes


class Written(Value, frozen=True):
    """What is kept in one go: events, passwords on browsers' screens, and the mails that came.

    Events have such passwords masked; in `reveals`, by browser, an empty one has left. `bodies`
    are by letter.
    """

    happened: tuple[Happened, ...] = ()
    reveals: Mapping[str, str] = {}
    bodies: Mapping[str, Body] = {}


NOTHING = Written()


class Branch(Value, frozen=True):
    """A stream of events: where it left another, its last event's number, and the clock then."""

    id: int
    parent: Fork | None
    events: int
    now: int


class Registry(Protocol):
    """Worlds by name."""

    def find(self, name: str) -> Record | None:
        """The world of a name."""
        ...

    def listed(self, after: str, limit: int) -> Sequence[Record]:
        """So many worlds whose names come after this one, in the order of their names."""
        ...

    def change(self, before: Record, after: Record) -> None:
        """Put one record in place of another; raises `Conflict` if that no longer stands."""
        ...

    def remove(self, name: str) -> None:
        """Forget a world, known or not, and every branch that no other world grew out of."""
        ...


class Journal(Protocol):
    """Streams of events. A branch has the events of its parent up to its fork, then its own."""

    def begin(
        self,
        record: Record,
        start: World | Fork,
        written: Written = NOTHING,
        replaces: Record | None = None,
    ) -> Record:
        """Let a world stand on a new branch that begins so; answer with its record.

        Without `replaces` the world is new: raises `NameTaken`. With it the world was known by
        that record: raises `Conflict` if that no longer stands.
        """
        ...

    def append(self, record: Record, written: Written) -> None:
        """Append to a world's branch; raises `Conflict` unless the next number is free.

        So it does if the world stands on another branch by now.
        """
        ...

    def read(self, branch: int, after: int = 0, limit: int = -1) -> Sequence[Happened]:
        """The events of a branch from the one that follows number `after`; -1: all of them."""
        ...

    def reveals(self, branch: int) -> Mapping[str, str]:
        """The passwords that stand on screens at the end of a branch, by browser."""
        ...


class Bodies(Protocol):
    """Mails from elsewhere. A branch has those of its parent up to its fork, then its own."""

    def gists(self, branch: int, letters: Sequence[str]) -> Mapping[str, bytes]:
        """The gists of these letters, by letter; those that are not kept are left out."""
        ...

    def raw(self, branch: int, letter: str) -> bytes:
        """A mail as it came. Raises `LookupError`."""
        ...


class Past(Protocol):
    """Short ways back: snapshots, moments, and the branches that were left."""

    def save(self, branch: int, number: int, world: World) -> None:
        """Keep the world as it is after an event, so that reading can begin there."""
        ...

    def nearest(self, branch: int, number: int) -> tuple[int, World]:
        """The last snapshot at or before an event, with its number; 0 is a branch's start."""
        ...

    def moment(self, branch: int, at: int) -> int:
        """The number of the last event at or before a time; 0 if there is none."""
        ...

    def branches(self, name: str) -> Sequence[Branch]:
        """All branches that a world has stood on, in the order of their beginning."""
        ...


class Store(Registry, Journal, Bodies, Past, Protocol):
    """All of it. `is_shared` says whether other processes may write to it meanwhile.

    `seal` is a key of 32 bytes that lasts as long as what is kept, for whoever shows pages.
    """

    is_shared: bool
    seal: bytes

    def alone(self, name: str) -> AbstractContextManager[object]:
        """Keep other processes from doing, meanwhile, what only one may do in a world at a time."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
