"""Many worlds at once: draw dice, decide, store, evolve; one command of a world at a time."""

from threading import RLock

from itsid_sim.core import commands as c
from itsid_sim.core.chart import Chart
from itsid_sim.core.decide import decide, shows_a_secret
from itsid_sim.core.digest import Digest
from itsid_sim.core.events import Event
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import World
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Store
from itsid_sim.procedures import CHART


class UnknownWorld(LookupError):
    """There is no world of this name."""


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
        """Put a world under a name; raises ValueError if there is one already."""
        entry = Entry(world, chance)
        if self._entries.setdefault(name, entry) is not entry:
            raise ValueError(f"world {name!r} exists already; choose another name or delete it")

    def delete(self, name: str) -> None:
        """Forget a world and its events, if there is one."""
        self._entries.pop(name, None)
        self._store.drop(name)

    def world(self, name: str) -> World:
        """The world as it stands; keeping the value is a snapshot. Raises `UnknownWorld`."""
        return self._entry(name).world

    def events(self, name: str, after: int = 0) -> tuple[Event, ...]:
        """What has happened since event number `after`."""
        return tuple(self._store.read(name, after))

    def carry_out(self, name: str, command: c.Command) -> tuple[Event, ...]:
        """Carry a command out and answer with what it made happen."""
        entry = self._entry(name)
        with entry.lock:
            dice = entry.chance.draw(entry.events)
            events = decide(self._chart, entry.world, command, dice, self._digest)
            if events:
                world = evolve(entry.world, events)
                self._store.append(name, entry.events, events)
                entry.world = world
                entry.events += len(events)
        return events

    def page(self, name: str, browser: str, address: str = "") -> Page | None:
        """The page that a browser is given when it asks for an address, or for its own page."""
        entry = self._entry(name)
        with entry.lock:  # what can be seen only once is looked at and shown in one go
            if not address and shows_a_secret(entry.world, browser):
                self.carry_out(name, c.Look(browser))
            return page_of(self._chart, entry.world, browser, address)

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
