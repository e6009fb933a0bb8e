"""Many worlds at once: draw dice, decide, store, evolve; one command of a world at a time."""

from threading import RLock

from itsid_sim.core import commands as c
from itsid_sim.core.accounts import account_of
from itsid_sim.core.chart import Chart
from itsid_sim.core.decide import decide, shows_a_secret
from itsid_sim.core.digest import Digest
from itsid_sim.core.events import Event
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import Account, World
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Conflict, Store
from itsid_sim.procedures import CHART


class UnknownWorld(LookupError):
    """There is no world of this name."""


class NameTaken(ValueError):
    """There is a world of this name already."""


class Entry:
    """A world as it stands: its first value, how many events it has, and its dice."""

    __slots__ = ("chance", "events", "lock", "post", "world")

    def __init__(self, world: World, chance: Chance) -> None:
        self.world = world
        self.chance = chance
        self.events = 0
        self.lock = RLock()
        self.post = RLock()


class Service:
    """Worlds by name. Every method may be called from any thread."""

    def __init__(self, store: Store, digest: Digest, public_url: str, chart: Chart = CHART) -> None:
        self._store = store
        self._digest = digest
        self._public_url = public_url
        self._chart = chart
        self._entries: dict[str, Entry] = {}

    def create(self, name: str, world: World, chance: Chance) -> None:
        """Put a world under a name. Raises `NameTaken`."""
        entry = Entry(world, chance)
        if self._entries.setdefault(name, entry) is not entry:
            raise NameTaken(f"world {name!r} exists already; choose another name or delete it")

    def delete(self, name: str) -> None:
        """Forget a world and its events, if there is one, once its post is at rest."""
        entry = self._entries.get(name)
        if entry is not None:
            with entry.post, entry.lock:
                self._entries.pop(name, None)
                self._store.drop(name)

    def world(self, name: str) -> World:
        """The world as it stands; keeping the value is a snapshot. Raises `UnknownWorld`."""
        return self._entry(name).world

    def standing(self, name: str) -> tuple[World, int]:
        """The world as it stands, with the number of its last event. Raises `UnknownWorld`."""
        entry = self._entry(name)
        with entry.lock:
            return entry.world, entry.events

    def account(self, contract: str, login_id: str, password: str, contact: str) -> Account:
        """An account of a contract, its password digested under a salt of its own."""
        return account_of(self._digest, contract, login_id, password, contact)

    def events(self, name: str, after: int = 0) -> tuple[Event, ...]:
        """What has happened since event number `after`."""
        return tuple(self._store.read(name, after))

    def carry_out(
        self, name: str, command: c.Command, expected: int | None = None
    ) -> tuple[Event, ...]:
        """Carry a command out and answer with what it made happen.

        Raises `Conflict` if the world's last event is another than expected.
        """
        entry = self._entry(name)
        with entry.lock:
            if self._entries.get(name) is not entry:
                raise UnknownWorld(f"world {name!r}: it was taken away meanwhile")
            if expected not in (None, entry.events):
                raise Conflict(f"world {name!r}: event {entry.events} found, {expected} expected")
            dice = entry.chance.draw(entry.events)
            events = decide(self._chart, entry.world, command, dice, self._digest)
            if events:
                world = evolve(entry.world, events)
                self._store.append(name, entry.events, events)
                entry.world = world
                entry.events += len(events)
        return events

    def page(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser is given; None if there is none."""
        entry = self._entry(name)
        if not shows_a_secret(entry.world, look.browser):
            return self.peek(name, look)
        with entry.lock:  # what can be seen only once is looked at and shown in one go
            self.carry_out(name, look)
            return self.peek(name, look)

    def peek(self, name: str, look: c.Look) -> Page | None:
        """The page that a browser would be given; nobody has looked at it."""
        return page_of(self._chart, self._entry(name).world, look, self.site(name))

    def replays(self, name: str) -> bool:
        """Whether the world can be replayed: then letters are carried before the next press."""
        return self._entry(name).chance.replays

    def post(self, name: str) -> RLock:
        """Held by the courier who carries the world's letters; commands do not wait for it."""
        return self._entry(name).post

    def site(self, name: str) -> str:
        """The address that the world's URLs begin with."""
        return f"{self._public_url}/w/{name}"

    def _entry(self, name: str) -> Entry:
        try:
            return self._entries[name]
        except KeyError:
            raise UnknownWorld(
                f"world {name!r}: not found among {len(self._entries)} worlds; create it first"
            ) from None
