"""A world as a test holds it: its clock, its mailbox, its pages, its people and its past."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.client.control import WAIT, Control
from itsid_sim.client.given import NewContract
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.core.moment import JST
from itsid_sim.drivers.cast import people_of
from itsid_sim.drivers.stage import Person
from itsid_sim.pytest_plugin.moments import Moment, as_in_japan
from itsid_sim.web.told import (
    Advanced,
    Branch,
    Contract,
    Deadline,
    Event,
    Fault,
    Letter,
    LetterKind,
    World,
)

NO_TIME = timedelta()
LISTED = 1000


class NotInWorld(LookupError):
    """The world has no such letter, contract or person; the message says what it has."""


class ItsidWorld:
    """A world of a test's own; `id` and `control` do what is not here.

    `url` is where its pages begin, with a slash at the end, and `mail_url` its inbox. Times are
    Japan's. Every method raises `NotDone` of `itsid_sim.client.errors` if the simulator refuses.
    """

    def __init__(self, control: Control, born: World, *, has_cast: bool = True) -> None:
        """`has_cast`: the people of the fixtures have their contracts in it."""
        self.control = control
        self.id = born.id
        self.url = born.url
        self.mail_url = born.mail_url
        self.family = [self]
        self._has_cast = has_cast

    def __repr__(self) -> str:
        return f"<ItsidWorld {self.url}>"

    @property
    def site(self) -> str:
        """The address that paths such as /mypage follow."""
        return self.url.rstrip("/")

    @property
    def state(self) -> World:
        """The world as it stands: settings, seed, branch, number of the last event."""
        return self.control.world(self.id)

    # the clock

    @property
    def now(self) -> datetime:
        """What its clock shows."""
        return self.state.now.astimezone(JST)

    def advance(
        self,
        by: timedelta = NO_TIME,
        *,
        days: int = 0,
        hours: int = 0,
        minutes: int = 0,
        seconds: int = 0,
    ) -> Advanced:
        """Move the clock on by a span; all that falls due meanwhile happens."""
        more = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.control.advance(self.id, by=by + more)

    def advance_to(self, moment: Moment) -> Advanced:
        """Move the clock on to a time."""
        return self.control.advance(self.id, to=as_in_japan(moment))

    def advance_to_next(self) -> Advanced:
        """Move the clock on to the next thing that falls due, the first of `deadlines`."""
        return self.control.advance(self.id, to="next")

    def deadlines(self) -> tuple[Deadline, ...]:
        """What changes by the mere passing of time, soonest first."""
        return self.control.deadlines(self.id)

    # the past

    def events(self) -> tuple[Event, ...]:
        """All that has happened, oldest first, with secrets masked."""
        events: tuple[Event, ...] = ()
        after: int | None = 0
        while after is not None:
            part = self.control.events(self.id, after=after)
            events, after = (*events, *part.events), part.next
        return events

    def rewind(self, to: int | Moment) -> World:
        """Go back to after the event of a number, or to a time."""
        return self.control.rewind(self.id, _point(to))

    def branches(self) -> tuple[Branch, ...]:
        """The ways that the world has gone; `enter` goes back to one that was left."""
        return self.control.branches(self.id)

    def enter(self, branch: str) -> World:
        """Stand at the end of a branch that was left."""
        return self.control.enter(self.id, branch)

    def fork(self, *, at: int | Moment | None = None) -> "ItsidWorld":
        """Another world with the same past, as of now or earlier; it ends with the test too."""
        born = self.control.fork(self.id, at=None if at is None else _point(at))
        child = ItsidWorld(self.control, born, has_cast=self._has_cast)
        child.family = self.family
        self.family.append(child)
        return child

    # the mail

    def letters(
        self, *, to: str | None = None, subject: str | None = None, kind: LetterKind | None = None
    ) -> tuple[Letter, ...]:
        """The letters that fit all that is given, in the order in which they were written."""
        return self.control.letters(self.id, to=to, subject=subject, kind=kind)

    def code(self, *, to: str | None = None) -> str:
        """The code of the letter that arrived last. Raises `NotInWorld`."""
        return self._last_arrived("code", {it: it.code for it in self.letters(to=to)})

    def mailed_url(self, *, to: str | None = None) -> str:
        """The URL of the letter that arrived last. Raises `NotInWorld`."""
        return self._last_arrived("url", {it: it.url for it in self.letters(to=to)})

    def wait_for_letter(
        self,
        *,
        to: str | None = None,
        subject: str | None = None,
        kind: LetterKind | None = None,
        after: int | None = None,
        timeout: timedelta = WAIT,
    ) -> Letter:
        """The newest letter that fits all that is given, as soon as it has arrived.

        With `after` it is one that arrived after the event of that number. A world that stands
        still is not waited for in vain: without such a letter on its way, `NoSuchThing` is raised
        at once, else `NotDone` when the `timeout` of real time is over.
        """
        return self.control.wait_for_letter(
            self.id, to=to, subject=subject, kind=kind, after=after, timeout=timeout
        )

    def release(self, letter: Letter) -> Letter:
        """Let a letter that is held arrive now."""
        return self.control.release(self.id, letter.id)

    @cached_property
    def mailbox(self) -> Mailbox:
        """The letters as they lie in the inbox, with their text."""
        return Mailbox(self.mail_url, self.control.connection)

    def faults(self) -> tuple[Fault, ...]:
        """What goes wrong with its mail."""
        return self.control.faults(self.id)

    def set_faults(self, *faults: Fault) -> tuple[Fault, ...]:
        """Let its mail go wrong in these ways and no other; `Fault` is in `itsid_sim.web.told`."""
        return self.control.set_faults(self.id, *faults)

    # the people

    def contracts(self) -> tuple[Contract, ...]:
        """Its contracts, by id."""
        return self.control.contracts(self.id)

    def contract(self, id: str) -> Contract:
        """A contract by its id. Raises `NotInWorld`."""
        contracts = {contract.id: contract for contract in self.contracts()}
        if id not in contracts:
            raise NotInWorld(f"world {self.id}: no contract {id!r}; it has {_all(contracts)}")
        return contracts[id]

    def add_contract(self, contract: NewContract) -> Contract:
        """Let it have one more customer; `NewContract` is in `itsid_sim.client.given`."""
        return self.control.add_contract(self.id, contract)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The people of the fixtures with what they know; none if it began with other contracts."""
        cast = ROOT / "fixtures" / "cast.toml"
        return people_of(read_cast(cast)) if self._has_cast else {}

    def person(self, name: str) -> Person:
        """Somebody of `people`. Raises `NotInWorld`."""
        if name not in self.people:
            raise NotInWorld(f"world {self.id}: no person {name!r}; it has {_all(self.people)}")
        return self.people[name]

    def _last_arrived(self, what: str, brought: Mapping[Letter, str | None]) -> str:
        arrived = [
            (letter.arrived_at, letter.id, value)
            for letter, value in brought.items()
            if letter.arrived_at and value
        ]
        if not arrived:
            letters = [f"{letter.kind} to {letter.to} ({letter.state})" for letter in brought]
            raise NotInWorld(
                f"world {self.id}: no letter with a {what} has arrived; it has {_all(letters)}"
            )
        newest_first = self.mailbox.messages(limit=LISTED).messages
        # Of those that arrived in the same second; what was thrown away stands in no list.
        places = {message.id: -place for place, message in enumerate(newest_first)}
        return max(arrived, key=lambda one: (one[0], places.get(one[1], -LISTED), int(one[1])))[2]


def _point(to: int | Moment) -> int | datetime:
    return to if isinstance(to, int) else as_in_japan(to)


def _all(names: Mapping[str, object] | Sequence[str]) -> str:
    return ", ".join(names) or "none"
