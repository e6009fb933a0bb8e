"""Worlds in memory, as the store has them: opened when they are asked for, and kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import RLock

from itsid_sim.core.digest import Digest
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Conflict, Record, Store
from itsid_sim.service.entry import Entry, Post
from itsid_sim.service.reading import Standing, read_on, world_at


class UnknownWorld(LookupError):
    """There is no world of this name."""


class Shelf:
    """Every method may be called from any thread, and raises `UnknownWorld` and `StoreFailed`."""

    def __init__(
        self, store: Store, chance: Callable[[str | None], Chance], digest: Digest
    ) -> None:
        self._store = store
        self._chance = chance
        self._digest = digest
        self._entries: dict[str, Entry] = {}
        self._opening = RLock()

    def entry(self, name: str) -> Entry:
        """A world, as far as this process knows it."""
        entry = self._entries.get(name)
        if entry is None:
            return self._opened(name)
        if entry.is_stale:
            self._refresh(entry)
        return entry

    @contextmanager
    def held(self, name: str, expected: int | None = None) -> Iterator[Entry]:
        """A world as the store has it, which nobody else in this process can change meanwhile.

        Raises `Conflict` if its last event is another than expected.
        """
        entry = self.entry(name)
        with entry.lock:
            if self._entries.get(name) is not entry:
                raise UnknownWorld(f"world {name!r}: it was taken away meanwhile")
            if self._store.is_shared:
                self._refresh(entry)
            if expected not in (None, entry.events):
                raise Conflict(f"world {name!r}: event {entry.events} found, {expected} expected")
            yield entry

    def has(self, name: str) -> bool:
        """Whether a world is in memory."""
        return name in self._entries

    def must_know(self, name: str) -> None:
        """Raise `UnknownWorld` unless there is such a world, whether it can be read or not."""
        if not self.has(name):
            self._found(name)

    def is_at_hand(self, name: str) -> bool:
        """Whether a world can be looked at without asking the store first."""
        entry = self._entries.get(name)
        return entry is not None and not (entry.is_stale or self._store.is_shared)

    def fetch(self, name: str) -> None:
        """Take in what the store knows of a world, whoever wrote it."""
        entry = self._entries.get(name)
        if entry is None:
            self._opened(name)
        elif entry.is_stale or self._store.is_shared:
            self._refresh(entry)

    def add(self, make: Callable[[], Record], standing: Standing) -> None:
        """Put a world in memory that is made by this, and stands like this."""
        with self._opening:
            record = make()
            self._entries[record.name] = self._new(record, standing)

    def drop(self, name: str) -> None:
        """Forget a world."""
        self._entries.pop(name, None)

    def _opened(self, name: str) -> Entry:
        with self._opening:
            if name not in self._entries:
                record = self._found(name)
                standing = world_at(self._store, self._digest, record.branch)
                self._entries[name] = self._new(record, standing)
            return self._entries[name]

    def _new(self, record: Record, standing: Standing) -> Entry:
        post = Post(partial(self._store.alone, record.name))
        return Entry(record, standing, self._chance(record.seed), post)

    def _found(self, name: str) -> Record:
        record = self._store.find(name)
        if record is None:
            self.drop(name)
            raise UnknownWorld(f"world {name!r}: there is none of this name; create it first")
        return record

    def _refresh(self, entry: Entry) -> None:
        """Take in what others have written, and what was written although we were not told."""
        with entry.lock:
            record = self._found(entry.record.name)
            if record.branch == entry.record.branch:
                standing = read_on(self._store, self._digest, record.branch, entry.standing)
            else:
                standing = world_at(self._store, self._digest, record.branch)
                entry.chance = self._chance(record.seed)  # it may be another of the same name
            entry.put(record, standing)
