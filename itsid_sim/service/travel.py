"""Back and sideways in time: forks, rewinds, and the branches that were left."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.digest import Digest
from itsid_sim.core.moment import in_japan
from itsid_sim.ports.store import Branch, Fork, Record, Store
from itsid_sim.rules.value import Value
from itsid_sim.service.entry import Entry
from itsid_sim.service.reading import LATEST, Standing, world_at
from itsid_sim.service.service import Events, Service


class NoSuchPoint(LookupError):
    """A world was never there; the message says where it was."""


class Point(Value, frozen=True):
    """A point of a world's past: after an `event`, or `at` a time; if neither, how it stands.

    At a time is after every event up to then, with the clock set to it.
    """

    event: int | None = None
    at: int | None = None


HERE = Point()


class Travel:
    """Whoever travels holds the world's post, and has settled it."""

    def __init__(self, service: Service, store: Store, digest: Digest) -> None:
        self._service = service
        self._store = store
        self._digest = digest

    def fork(self, name: str, child: Record, point: Point, expected: int | None = None) -> None:
        """Make a world that has the same past, and a future of its own.

        Raises `NoSuchPoint`, `NameTaken`, and `Conflict` if the last event is not as expected.
        """
        with self._service.shelf.held(name, expected) as entry:
            known, passed = self._at(entry, point)
            inherited = {"seed": entry.record.seed, "keep_s": entry.record.keep_s}
            record = replace(child, **inherited, parent=name, parent_event=known.event)
            self._service.begin(record, Fork(entry.record.branch, known.event), known, passed)

    def rewind(self, name: str, point: Point, expected: int | None = None) -> None:
        """Go back; what is left behind stays as a branch. Raises as `fork` does."""
        with self._service.shelf.held(name, expected) as entry:
            known, passed = self._at(entry, point)
            self._service.turn(entry, Fork(entry.record.branch, known.event), known, passed)

    def enter(self, name: str, branch: int, expected: int | None = None) -> None:
        """Stand at the end of a branch that was left. Raises as `fork` does."""
        with self._service.shelf.held(name, expected):
            known = [one.id for one in self.branches(name)]
            if branch not in known:
                raise NoSuchPoint(f"branch {branch}: world {name!r} has stood on {known}")
            self._service.change(name, branch=branch)

    def branches(self, name: str) -> Sequence[Branch]:
        """All branches that a world has stood on, in the order of their beginning."""
        return self._store.branches(name)

    def shared_past(self, name: str, branch: int, event: int) -> int:
        """Up to which number a branch that was known to an event is that of the world as it is."""
        forks = {one.id: one.parent for one in self.branches(name)}
        known = _reaches(forks, branch, event)
        standing = _reaches(forks, self._service.record(name).branch, LATEST)
        both = known.keys() & standing.keys()
        return max((min(known[one], standing[one]) for one in both), default=0)

    def _at(self, entry: Entry, point: Point) -> tuple[Standing, Events]:
        """How the world was, and what has to pass until the very moment."""
        if point.at is None:
            return self._after(entry, entry.events if point.event is None else point.event), ()
        start, now = self._after(entry, 0).world.now, entry.world.now
        if not start <= point.at <= now:
            raise NoSuchPoint(
                f"{in_japan(point.at)}: the world's time goes from {in_japan(start)} "
                f"to {in_japan(now)}"
            )
        known = self._after(entry, self._store.moment(entry.record.branch, point.at))
        missing = point.at - known.world.now
        return known, (e.TimePassed(missing),) if missing else ()

    def _after(self, entry: Entry, event: int) -> Standing:
        if event == entry.events:
            return entry.standing
        if not 0 <= event < entry.events:
            raise NoSuchPoint(f"event {event}: the world has events 0 to {entry.events}")
        return world_at(self._store, self._digest, entry.record.branch, event)


def _reaches(forks: Mapping[int, Fork | None], branch: int, until: int) -> dict[int, int]:
    """A branch and those that it grew out of, each with the last number that counts."""
    reaches = {branch: until}
    fork = forks.get(branch)
    while fork is not None:
        branch, until = fork.branch, min(until, fork.event)
        reaches[branch] = until
        fork = forks.get(branch)
    return reaches
