"""Many worlds at once: draw dice, decide, store, evolve; one command of a world at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.accounts import account_of
from itsid_sim.core.chart import Chart
from itsid_sim.core.decide import decide, shows_a_secret
from itsid_sim.core.dice import Dice
from itsid_sim.core.digest import Digest
from itsid_sim.core.events import Event, LetterReceived
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.reveal import changed_reveals, masked, reveals_of, without_reveals
from itsid_sim.core.state import Account, World
from itsid_sim.core.turn import TextOf
from itsid_sim.mail.gists import text_of
from itsid_sim.mail.reading import read
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import (
    Body,
    Conflict,
    Fork,
    Happened,
    Record,
    Store,
    StoreFailed,
    Written,
)
from itsid_sim.procedures import CHART
from itsid_sim.service.entry import Entry, Post
from itsid_sim.service.reading import Standing, world_at
from itsid_sim.service.shelf import Shelf, UnknownWorld
from itsid_sim.service.watching import Watchers

__all__ = ["Service", "UnknownWorld"]

Events = tuple[Event, ...]
Commands = Callable[[World], Iterable[c.Command]]

# A world is saved after so many events, or after this share of all it has if that is more: reading
# it anew takes few events, and all its snapshots together are a small multiple of the last one.
SAVED_EVERY, SAVED_SHARE = 1000, 10
# Whoever finds others quicker so often has a fault.
TRIES_MAX = 1000

T = TypeVar("T")


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
        self.shelf = Shelf(store, chance, digest)
        self.watchers = Watchers()
        self._store = store
        self._chance = chance
        self._digest = digest
        self._public_url = public_url
        self._chart = chart

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
        self.shelf.add(lambda: self._store.begin(record, start, written), standing)

    def turn(self, entry: Entry, start: Fork, known: Standing, passed: Events = ()) -> None:
        """Let a world that is held go on from a new branch, as `begin` does."""
        standing, written = _first(known, passed)
        entry.put(self._store.begin(entry.record, start, written, entry.record), standing)
        self.watchers.tell(entry.record.name)

    def change(self, name: str, **changes: object) -> None:
        """Change what no event tells of a world, such as where it stands. Raises `Conflict`."""
        with self.shelf.held(name) as entry:
            record = replace(entry.record, **changes)
            self._store.change(entry.record, record)
            if record.branch == entry.record.branch:
                entry.record = record
            else:
                entry.put(record, world_at(self._store, self._digest, record.branch))
        self.watchers.tell(name)

    def delete(self, name: str, expected: int | None = None) -> None:
        """Forget a world and its events, if there is one, once its post is at rest.

        Raises `Conflict` if its last event is another than expected.
        """
        if expected is None and not self.shelf.has(name):
            self._store.remove(name)  # nobody has asked for it since this process began
        else:
            with suppress(UnknownWorld), self.post(name), self.shelf.held(name, expected):
                self._store.remove(name)
                self.shelf.drop(name)
        self.watchers.tell(name)

    def listed(self, after: str = "", limit: int = -1) -> Sequence[Record]:
        """So many worlds whose names come after this one, in the order of their names."""
        return self._store.listed(after, limit)

    # what they are

    def world(self, name: str) -> World:
        """The world as it stands; keeping the value is a snapshot."""
        return self.shelf.entry(name).world

    def standing(self, name: str) -> Standing:
        """The world as it stands, with the number of its last event."""
        with self.shelf.held(name) as entry:
            return entry.standing

    def record(self, name: str) -> Record:
        """What no event tells of a world."""
        return self.shelf.entry(name).record

    def events(self, name: str, after: int = 0) -> Events:
        """What has happened since event number `after`."""
        return tuple(one.event for one in self.history(name, after))

    def history(self, name: str, after: int = 0, limit: int = -1) -> Sequence[Happened]:
        """So many events since number `after`, each with its number and time."""
        return self._store.read(self.record(name).branch, after, limit)

    def replays(self, name: str) -> bool:
        """Whether the world can be replayed: then letters are carried before the next press."""
        return self.shelf.entry(name).chance.replays

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

    def carry_out_all(
        self,
        name: str,
        commands: Commands,
        expected: int | None = None,
        body: Body | None = None,
    ) -> Events:
        """Carry out what is to be done in a world as it stands: all of it is kept, or nothing.

        `body` is that of the mail from elsewhere that one of the commands takes in.
        """
        return until_done(lambda: self._carried_out(name, commands, expected, body), expected)

    def _carried_out(
        self, name: str, commands: Commands, expected: int | None, body: Body | None
    ) -> Events:
        with self.shelf.held(name, expected) as entry:
            world = entry.world
            happened: list[Happened] = []
            for command in commands(world):
                dice = entry.chance.draw(entry.events + len(happened))
                events = decide(self._chart, world, command, dice, self._digest)
                world = evolve(world, events)
                first = entry.events + len(happened) + 1
                happened += [Happened(n, world.now, one) for n, one in enumerate(events, first)]
            if happened:
                self._keep(entry, world, happened, body)
            return tuple(one.event for one in happened)

    def page(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser is given; None if there is none."""
        if not shows_a_secret(self.world(name), look.browser):
            return self.peek(name, look)
        with self.shelf.held(name):  # what can be seen only once is looked at and shown in one go
            self.carry_out(name, look)
            return self.peek(name, look)

    def peek(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser would be given; nobody has looked at it."""
        return page_of(self._chart, self.world(name), look, self.site(name), self._text_of(name))

    def post(self, name: str) -> Post:
        """Held while the world's letters are carried or its clock moves; commands do not wait."""
        return self.shelf.entry(name).post

    # mails from elsewhere

    def gists(self, name: str, letters: Sequence[str]) -> Mapping[str, bytes]:
        """The gists of letters that came from elsewhere, by letter."""
        return self._store.gists(self.record(name).branch, letters) if letters else {}

    def raw(self, name: str, letter: str) -> bytes:
        """A letter that came from elsewhere, as it came. Raises `LookupError`."""
        return self._store.raw(self.record(name).branch, letter)

    def _text_of(self, name: str) -> TextOf:
        return lambda letter: text_of(read(self.raw(name, letter.id)))

    # within

    def _keep(
        self, entry: Entry, world: World, happened: list[Happened], body: Body | None
    ) -> None:
        events = [one.event for one in happened]
        received = [one.letter for one in events if isinstance(one, LetterReceived)]
        bodies = dict.fromkeys(received, body) if body else {}
        kept = tuple(replace(one, event=masked(one.event)) for one in happened)
        reveals = changed_reveals(entry.world, world, events)
        try:
            self._store.append(entry.record, Written(kept, reveals, bodies))
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


def until_done(act: Callable[[], T], expected: int | None) -> T:
    """Do it anew when somebody else was quicker, unless a certain event was expected."""
    for _ in range(TRIES_MAX - 1):
        try:
            return act()
        except Conflict:
            if expected is not None:
                raise
    return act()


def _first(known: Standing, passed: Events) -> tuple[Standing, Written]:
    """Where a branch stands after its first events, and what is to be kept of them."""
    world = evolve(known.world, passed)
    first = known.event + 1
    happened = tuple(Happened(n, world.now, event) for n, event in enumerate(passed, first))
    standing = replace(known, world=world, event=known.event + len(passed))
    return standing, Written(happened, reveals_of(world))
