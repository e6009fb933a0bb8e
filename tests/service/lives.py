"""Worlds of a universe whose real time is moved by hand, for people to walk in."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.core import commands as c
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.events import Event
from itsid_sim.core.state import World
from itsid_sim.ports.store import Store
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels
from itsid_sim.service.universe import Plan, Universe, peopled
from tests.unit import walks
from tests.unit.people import EVERYBODY, NOW, TARO_ID
from tests.unit.walker import Person, Stage

SEEDED = Plan(seed="monday", now=NOW)
START = replace(peopled(EVERYBODY), now=NOW)


class Hand:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def seconds(self) -> int:
        return self.now


class Life(Stage):
    """A world of a universe, where people walk as in the unit tests, and mail is real."""

    def __init__(self, universe: Universe, name: str) -> None:
        self.universe = universe
        self.name = name
        self.chart = CHART
        self.digest = quick_digest

    @property
    def world(self) -> World:
        """The world as it stands."""
        return self.universe.service.world(self.name)

    @world.setter
    def world(self, world: World) -> None:
        raise AttributeError(f"{self.name}: the universe alone moves it")

    @property
    def number(self) -> int:
        """The number of its last event."""
        return self.universe.service.standing(self.name).event

    @property
    def branch(self) -> int:
        """The branch that it stands on."""
        return self.universe.service.record(self.name).branch

    def do(self, command: c.Command) -> tuple[Event, ...]:
        """Carry a command out, after all letters that are due."""
        self.deliver()
        return self.universe.service.carry_out(self.name, command)

    def deliver(self) -> None:
        """All letters that are due, over SMTP."""
        self.universe.settled(self.name)

    def wait(self, *, minutes: int = 0, seconds: int = 0) -> None:
        """Let so much time pass."""
        self.universe.advance(self.name, minutes * 60 + seconds)

    def history(self) -> tuple[Event, ...]:
        """All that has happened."""
        return self.universe.service.events(self.name)


def new_life(universe: Universe, name: str = "a", plan: Plan = SEEDED) -> Life:
    """A new world of a universe."""
    universe.create(name, plan)
    return Life(universe, name)


def asked_for_code(universe: Universe, plan: Plan = SEEDED) -> Life:
    """A world in which Taro has waited a minute, then been mailed a code, then waited another."""
    life = new_life(universe, plan=plan)
    life.wait(minutes=1)
    walks.name_id(Person(life), TARO_ID)
    life.deliver()
    life.wait(minutes=1)
    return life


def write_letter(life: Life) -> None:
    """Let Taro ask for a code, whose letter nobody has sent yet."""
    person = Person(life)
    walks.to_identity(person)
    person.send(labels.NEXT, {labels.ITSCOM_ID: TARO_ID})


@contextmanager
def opened(hand: Hand, store: Store | None = None) -> Iterator[Embedded]:
    """A simulator in which everybody of the unit tests lives."""
    simulator = Embedded(customers=EVERYBODY, store=store, clock=hand)
    try:
        yield simulator
    finally:
        simulator.close()
