"""All worlds of a server: how they are made, and the clocks of those that flow."""

from collections.abc import Callable, Sequence
from threading import RLock

from itsid_sim.core import commands as c
from itsid_sim.core.decide_mail import DECISIONS
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import Account, Contract, World
from itsid_sim.ports.chance import Chance
from itsid_sim.ports.clock import Clock
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value
from itsid_sim.service.courier import Courier
from itsid_sim.service.service import Service, UnknownWorld

MAIN = "main"

Customer = tuple[Contract, Account | None]


class Plan(Value, frozen=True):
    """What a new world is to be like; `now` in seconds since 1970, None for real time.

    A world with a `seed` can be replayed; one that is `flowing` moves on with real time.
    `customers` are those of the fixtures unless given.
    """

    seed: str | None = None
    now: int | None = None
    flowing: bool = False
    settings: Settings = Settings()
    customers: tuple[Customer, ...] | None = None


class Universe:
    """Makes worlds and takes them away; `main` is there from the start and flows."""

    def __init__(
        self,
        service: Service,
        courier: Courier,
        clock: Clock,
        chance: Callable[[str | None], Chance],
        customers: Sequence[Customer],
    ) -> None:
        """`chance` gives the dice of a seed, or of a world without; `customers` the fixtures'."""
        self.service = service
        self.courier = courier
        self._clock = clock
        self._chance = chance
        self._customers = customers
        self._making = RLock()
        self._plans: dict[str, Plan] = {}
        self._ahead: dict[str, int] = {}
        self.create(MAIN, Plan(flowing=True))

    def create(self, name: str, plan: Plan) -> None:
        """Make a world. Raises `NameTaken`."""
        now = self._clock.seconds() if plan.now is None else plan.now
        customers = self._customers if plan.customers is None else plan.customers
        world = with_customers(World(now, plan.settings), customers)
        with self._making:
            self.service.create(name, world, self._chance(plan.seed))
            self._plans[name] = plan
            if plan.flowing:
                self._ahead[name] = now - self._clock.seconds()

    def delete(self, name: str) -> None:
        """Take a world away; `main` is made anew. Raises `UnknownWorld`."""
        with self._making:
            plan = self.plan(name)
            self.service.delete(name)
            self._plans.pop(name, None)
            self._ahead.pop(name, None)
            if name == MAIN:
                self.create(MAIN, plan)

    def names(self) -> Sequence[str]:
        """The worlds there are, in order of their names."""
        return sorted(self._plans)

    def plan(self, name: str) -> Plan:
        """What a world was made from. Raises `UnknownWorld`."""
        plan = self._plans.get(name)
        if plan is None:
            raise UnknownWorld(
                f"world {name!r}: not found among {len(self._plans)} worlds; create it first"
            )
        return plan

    def flows(self, name: str) -> bool:
        """Whether a world moves on with real time."""
        return name in self._ahead

    def behind(self, name: str) -> int:
        """How many seconds a flowing world is behind real time; 0 for one that stands still."""
        now, ahead = self.service.world(name).now, self._ahead.get(name)
        return 0 if ahead is None else max(0, self._clock.seconds() + ahead - now)

    def catch_up(self, name: str) -> None:
        """Move a flowing world on to where real time has come; others stand still."""
        if self.behind(name):
            with self.service.post(name):  # whoever waited for it finds less to do
                self.courier.advance(name, self.behind(name))

    def advance(self, name: str, seconds: int) -> None:
        """Move a world's clock on, with all that falls due on the way."""
        self.catch_up(name)
        self.courier.advance(name, seconds)
        if name in self._ahead:
            self._ahead[name] = self.service.world(name).now - self._clock.seconds()

    def is_settled(self, name: str) -> bool:
        """Whether no letter is due and no time has to pass: then `settled` waits for nothing."""
        try:
            world = self.service.world(name)
        except UnknownWorld:
            return True
        return not (world.to_send or world.to_release or self.behind(name))

    def settled(self, name: str) -> World:
        """The world as it stands, after all letters that are due. Raises `UnknownWorld`."""
        self.catch_up(name)
        self.courier.settle(name)
        return self.service.world(name)


def with_customers(world: World, customers: Sequence[Customer]) -> World:
    """A new world with these customers, before anything has happened in it."""
    add = DECISIONS[c.AddContract]
    for contract, account in customers:
        world = evolve(world, add(world, c.AddContract(contract, account)))
    return world
