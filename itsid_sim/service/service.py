"""Many worlds at once: draw dice, decide, store, evolve; one command of a world at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import RLock

from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.accounts import account_of
from itsid_sim.core.chart import Chart
from itsid_sim.core.decide import decide, shows_a_secret
from itsid_sim.core.dice import Dice
from itsid_sim.core.digest import Digest
from itsid_sim.core.events import Event
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.reveal import changed_reveals, masked, reveals_of, without_reveals
from itsid_sim.core.state import Account, World
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Conflict, Fork, Happened, Record, Store, StoreFailed, Written
from itsid_sim.procedures import CHART
from itsid_sim.service.entry import Entry
from itsid_sim.service.reading import Standing, read_on, world_at
from itsid_sim.service.watching import Watchers

Events = tuple[Event, ...]
Commands = Callable[[World], Iterable[c.Command]]

# A world is saved after so many events, or after this share of all it has if that is more: reading
# it anew takes few events, and all its snapshots together are a small multiple of the last one.
SAVED_EVERY, SAVED_SHARE = 1000, 10


class UnknownWorld(LookupError):
    """There is no world of this name."""


class Service:
    """Worlds by name. Every method may be called from any thread.

    All of them raise `UnknownWorld` for a name that no world has, and `StoreFailed`.
    """

    def __init__(
        self,
        store: Store,
        chance: Callable[[str | None], Chance],
        digest: Digest,
        public_url: str,
        chart: Chart = CHART,
    ) -> None:
        """`chance` gives the dice of a seed, or of a world without one."""
        self._store = store
        self._chance = chance
        self._digest = digest
        self._public_url = public_url
        self._chart = chart
        self._entries: dict[str, Entry] = {}
        self.watchers = Watchers()
        self._opening = RLock()

    @property
    def is_shared(self) -> bool:
        """Whether other processes may change the same worlds."""
        return self._store.is_shared

    # worlds by name

    def create(self, name: str, world: World, seed: str | None = None) -> None:
        """Put a world under a name. Raises `NameTaken`."""
        self.begin(Record(name, seed=seed), world, Standing(world, 0))

    def begin(
        self, record: Record, start: World | Fork, known: Standing, passed: Events = ()
    ) -> None:
        """Put a world under a name, on a branch that starts so and is known to stand there.

        What has `passed` since happens first. Raises `NameTaken`.
        """
        standing, written = _first(known, passed)
        with self._opening:
            record = self._store.begin(record, start, written)
            self._entries[record.name] = Entry(record, standing, self._chance(record.seed))

    def turn(self, entry: Entry, start: Fork, known: Standing, passed: Events = ()) -> None:
        """Let a world that is held go on from a new branch, as `begin` does."""
        standing, written = _first(known, passed)
        entry.put(self._store.begin(entry.record, start, written, entry.record), standing)
        self.watchers.tell(entry.record.name)

    def change(self, record: Record) -> None:
        """Put another record in the place of a world's. Raises `Conflict`."""
        with self.held(record.name) as entry:
            self._store.change(entry.record, record)
            if record.branch == entry.record.branch:
                entry.record = record
            else:
                entry.put(record, world_at(self._store, self._digest, record.branch))
        self.watchers.tell(record.name)

    def delete(self, name: str, expected: int | None = None) -> None:
        """Forget a world and its events, if there is one, once its post is at rest.

        Raises `Conflict` if its last event is another than expected.
        """
        with suppress(UnknownWorld), self.post(name), self.held(name, expected):
            self._store.remove(name)
            self._entries.pop(name, None)
        self.watchers.tell(name)

    def listed(self, after: str = "", limit: int = -1) -> Sequence[Record]:
        """So many worlds whose names come after this one, in the order of their names."""
        return self._store.listed(after, limit)

    def is_at_hand(self, name: str) -> bool:
        """Whether the world can be looked at without asking the store first."""
        entry = self._entries.get(name)
        return entry is not None and not (entry.is_stale or self._store.is_shared)

    def fetch(self, name: str) -> None:
        """Take in what the store knows of a world, whoever wrote it."""
        entry = self._entries.get(name)
        if entry is None:
            self._opened(name)
        elif entry.is_stale or self._store.is_shared:
            self._refresh(entry)

    # what they are

    def world(self, name: str) -> World:
        """The world as it stands; keeping the value is a snapshot."""
        return self._entry(name).world

    def standing(self, name: str) -> Standing:
        """The world as it stands, with the number of its last event."""
        with self.held(name) as entry:
            return entry.standing

    def record(self, name: str) -> Record:
        """What no event tells of a world."""
        return self._entry(name).record

    def events(self, name: str, after: int = 0) -> Events:
        """What has happened since event number `after`."""
        return tuple(one.event for one in self.history(name, after))

    def history(self, name: str, after: int = 0, limit: int = -1) -> Sequence[Happened]:
        """So many events since number `after`, each with its number and time."""
        return self._store.read(self.record(name).branch, after, limit)

    def replays(self, name: str) -> bool:
        """Whether the world can be replayed: then letters are carried before the next press."""
        return self._entry(name).chance.replays

    def site(self, name: str) -> str:
        """The address that the world's URLs begin with."""
        return f"{self._public_url}/w/{name}"

    def draw(self) -> Dice:
        """Dice that belong to no world."""
        return self._chance(None).draw(0)

    def account(self, contract: str, login_id: str, password: str, contact: str) -> Account:
        """An account of a contract, its password digested under a salt of its own."""
        return account_of(self._digest, contract, login_id, password, contact)

    # what they do

    def carry_out(self, name: str, command: c.Command, expected: int | None = None) -> Events:
        """Carry a command out and answer with what it made happen.

        Raises `Conflict` if the world's last event is another than expected.
        """
        return self.carry_out_all(name, lambda _: (command,), expected)

    def carry_out_all(self, name: str, commands: Commands, expected: int | None = None) -> Events:
        """Carry out what is to be done in a world as it stands: all of it is kept, or nothing."""
        with self.held(name, expected) as entry:
            world = entry.world
            happened: list[Happened] = []
            for command in commands(world):
                dice = entry.chance.draw(entry.events + len(happened))
                events = decide(self._chart, world, command, dice, self._digest)
                world = evolve(world, events)
                first = entry.events + len(happened) + 1
                happened += [Happened(n, world.now, one) for n, one in enumerate(events, first)]
            if happened:
                self._keep(entry, world, happened)
            return tuple(one.event for one in happened)

    def page(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser is given; None if there is none."""
        if not shows_a_secret(self.world(name), look.browser):
            return self.peek(name, look)
        with self.held(name):  # what can be seen only once is looked at and shown in one go
            self.carry_out(name, look)
            return self.peek(name, look)

    def peek(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser would be given; nobody has looked at it."""
        return page_of(self._chart, self.world(name), look, self.site(name))

    def post(self, name: str) -> RLock:
        """Held by the courier who carries the world's letters; commands do not wait for it."""
        return self._entry(name).post

    @contextmanager
    def held(self, name: str, expected: int | None = None) -> Iterator[Entry]:
        """A world that nobody else can change meanwhile.

        Raises `Conflict` if its last event is another than expected.
        """
        entry = self._entry(name)
        with entry.lock:
            if self._entries.get(name) is not entry:
                raise UnknownWorld(f"world {name!r}: it was taken away meanwhile")
            if expected not in (None, entry.events):
                raise Conflict(f"world {name!r}: event {entry.events} found, {expected} expected")
            yield entry

    # within

    def _keep(self, entry: Entry, world: World, happened: list[Happened]) -> None:
        events = [one.event for one in happened]
        kept = tuple(replace(one, event=masked(one.event)) for one in happened)
        reveals = changed_reveals(entry.world, world, events)
        try:
            self._store.append(entry.record, Written(kept, reveals))
        except StoreFailed:
            entry.is_stale = True  # whether it is kept will be seen when the store is back
            raise
        entry.world = world
        entry.events += len(happened)
        self._save(entry)
        self.watchers.tell(entry.record.name)

    def _save(self, entry: Entry) -> None:
        if entry.events - entry.saved >= max(SAVED_EVERY, entry.events // SAVED_SHARE):
            with suppress(StoreFailed):  # it would only have made reading quicker
                snapshot = without_reveals(entry.world)
                self._store.save(entry.record.branch, entry.events, snapshot)
                entry.saved = entry.events

    def _entry(self, name: str) -> Entry:
        entry = self._entries.get(name)
        if entry is None:
            return self._opened(name)
        if entry.is_stale:
            self._refresh(entry)
        return entry

    def _opened(self, name: str) -> Entry:
        with self._opening:
            entry = self._entries.get(name)
            if entry is None:
                record = self._found(name)
                standing = world_at(self._store, self._digest, record.branch)
                entry = Entry(record, standing, self._chance(record.seed))
                self._entries[name] = entry
            return entry

    def _found(self, name: str) -> Record:
        record = self._store.find(name)
        if record is None:
            self._entries.pop(name, None)
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
            entry.put(record, standing)


def _first(known: Standing, passed: Events) -> tuple[Standing, Written]:
    """Where a branch stands after its first events, and what is to be kept of them."""
    world = evolve(known.world, passed)
    first = known.event + 1
    happened = tuple(Happened(n, world.now, event) for n, event in enumerate(passed, first))
    standing = replace(known, world=world, event=known.event + len(passed))
    return standing, Written(happened, reveals_of(world))
