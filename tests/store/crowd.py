"""The crowd that keeps a server busy until it is killed: each walks in worlds of their own."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from itertools import count

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.client.connection import Unreachable
from itsid_sim.client.control import Control
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules import labels, outcomes
from itsid_sim.rules.value import Value
from itsid_sim.web.told import World
from tests.store.logbook import Fact, Fuse, Logbook, Noted

SECOND = timedelta(seconds=1)
# A world that is so many steps from the event that is followed by a snapshot.
BRIM, BRIM_STEPS = "brim", 15


class Draw:
    """Numbers that are the same in each run: the digests of a name and of how many were drawn."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._drawn = count()

    def below(self, limit: int) -> int:
        """A number from 0, below the limit."""
        text = f"{self._name}/{next(self._drawn)}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) % limit


class Place(Value, frozen=True):
    """Where the crowd goes in a round: a server, and who notes what it acknowledges."""

    url: str
    cast: Cast
    logbook: Logbook
    fuse: Fuse
    round: int
    draw: Draw


class Desk:
    """One of the crowd with a connection of their own."""

    def __init__(self, place: Place, name: str) -> None:
        self.name = f"{name}-{place.round}"
        self.draw = Draw(f"{place.round}/{name}/{place.draw.below(2**32)}")
        self.logbook = place.logbook
        self.connection = Noted(place.url, place.logbook, place.fuse)
        self._theatre = RemoteTheatre(place.url, place.cast, {})
        self.control.connection = self.connection

    @property
    def control(self) -> Control:
        """The control API."""
        return self._theatre.control

    def worlds(self) -> Iterator[World]:
        """New worlds without end."""
        return (self.control.create(f"{self.name}-{number}") for number in count())

    def walker(self, world: World, who: str) -> Walker:
        """Somebody who has never been in a world."""
        stage = RemoteStage(self._theatre, "")
        vars(stage)["_begun"] = world
        return Walker(Http(stage, self.connection), stage, who)

    def close(self) -> None:
        """Hang up."""
        self.control.close()


def register(desk: Desk) -> None:
    """Register new customers in one world after the other."""
    for world in desk.worlds():
        walk = desk.walker(world, "次郎")
        routes.walk_to(walk, outcomes.REGISTERED)
        password = walk.fact(labels.NEW_PASSWORD_FACT)
        _achieved(desk, world, Fact(world.id, walk.fact(labels.NEW_ID_FACT), password))


def reissue(desk: Desk) -> None:
    """Let people forget their passwords, and change them by a mailed code."""
    for world in desk.worlds():
        walk = desk.walker(world, "太郎")
        routes.walk_to(walk, outcomes.PASSWORD_CHANGED)
        password = walk.fact(labels.NEW_PASSWORD_FACT)
        _achieved(desk, world, Fact(world.id, walk.fact(labels.ITSCOM_ID), password))
        routes.walk_to(desk.walker(world, "花子"), outcomes.REISSUED)
        _fork(desk, desk.control.world(world.id))


def travel(desk: Desk) -> None:
    """Bring a world to where a snapshot is taken, and then go to and fro in time."""
    brim = desk.control.world(BRIM)
    world = desk.control.fork(BRIM, desk.name, at=brim.event - desk.draw.below(BRIM_STEPS))
    for _ in range(2 * BRIM_STEPS):
        desk.control.advance(world.id, by=SECOND)
    while True:
        way = WAYS[desk.draw.below(len(WAYS))]
        way(desk, desk.control.world(world.id))


def storm(desk: Desk) -> None:
    """Fork and rewind a new world as quickly as can be."""
    world = next(desk.worlds())
    for _ in range(BRIM_STEPS):
        world = desk.control.advance(world.id, by=SECOND)
    while True:
        _rewind(desk, world)
        _advance(desk, world)
        world = desk.control.world(world.id)
        _fork(desk, world)


CROWD: dict[str, Callable[[Desk], None]] = {
    "register": register,
    "reissue": reissue,
    "travel": travel,
    "storm": storm,
}


def act(place: Place, name: str, errors: list[BaseException]) -> None:
    """Be busy until nobody answers any more."""
    with ExitStack() as undo:
        desk = Desk(place, name)
        undo.callback(desk.close)
        try:
            with suppress(Unreachable):
                CROWD[name](desk)
        except Exception as error:  # noqa: BLE001 - it is told where the round ends
            errors.append(error)
            place.fuse.burnt.set()


def _achieved(desk: Desk, world: World, fact: Fact) -> None:
    """Note that a procedure has ended well, and use its password elsewhere."""
    desk.logbook.knows(fact)
    walk = desk.walker(world, outcomes.OTHER_BROWSER)
    routes.sign_in(walk, fact.login_id, fact.password)


def _advance(desk: Desk, world: World) -> None:
    desk.control.advance(world.id, by=SECOND)


def _fork(desk: Desk, world: World) -> None:
    event = desk.draw.below(world.event + 1)
    number = desk.draw.below(2**32)
    child = desk.control.fork(world.id, f"{desk.name}-{number:08x}", at=event)
    desk.control.advance(child.id, by=SECOND)


def _rewind(desk: Desk, world: World) -> None:
    desk.control.rewind(world.id, world.event - desk.draw.below(min(world.event, 20) + 1))


def _enter(desk: Desk, world: World) -> None:
    branches = desk.control.branches(world.id)
    desk.control.enter(world.id, branches[desk.draw.below(len(branches))].id)


WAYS = (_advance, _advance, _advance, _fork, _rewind, _enter)
