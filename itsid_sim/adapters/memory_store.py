"""A store in memory, gone with the process."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from threading import RLock

from msgspec.structs import replace

from itsid_sim.adapters.chance import new_key
from itsid_sim.core.state import World
from itsid_sim.ports.store import (
    NO_BRANCH,
    NOTHING,
    Body,
    Branch,
    Conflict,
    Fork,
    Happened,
    NameTaken,
    Record,
    Written,
)


class MemoryStore:
    """Every method may be called from any thread."""

    is_shared = False

    def __init__(self) -> None:
        self.seal = new_key()
        self._records: dict[str, Record] = {}
        self._streams: dict[int, Stream] = {}
        self._owned: dict[str, list[int]] = defaultdict(list)
        self._newest = NO_BRANCH
        self._turn = RLock()

    # worlds

    def find(self, name: str) -> Record | None:
        return self._records.get(name)

    def listed(self, after: str, limit: int) -> Sequence[Record]:
        with self._turn:
            later = sorted(name for name in self._records if name > after)
            return [self._records[name] for name in (later if limit < 0 else later[:limit])]

    def change(self, before: Record, after: Record) -> None:
        with self._turn:
            self._must_stand(before)
            self._records[after.name] = after

    def remove(self, name: str) -> None:
        with self._turn:
            self._records.pop(name, None)
            for id_ in reversed(self._owned.pop(name, [])):
                self._streams[id_].owner = ""
                self._drop_if_free(id_)

    def _must_stand(self, record: Record) -> None:
        found = self._records.get(record.name)
        if found != record:
            raise Conflict(f"world {record.name!r}: {found} found, {record} expected")

    def _drop_if_free(self, id_: int) -> None:
        """Drop a branch of a world that is gone, unless another grew out of it."""
        stream = self._streams[id_]
        if stream.owner or stream.children:
            return
        del self._streams[id_]
        if isinstance(stream.start, Fork):
            self._streams[stream.start.branch].children -= 1
            self._drop_if_free(stream.start.branch)

    # events

    def begin(
        self,
        record: Record,
        start: World | Fork,
        written: Written = NOTHING,
        replaces: Record | None = None,
    ) -> Record:
        with self._turn:
            if replaces is not None:
                self._must_stand(replaces)
            elif record.name in self._records:
                raise NameTaken(
                    f"world {record.name!r} exists already; choose another name or delete it"
                )
            self._newest += 1
            record = replace(record, branch=self._newest)
            self._streams[self._newest] = Stream(record.name, start)
            self._owned[record.name].append(self._newest)
            if isinstance(start, Fork):
                self._streams[start.branch].children += 1
            self._records[record.name] = record
            self.append(record, written)
            return record

    def append(self, record: Record, written: Written) -> None:
        with self._turn:
            found = self._records.get(record.name)
            if found is None or found.branch != record.branch:
                raise Conflict(f"world {record.name!r}: it no longer stands on {record.branch}")
            stream = self._streams[record.branch]
            if written.happened and written.happened[0].number != stream.last + 1:
                raise Conflict(
                    f"branch {record.branch}: {stream.last} events found, "
                    f"{written.happened[0].number - 1} expected"
                )
            stream.happened += written.happened
            stream.reveals |= written.reveals
            stream.bodies |= written.bodies

    def read(self, branch: int, after: int = 0, limit: int = -1) -> Sequence[Happened]:
        with self._turn:
            found: list[Happened] = []
            for stream, until in reversed(self._lineage(branch)):
                found += stream.until(until)[max(0, after - stream.first) :]
                if 0 <= limit <= len(found):
                    return found[:limit]
            return found

    def reveals(self, branch: int) -> Mapping[str, str]:
        with self._turn:
            reveals = self._streams[branch].reveals
            return {browser: password for browser, password in reveals.items() if password}

    # mails

    def gists(self, branch: int, letters: Sequence[str]) -> Mapping[str, bytes]:
        with self._turn:
            wanted = frozenset(letters)
            found: dict[str, bytes] = {}
            for stream, _ in reversed(self._lineage(branch)):
                found |= {id_: stream.bodies[id_].gist for id_ in wanted & stream.bodies.keys()}
            return found

    def raw(self, branch: int, letter: str) -> bytes:
        with self._turn:
            for stream, _ in self._lineage(branch):
                if letter in stream.bodies:
                    return stream.bodies[letter].raw
        raise LookupError(f"branch {branch}: it keeps no mail {letter}")

    # the past

    def save(self, branch: int, number: int, world: World) -> None:
        with self._turn:
            if branch in self._streams:
                self._streams[branch].saved.append((number, world))

    def nearest(self, branch: int, number: int) -> tuple[int, World]:
        with self._turn:
            for stream, until in self._lineage(branch):
                kept = [one for one in stream.saved if one[0] <= min(number, until)]
                if kept:
                    return max(kept, key=lambda one: one[0])
                if not isinstance(stream.start, Fork):
                    return 0, stream.start
        raise LookupError(f"branch {branch} has no beginning")

    def moment(self, branch: int, at: int) -> int:
        with self._turn:
            for stream, until in self._lineage(branch):
                own = stream.until(until)
                count = bisect_right(own, at, key=lambda one: one.at)
                if count:
                    return own[count - 1].number
            return 0

    def branches(self, name: str) -> Sequence[Branch]:
        with self._turn:
            return [self._branch(id_) for id_ in self._owned.get(name, ())]

    def alone(self, name: str) -> AbstractContextManager[object]:
        return nullcontext()

    def close(self) -> None:
        pass

    def _lineage(self, branch: int) -> list[tuple["Stream", int]]:
        """A branch and those that it grew out of, each with the last number that counts."""
        stream = self._streams[branch]
        until = stream.last
        lineage = [(stream, until)]
        while isinstance(stream.start, Fork):
            until = min(until, stream.start.event)
            stream = self._streams[stream.start.branch]
            lineage.append((stream, until))
        return lineage

    def _branch(self, id_: int) -> Branch:
        stream = self._streams[id_]
        latest = self.read(id_, stream.last - 1)
        now = latest[-1].at if latest else self.nearest(id_, stream.last)[1].now
        parent = stream.start if isinstance(stream.start, Fork) else None
        return Branch(id_, parent, stream.last, now)


class Stream:
    """One branch: whose it is, what it begins with, and what has happened on it."""

    __slots__ = ("bodies", "children", "happened", "owner", "reveals", "saved", "start")

    def __init__(self, owner: str, start: World | Fork) -> None:
        self.owner = owner
        self.start = start
        self.children = 0
        self.happened: list[Happened] = []
        self.saved: list[tuple[int, World]] = []
        self.reveals: dict[str, str] = {}
        self.bodies: dict[str, Body] = {}

    @property
    def first(self) -> int:
        """The number of the event before its own first."""
        return self.start.event if isinstance(self.start, Fork) else 0

    @property
    def last(self) -> int:
        """The number of its last event."""
        return self.first + len(self.happened)

    def until(self, number: int) -> list[Happened]:
        """Its own events up to this number."""
        return self.happened[: max(0, number - self.first)]
