"""The tester beside the people: who they are, the clock, the letters and their mishaps."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal, Protocol

from msgspec.structs import replace

from itsid_sim.core.state import LetterState
from itsid_sim.rules.value import Value

MASK = "***"
# A deadline that the tester stops short of by no more than this is worth telling.
NARROWLY = timedelta(minutes=1)


class Person(Value, frozen=True):
    """Somebody of the cast, with what they know, by the documents' names for it."""

    name: str
    role: str
    facts: Mapping[str, str]


class Received(Value, frozen=True):
    """A letter as it lies in a mailbox. `code` and `url` are empty where it brings none."""

    to: str
    sender: str
    subject: str
    text: str
    arrived: datetime
    code: str = ""
    url: str = ""

    @property
    def masked(self) -> str:
        """The text without what must not stand in a report."""
        text = self.text.replace(self.url, MASK) if self.url else self.text
        return text.replace(self.code, MASK) if self.code else text


class Posted(Value, frozen=True):
    """A letter of a world as a report tells it: the text without code and URL, and its fate.

    `arrived` is None if it has not.
    """

    to: str
    sender: str
    subject: str
    text: str
    state: LetterState
    written: datetime
    arrived: datetime | None


class Due(Value, frozen=True):
    """Something that happens by the mere passing of time, and when.

    It fell due while the tester let time pass; or they stopped short of it, at `missed_at`.
    """

    at: datetime
    text: str
    missed_at: datetime | None = None


class MailFault(Value, frozen=True):
    """What goes wrong with letters, how often (0: always), and for how long.

    It strikes those to an address, of a subject, or the n-th of the world; all of them if nothing
    is said. `code` is an SMTP reply, 0 for the usual one, and `at` the moment at which it is cut.
    """

    do: Literal["refuse", "defer", "hold", "lose", "twice", "swap", "cut"]
    to: str = ""
    times: int = 0
    span_s: int = 0
    subject: str = ""
    nth: int = 0
    code: int = 0
    at: Literal["rcpt", "data", "answer"] = "rcpt"


class Place(Protocol):
    """Where a person goes who names no host."""

    @property
    def site(self) -> str:
        """The address that the paths of the site follow."""
        ...


class Stage(Place, Protocol):
    """One world for one scenario."""

    def person(self, name: str) -> Person:
        """Somebody of the cast. Raises `NotThere` with the names that there are."""
        ...

    def now(self) -> datetime:
        """The world's time."""
        ...

    def start_at(self, moment: datetime) -> None:
        """Begin the world at this moment; only before anything has happened."""
        ...

    def answer(self, question: str, value: object) -> None:
        """Let an open question have this answer; only before anything has happened."""
        ...

    def advance(self, seconds: int) -> None:
        """Let time pass, with all that falls due on the way."""
        ...

    def letters(self, to: str) -> tuple[Received, ...]:
        """The letters that have arrived at an address, oldest first."""
        ...

    def faults(self, *faults: MailFault) -> None:
        """Let mail go wrong in these ways and no other; the first that fits a letter strikes."""
        ...

    def add_fault(self, fault: MailFault) -> None:
        """Let this go wrong with mail too, where nothing before it fits a letter."""
        ...

    def posted(self) -> tuple[Posted, ...]:
        """All letters that have been written, those that a rewind left behind first."""
        ...

    def passed(self) -> tuple[Due, ...]:
        """What fell due while the tester let time pass, or would have within a minute more."""
        ...

    def fork(self) -> "Stage":
        """A stage whose world has the same past, and a future of its own."""
        ...

    def rewind(self, moment: datetime) -> None:
        """Go back to a time at which the world was."""
        ...

    def close(self) -> None:
        """Let go of the world."""
        ...


def fallen_due(coming: Iterable[Due], end: datetime) -> Iterator[Due]:
    """What of it falls due by the time at which the tester stops, or is missed narrowly."""
    for due in coming:
        if due.at <= end:
            yield due
        elif due.at <= end + NARROWLY:
            yield replace(due, missed_at=end)
