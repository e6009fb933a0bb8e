"""What the control API tells, as typed values: the server writes them and the client reads them.

Times carry their offset, +09:00; spans are whole seconds.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import field

from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value

ClockMode = Literal["frozen", "flowing"]
LetterKind = Literal["registration", "phrase", "code", "taken", "other"]
LetterState = Literal["written", "held", "arrived", "bounced", "lost"]
FaultAction = Literal["refuse", "defer", "hold", "lose", "twice", "swap", "cut"]
FaultMoment = Literal["auth", "mail", "rcpt", "data", "answer"]


class Problem(Value, frozen=True, omit_defaults=True):
    """Why a request was not followed (RFC 9457); `where` is the place in the request."""

    type: str
    title: str
    status: int
    detail: str
    where: str | None = None


def etag_of(branch: object, event: int) -> str:
    """The tag of a world's state: its branch and the number of its last event."""
    return f'"{branch}.{event}"'


class Parent(Value, frozen=True):
    """The world and the event that a fork began at."""

    world: str
    event: int


class World(Value, frozen=True):
    """A world as it stands. `event` is the number of its last event; `seed` makes a replay."""

    id: str
    now: datetime
    clock: ClockMode
    seed: str | None
    settings: Settings
    event: int
    branch: str
    parent: Parent | None
    url: str
    mail_url: str

    @property
    def etag(self) -> str:
        """What `If-Match` compares."""
        return etag_of(self.branch, self.event)


class Worlds(Value, frozen=True):
    """A page of the list of worlds by id; `next` is what to ask for `after`, null at the end."""

    worlds: tuple[World, ...]
    next: str | None


class Event(Value, frozen=True):
    """Something that happened in a world: number `n`, with the clock at `at` after it.

    Secrets in `data` are replaced by ***.
    """

    n: int
    at: datetime
    kind: str
    text: str
    data: dict[str, Any]


class Events(Value, frozen=True):
    """A part of what has happened in a world; `next` is what to ask for `after`, null at the end.

    The end is that of what has happened so far.
    """

    events: tuple[Event, ...]
    next: int | None


class Advanced(World, frozen=True):
    """A world after its clock moved, and what happened since the request came.

    At most 1000 events are told; if the last of them has a lower number than `event`, there
    are more.
    """

    happened: tuple[Event, ...]


DeadlineKind = Literal["code", "registration", "phrase", "lock", "signin", "letter", "ready"]


class Deadline(Value, frozen=True):
    """Something that changes by the mere passing of time, and when.

    `contract` is whose proof, lock or sign-in it is, null for nobody's; `text` says it in Japanese.
    """

    kind: DeadlineKind
    contract: str | None
    at: datetime
    text: str


class Deadlines(Value, frozen=True):
    """What lies ahead of a world, soonest first."""

    deadlines: tuple[Deadline, ...]


class Branch(Value, frozen=True):
    """A way that a world has gone: it left its parent after `at_event`, both null for the first.

    `events` is the number of its last event and `now` the clock after it; the world stands on the
    `current` one.
    """

    id: str
    parent: str | None
    at_event: int | None
    events: int
    now: datetime
    current: bool


class Branches(Value, frozen=True):
    """All ways that a world has gone, in the order of their beginning."""

    branches: tuple[Branch, ...]


class Account(Value, frozen=True):
    """A registered iTSCOM ID; its password is never told."""

    itscom_id: str
    contact: str


class Contract(Value, frozen=True, omit_defaults=True):
    """A customer's contract; what it does not have is left out."""

    id: str
    name: str
    kana: str
    phone: str
    customer_no: str
    bank_last4: str | None = None
    card_last4: str | None = None
    stb_id: str | None = None
    branch: Literal["A", "B"] | None = None
    ready_from: datetime | None = None
    account: Account | None = None


class Contracts(Value, frozen=True):
    """The contracts of a world by id."""

    contracts: tuple[Contract, ...]


class Letter(Value, frozen=True):
    """A letter; `code` or `url` is what it brings, once it has arrived.

    `mailpit_id` is its ID in the mail API, once it has arrived.
    """

    id: str
    kind: LetterKind
    to: str
    subject: str
    state: LetterState
    written_at: datetime
    arrived_at: datetime | None
    code: str | None
    url: str | None
    mailpit_id: str | None


class Letters(Value, frozen=True):
    """Letters in the order in which they were written; the newest 1000 if there are more."""

    letters: tuple[Letter, ...]


class Match(Value, frozen=True, omit_defaults=True):
    """Which letters a fault strikes: those that fit all that is given. `nth` counts from 1."""

    to: str | None = None
    subject: str | None = None
    kind: LetterKind | None = None
    nth: int | None = None


class Fault(Value, frozen=True, omit_defaults=True):
    """What goes wrong with matching letters.

    `times` is how often it still strikes, always if left out; `span` (written `for`) is how long
    a letter is held, or waits for the next one that is to pass it; `code` is the SMTP reply code;
    `at` is when in the SMTP session it strikes.
    """

    do: FaultAction
    match: Match = Match()
    code: int | None = None
    times: int | None = None
    span: timedelta | None = field(name="for", default=None)
    at: FaultMoment | None = None


class Faults(Value, frozen=True):
    """The faults of a world's mail; the first that fits a letter strikes."""

    faults: tuple[Fault, ...]
