"""The stage inside this process: the service itself, a fresh world for each scenario."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from msgspec.structs import asdict, replace

from itsid_sim.adapters.facts import OPENING
from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.core import commands as c
from itsid_sim.core.deadlines import deadlines
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.moment import in_japan
from itsid_sim.core.page import Page
from itsid_sim.core.state import Fault, Letter, World
from itsid_sim.core.text import fold_id
from itsid_sim.drivers.cast import people_of
from itsid_sim.drivers.seen import the_one
from itsid_sim.drivers.stage import MASK, Due, MailFault, Person, Posted, Received, fallen_due
from itsid_sim.procedures.letters import compose, url_of
from itsid_sim.procedures.timeline import ahead
from itsid_sim.rules.settings import settings_from
from itsid_sim.service.travel import Point
from itsid_sim.service.universe import peopled


class Theatre:
    """The simulator of a whole run, and the world that every scenario starts from."""

    def __init__(
        self,
        cast: Cast,
        answers: Mapping[str, object],
        seed: str = "",
        simulator: Embedded | None = None,
    ) -> None:
        """`answers` gives open questions their answer for the whole run; `seed` the dice.

        The simulator is one of its own unless one is given, which the giver closes.
        """
        self._owns = simulator is None
        self.simulator = Embedded() if simulator is None else simulator
        self.people = people_of(cast)
        self.answers = dict(answers)
        self._seed = seed
        self._opened = 0
        self._free: list[str] = []
        customers = ((one.value(), one.account_value(quick_digest)) for one in cast.contracts)
        self._opening = peopled(tuple(customers))

    def stage(self, of: str = "") -> "EmbeddedStage":
        """A stage with a fresh world, for one scenario; its dice are the scenario's own.

        A world that is gone leaves its name to the next: the courier need not greet anew.
        """
        self._opened += 1
        name = self._free.pop() if self._free else f"stage-{self._opened}"
        return EmbeddedStage(self, name, f"{self._seed}/{of or self._opened}")

    def leave(self, name: str) -> None:
        """Clear a stage's world away."""
        self.simulator.service.delete(name)
        self._free.append(name)

    def world(self, answers: Mapping[str, object], moment: datetime) -> World:
        """A world as it is before anything has happened."""
        settings = settings_from({**self.answers, **answers})
        return replace(self._opening, settings=settings, now=int(moment.timestamp()))

    def close(self) -> None:
        """Stop the simulator, unless it belongs to somebody else."""
        if self._owns:
            self.simulator.close()


class EmbeddedStage:
    """One scenario's world, made when it is first needed."""

    def __init__(self, theatre: Theatre, name: str, seed: str) -> None:
        self._theatre = theatre
        self._simulator = theatre.simulator
        self._universe = theatre.simulator.universe
        self._courier = self._universe.courier
        self._name = name
        self._seed = seed
        self._answers: dict[str, object] = {}
        self._moment = OPENING
        self._left: dict[Posted, None] = {}
        self._dues: dict[Due, None] = {}

    def person(self, name: str) -> Person:
        return self._theatre.people[the_one("person", name, self._theatre.people, "cast")]

    def now(self) -> datetime:
        return in_japan(self._world.now)

    def start_at(self, moment: datetime) -> None:
        self._must_be_early("the starting time")
        self._moment = moment

    def answer(self, question: str, value: object) -> None:
        self._must_be_early(f"the answer to {question}")
        self._answers[question] = value
        self._theatre.world(self._answers, self._moment)

    def advance(self, seconds: int) -> None:
        self._courier.settle(self._begun)
        world = self._world
        end = in_japan(world.now + seconds)
        coming = (Due(in_japan(one.at), ahead(one, world).text) for one in deadlines(world))
        self._dues |= dict.fromkeys(fallen_due(coming, end))
        self._courier.advance(self._begun, seconds)

    def letters(self, to: str) -> tuple[Received, ...]:
        self._courier.settle(self._begun)
        world, address = self._world, fold_id(to)
        arrived = (world.letters[id_] for id_ in world.arrivals)
        site = self.site
        return tuple(_received(letter, site) for letter in arrived if fold_id(letter.to) == address)

    def faults(self, *faults: MailFault) -> None:
        self._courier.settle(self._begun)
        self._set_faults(faults)

    def add_fault(self, fault: MailFault) -> None:
        self._courier.settle(self._begun)
        self._set_faults((fault,), before=self._world.faults)

    def _set_faults(self, faults: Sequence[MailFault], before: tuple[Fault, ...] = ()) -> None:
        kept = (*before, *(Fault(**asdict(fault)) for fault in faults))
        self._simulator.service.carry_out(self._begun, c.SetFaults(kept))

    def posted(self) -> tuple[Posted, ...]:
        if not vars(self).get("_begun"):
            return ()
        self._courier.settle(self._begun)
        letters = sorted(self._world.letters.values(), key=lambda letter: int(letter.id))
        written = (_posted(one, self.site) for one in letters)
        return tuple(self._left | dict.fromkeys(written))

    def passed(self) -> tuple[Due, ...]:
        return tuple(self._dues)

    def fork(self) -> "EmbeddedStage":
        child = self._theatre.stage()
        child.grow_from(self._begun)
        return child

    def grow_from(self, world: str) -> None:
        """Begin with another world's past."""
        self._universe.fork(world, self._name)
        vars(self)["_begun"] = self._name

    def rewind(self, moment: datetime) -> None:
        self._left |= dict.fromkeys(self.posted())
        self._universe.rewind(self._begun, Point(at=int(moment.timestamp())))

    def close(self) -> None:
        if vars(self).get("_begun"):
            self._theatre.leave(self._name)
        vars(self)["_begun"] = ""  # whoever asks on is told that there is no such world

    def press(self, press: c.Press) -> None:
        """Carry out a press, after all letters that were due before it."""
        self._courier.settle(self._begun)
        self._simulator.service.carry_out(self._begun, press)

    def page(self, look: c.Look) -> Page | None:
        """The page at an address, or the browser's own, after all letters that are due."""
        self._courier.settle(self._begun)
        return self._simulator.service.page(self._begun, look)

    @property
    def site(self) -> str:
        """The address that the paths of the world's site follow."""
        return self._simulator.service.site(self._begun)

    def path(self, address: str) -> str:
        """The path of an address within the world's site."""
        return address.removeprefix(self.site)

    @cached_property
    def _begun(self) -> str:
        """The world's name; asking for it begins the world."""
        world = self._theatre.world(self._answers, self._moment)
        self._simulator.service.create(self._name, world, self._seed)
        return self._name

    @property
    def _world(self) -> World:
        return self._simulator.service.world(self._begun)

    def _must_be_early(self, what: str) -> None:
        if "_begun" in vars(self):
            raise ValueError(f"{what}: the world has begun; say it before anybody acts")


def _posted(letter: Letter, site: str) -> Posted:
    mail = compose(letter, site)
    secret = url_of(letter, site) or letter.secret
    text = mail.text.replace(secret, MASK) if secret else mail.text
    arrived = in_japan(letter.arrived_at) if letter.arrived_at else None
    return Posted(mail.to, mail.sender, mail.subject, text, letter.state, mail.written, arrived)


def _received(letter: Letter, site: str) -> Received:
    mail = compose(letter, site)
    return Received(
        mail.to,
        mail.sender,
        mail.subject,
        mail.text,
        in_japan(letter.arrived_at),
        code=letter.secret if letter.kind == "code" else "",
        url=url_of(letter, site),
    )
