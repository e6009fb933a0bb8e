"""The stage of a served simulator: its control API and its mail API, a fresh world a scenario."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property

from itsid_sim.adapters.facts import OPENING
from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.client.control import Control
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.core.moment import JST
from itsid_sim.drivers.cast import people_of
from itsid_sim.drivers.seen import the_one
from itsid_sim.drivers.stage import Due, MailFault, Person, Posted, Received, fallen_due
from itsid_sim.rules.settings import settings_from
from itsid_sim.service.service import UnknownWorld
from itsid_sim.web.told import Fault, Letter, Match, World

LETTERS_MAX = 1000


class RemoteTheatre:
    """The simulator of a whole run, somewhere on this machine; it has the same cast as we have."""

    def __init__(
        self, url: str, cast: Cast, answers: Mapping[str, object], seed: str = "", token: str = ""
    ) -> None:
        """`answers` gives open questions their answer for the whole run; `seed` the dice."""
        self.control = Control(url, token)
        self.people = people_of(cast)
        self.answers = dict(answers)
        self._seed = seed
        self._opened = 0

    def stage(self, of: str = "") -> "RemoteStage":
        """A stage with a fresh world, for one scenario; its dice are the scenario's own."""
        self._opened += 1
        return RemoteStage(self, f"{self._seed}/{of or self._opened}")

    def close(self) -> None:
        """Hang up; the simulator goes on."""
        self.control.close()


class RemoteStage:
    """One scenario's world, made when it is first needed."""

    def __init__(self, theatre: RemoteTheatre, seed: str) -> None:
        self._theatre = theatre
        self._control = theatre.control
        self._seed = seed
        self._answers: dict[str, object] = {}
        self._moment = OPENING
        self._is_closed = False
        self._read: dict[str, Received] = {}
        self._now: datetime | None = None
        self._left: dict[Posted, None] = {}
        self._dues: dict[Due, None] = {}

    def person(self, name: str) -> Person:
        return self._theatre.people[the_one("person", name, self._theatre.people, "cast")]

    def now(self) -> datetime:
        if self._now is None:  # the world stands still unless this stage lets time pass
            self._now = self._control.world(self._begun.id).now.astimezone(JST)
        return self._now

    def start_at(self, moment: datetime) -> None:
        self._must_be_early("the starting time")
        self._moment = moment

    def answer(self, question: str, value: object) -> None:
        self._must_be_early(f"the answer to {question}")
        self._answers[question] = value
        settings_from({**self._theatre.answers, **self._answers})

    def advance(self, seconds: int) -> None:
        end = self.now() + timedelta(seconds=seconds)
        known = self._control.deadlines(self._begun.id)
        coming = (Due(one.at.astimezone(JST), one.text) for one in known)
        self._dues |= dict.fromkeys(fallen_due(coming, end))
        self._control.advance(self._begun.id, by=timedelta(seconds=seconds))
        self._now = None

    def letters(self, to: str) -> tuple[Received, ...]:
        letters = self._control.letters(self._begun.id, to=to)
        there = {letter.mailpit_id: letter for letter in letters if letter.mailpit_id}
        newest_first = self._mailbox.messages(limit=LETTERS_MAX).messages if there else ()
        return tuple(self._received(there[m.id]) for m in reversed(newest_first) if m.id in there)

    def faults(self, *faults: MailFault) -> None:
        self._control.set_faults(self._begun.id, *map(_fault, faults))

    def add_fault(self, fault: MailFault) -> None:
        left = self._control.faults(self._begun.id)
        self._control.set_faults(self._begun.id, *left, _fault(fault))

    def posted(self) -> tuple[Posted, ...]:
        if "_begun" not in vars(self):
            return ()
        letters = self._control.letters(self._begun.id)
        return tuple(self._left | {self._posted(one): None for one in letters})

    def passed(self) -> tuple[Due, ...]:
        return tuple(self._dues)

    def fork(self) -> "RemoteStage":
        child = self._theatre.stage()
        child.grow_from(self._begun.id)
        return child

    def grow_from(self, world: str) -> None:
        """Begin with another world's past."""
        vars(self)["_begun"] = self._control.fork(world)

    def rewind(self, moment: datetime) -> None:
        self._left |= dict.fromkeys(self.posted())
        self._control.rewind(self._begun.id, moment)
        self._now = None
        self._read.clear()  # the same number may be another letter now

    def close(self) -> None:
        if "_begun" in vars(self) and not self._is_closed:
            self._control.delete(self._begun.id)
        self._is_closed, self._now = True, None
        vars(self).pop("_begun", None)  # whoever asks on is told that there is no such world

    @property
    def site(self) -> str:
        """The address that the paths of the world's site follow."""
        return self._begun.url.rstrip("/")

    @cached_property
    def _begun(self) -> World:
        """The world as it began; asking for it begins it."""
        if self._is_closed:
            raise UnknownWorld("stage: it is closed, and its world is gone; take a new one")
        answers = {**self._theatre.answers, **self._answers}
        return self._control.create(seed=self._seed, now=self._moment, settings=answers)

    @cached_property
    def _mailbox(self) -> Mailbox:
        return Mailbox(self._begun.mail_url, self._control.connection)

    def _received(self, letter: Letter) -> Received:
        """A letter with its text; it never changes, so it is fetched once."""
        if letter.id not in self._read:
            self._read[letter.id] = self._fetched(letter)
        return self._read[letter.id]

    def _posted(self, letter: Letter) -> Posted:
        there = self._received(letter) if letter.mailpit_id else None
        return Posted(
            letter.to,
            there.sender if there else "",
            letter.subject,
            there.masked if there else "",
            letter.state,
            letter.written_at.astimezone(JST),
            letter.arrived_at and letter.arrived_at.astimezone(JST),
        )

    def _fetched(self, letter: Letter) -> Received:
        message = self._mailbox.message(letter.mailpit_id or "")
        arrived = letter.arrived_at or letter.written_at
        return Received(
            letter.to,
            message.from_.address if message.from_ else "",
            letter.subject,
            message.text,
            arrived.astimezone(JST),
            code=letter.code or "",
            url=letter.url or "",
        )

    def _must_be_early(self, what: str) -> None:
        if "_begun" in vars(self) or self._is_closed:
            raise ValueError(f"{what}: the world has begun; say it before anybody acts")


def _fault(fault: MailFault) -> Fault:
    return Fault(
        fault.do,
        Match(to=fault.to or None, subject=fault.subject or None, nth=fault.nth or None),
        fault.code or None,
        fault.times or None,
        timedelta(seconds=fault.span_s) if fault.span_s else None,
        None if fault.at == "rcpt" else fault.at,
    )
