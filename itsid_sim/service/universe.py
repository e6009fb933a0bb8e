"""All worlds of a server: made and taken away, moved on, and led back; some flow by themselves."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache

from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.decide_mail import DECISIONS, next_due
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import Account, Contract, World
from itsid_sim.ports.clock import Clock
from itsid_sim.ports.store import Branch, Conflict, NameTaken, Record
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value
from itsid_sim.service.courier import Courier
from itsid_sim.service.reading import Standing
from itsid_sim.service.service import Service, UnknownWorld, until_done
from itsid_sim.service.travel import HERE, Point, Travel

MAIN = "main"
NAME_BYTES = 5

Customer = tuple[Contract, Account | None]


class Plan(Value, frozen=True):
    """What a new world is to be like; `now` in seconds since 1970, None for real time.

    A world with a `seed` can be replayed; one that is `flowing` moves on with real time.
    `customers` are those of the fixtures unless given. A world that nobody used for `keep_s`
    seconds of real time is cleared away.
    """

    seed: str | None = None
    now: int | None = None
    flowing: bool = False
    settings: Settings = Settings()
    customers: tuple[Customer, ...] | None = None
    keep_s: int | None = None


class Universe:
    """Makes worlds and takes them away; `main` is there from the start and flows."""

    def __init__(
        self,
        service: Service,
        courier: Courier,
        travel: Travel,
        clock: Clock,
        customers: Sequence[Customer],
    ) -> None:
        """`customers` are those of the fixtures."""
        self.service = service
        self.courier = courier
        self._travel = travel
        self._clock = clock
        self._customers = tuple(customers)
        self._used: dict[str, int] = {}
        self._make_main()

    # made and taken away

    def create(self, name: str, plan: Plan) -> None:
        """Make a world. Raises `NameTaken`."""
        real = self._clock.seconds()
        now = real if plan.now is None else plan.now
        customers = self._customers if plan.customers is None else plan.customers
        world = replace(peopled(customers), now=now, settings=plan.settings)
        ahead = now - real if plan.flowing else None
        record = Record(name, seed=plan.seed, ahead=ahead, keep_s=plan.keep_s, used_at=real)
        self.service.begin(record, world, Standing(world, 0))

    def new_name(self) -> str:
        """A name that no world has, as good as certainly."""
        return f"w-{self.service.draw().of('name')[:NAME_BYTES].hex()}"

    def delete(self, name: str, expected: int | None = None) -> None:
        """Take a world away; `main` is made anew.

        Raises `UnknownWorld`, and `Conflict` if the last event is not as expected.
        """
        self.service.shelf.must_know(name)
        self.service.delete(name, expected)
        self._used.pop(name, None)
        if name == MAIN:
            self._make_main()

    def _make_main(self) -> None:
        """Unless it is there: it was kept, or another process was quicker."""
        with suppress(NameTaken):
            self.create(MAIN, Plan(flowing=True))

    # used and forgotten

    def use(self, name: str) -> None:
        """Somebody wants something of a world, so it is not to be cleared away."""
        if self.service.record(name).keep_s is not None:
            self._used[name] = self._clock.seconds()

    def clear(self) -> None:
        """Take away all worlds that nobody has used for as long as they are kept."""
        real = self._clock.seconds()
        for record in self.service.listed():
            used_at = max(record.used_at, self._used.get(record.name, 0))
            if record.keep_s is None:
                continue
            if used_at + record.keep_s < real:
                self.service.delete(record.name)
                self._used.pop(record.name, None)
            elif used_at > record.used_at:  # other processes, and later ones, want to know
                with suppress(Conflict, UnknownWorld):
                    self.service.change(record.name, used_at=used_at)

    # the clock

    def flows(self, name: str) -> bool:
        """Whether a world moves on with real time."""
        return self.service.record(name).ahead is not None

    def behind(self, name: str) -> int:
        """How many seconds a flowing world is behind real time; 0 for one that stands still."""
        now, ahead = self.service.world(name).now, self.service.record(name).ahead
        return 0 if ahead is None else max(0, self._clock.seconds() + ahead - now)

    def catch_up(self, name: str) -> None:
        """Move a flowing world on to where real time has come; others stand still."""
        if self.behind(name):
            with self.service.post(name):  # whoever waited for it finds less to do
                self.service.shelf.fetch(name)
                self.courier.advance(name, self.behind(name))

    def advance(self, name: str, seconds: int, expected: int | None = None) -> None:
        """Move a world's clock on, with all that falls due on the way.

        Raises `Conflict` if its last event is another than expected.
        """
        with self.moved(name):
            if self.flows(name):
                self._flow(name, seconds)
                self.catch_up(name)
            else:
                self.courier.advance(name, seconds, expected)

    def flow(self, name: str, *, flowing: bool) -> None:
        """Let a world's clock move on with real time from where it stands, or stand still."""
        with self.moved(name):
            if flowing:
                self._flow(name, 0)
            else:
                self.service.change(name, ahead=None)

    def _flow(self, name: str, seconds: int) -> None:
        """Set the clock on; should this process end now, the next one catches up."""
        ahead = self.service.world(name).now + seconds - self._clock.seconds()
        self.service.change(name, ahead=ahead)

    def is_settled(self, name: str) -> bool:
        """Whether no letter is due and no time has to pass: then `settled` waits for nothing."""
        try:
            world = self.service.world(name)
        except UnknownWorld:
            return True
        return not (world.to_send or world.to_release or self.behind(name))

    def due_in(self, name: str) -> float:
        """How many real seconds it is until a letter is due; without end if none will be."""
        world = self.service.world(name)
        due = next_due(world)
        if due is None:
            return math.inf
        wait = max(0, due - world.now - self.behind(name))
        return wait if self.flows(name) or not wait else math.inf

    def settled(self, name: str) -> World:
        """The world as it stands, after all letters that are due. Raises `UnknownWorld`."""
        self.service.shelf.fetch(name)
        self.catch_up(name)
        self.courier.settle(name)
        return self.service.world(name)

    @contextmanager
    def moved(self, name: str) -> Iterator[None]:
        """Hold a world whose time is to be moved, settled: nobody else moves it meanwhile."""
        with self.service.post(name):
            self.settled(name)
            yield

    # back and sideways in time

    def fork(self, name: str, child: str, point: Point = HERE, expected: int | None = None) -> None:
        """Make a world that has the same past and stands still.

        Raises `NoSuchPoint`, `NameTaken`, and `Conflict` if the last event is not as expected.
        """
        record = Record(child, used_at=self._clock.seconds())
        with self.moved(name):
            until_done(lambda: self._travel.fork(name, record, point, expected), expected)

    def rewind(self, name: str, point: Point, expected: int | None = None) -> None:
        """Go back; what is left behind stays as a branch. Raises as `fork` does."""
        with self.moved(name):
            until_done(lambda: self._travel.rewind(name, point, expected), expected)
            self._go_on_flowing(name)

    def enter(self, name: str, branch: int, expected: int | None = None) -> None:
        """Stand at the end of a branch that was left. Raises as `fork` does."""
        with self.moved(name):
            until_done(lambda: self._travel.enter(name, branch, expected), expected)
            self._go_on_flowing(name)

    def branches(self, name: str) -> Sequence[Branch]:
        """All branches that a world has stood on, in the order of their beginning."""
        return self._travel.branches(name)

    def shared_past(self, name: str, branch: int, event: int) -> int:
        """Up to which number a branch that was known to an event is that of the world as it is."""
        return self._travel.shared_past(name, branch, event)

    def _go_on_flowing(self, name: str) -> None:
        if self.flows(name):
            self._flow(name, 0)


@lru_cache(maxsize=8)
def peopled(customers: tuple[Customer, ...]) -> World:
    """A world with these customers, before anything has happened in it."""
    add = DECISIONS[c.AddContract]
    world = World(0, Settings())
    for contract, account in customers:
        world = evolve(world, add(world, c.AddContract(contract, account)))
    return world
