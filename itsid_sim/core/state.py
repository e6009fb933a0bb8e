"""A world and all that it holds, as values: keeping a reference is a snapshot."""

from typing import Literal

from immutables import Map

from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value

TicketKind = Literal["registration", "phrase", "code"]
LetterKind = Literal[
    "registration",
    "phrase",
    "code",
    "taken",
    "changed",
    "application",
    "inquiry",
    "personal",
    "foreign",
]
PublicKind = Literal["registration", "phrase", "code", "taken", "other"]
LetterState = Literal["written", "held", "arrived", "bounced", "lost"]
FaultAction = Literal["refuse", "defer", "hold", "lose", "twice", "swap", "cut"]
FaultMoment = Literal["auth", "mail", "rcpt", "data", "answer"]


class State(Value, frozen=True, gc=False):
    """Base of everything that a world holds. Times are whole seconds since 1970 in UTC."""


class Contract(State):
    """What the operator knows of a customer; `ready_from` is when its preparation ends (Q16)."""

    id: str
    name: str
    kana: str
    phone: str
    customer_no: str
    bank_last4: str = ""
    card_last4: str = ""
    stb_id: str = ""
    branch: Literal["", "A", "B"] = ""
    asks_more: bool = False
    ready_from: int = 0


class Account(State):
    """A registered iTSCOM ID. `version` grows with every new password and ends older sign-ins."""

    login_id: str
    password: str
    salt: str
    contact: str
    version: int = 0


class Ticket(State):
    """A proof under way: a mailed URL or code, or the decoy of one.

    `subject` is the contract that registers, or else the folded ID that asked for a reissue,
    registered or not. `secret` is a digest; a decoy has none, so that nothing fits it.
    """

    id: str
    kind: TicketKind
    subject: str
    issued_at: int
    login_id: str
    secret: str = ""
    salt: str = ""
    browser: str = ""
    question: str = ""
    mistakes: int = 0
    passed: bool = False


class Notice(State):
    """A refusal to show: beside its field, or above the form when `field` is empty."""

    field: str
    text: str


class Dialog(State):
    """Where one browser stands in its one procedure, and what the procedure has learned so far.

    `page` counts presses, refused ones too; `touched_at` is the last press. `opened_at` is when
    the mailed URL was opened that began the dialog. `reveal` holds a reissued password from the
    press until the person leaves it; `looks` counts how often it was looked at. `letter` is the
    mail that is being read. `proof` is what a browser must hold to see a dialog in which a code or
    an answer was right: who planted the browser's name knows nothing of it.
    """

    screen: str = ""
    page: int = 0
    touched_at: int = 0
    came_from: str = ""
    notices: tuple[Notice, ...] = ()
    candidates: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    contract: str = ""
    login_id: str = ""
    ticket: str = ""
    opened_at: int = 0
    reveal: str = ""
    looks: int = 0
    letter: str = ""
    proof: str = ""


class SignIn(State):
    """A browser that is signed in, valid while the account's version is the same."""

    contract: str
    version: int
    touched_at: int


class Failures(State):
    """Failures in a row, and until when their number stops further tries (0: not stopped)."""

    count: int
    until: int = 0


class Letter(State):
    """A mail from the moment it is written. `secret` is its code or URL token, in plain.

    `sender`, `subject` and `text` are filled in only where a person wrote the letter; what came
    from elsewhere (`foreign`) has no text here, and may have been sent to others `also`.
    `state` is what became of it in the mailbox; `done` is what the courier knows: nothing more to
    try. The two differ when an answer was lost. `copies` counts arrivals. One that `waits` arrives
    behind the next letter to its address. The reader of the mailbox may have `read` it, given it
    `tags`, or thrown it away.
    """

    id: str
    kind: LetterKind
    to: str
    name: str
    secret: str
    written_at: int
    state: LetterState = "written"
    done: bool = False
    tries: int = 0
    arrived_at: int = 0
    copies: int = 0
    reply: str = ""
    sender: str = ""
    subject: str = ""
    text: str = ""
    also: tuple[str, ...] = ()
    waits: bool = False
    read: bool = False
    tags: tuple[str, ...] = ()
    thrown_away: bool = False


class Application(State):
    """A service or a change that a customer has applied for."""

    number: int
    what: str
    at: int


class Fault(State):
    """What goes wrong with mail: which letters (`""` and 0 match all), what happens, how often.

    `times` is how often it still strikes (0: always); `span_s` is how long a letter is held, or
    waits for the next one at most. `nth` counts the letters of a world from 1.
    """

    do: FaultAction
    to: str = ""
    kind: Literal["", "registration", "phrase", "code", "taken", "other"] = ""
    nth: int = 0
    code: int = 0
    times: int = 0
    span_s: int = 0
    at: FaultMoment = "rcpt"
    subject: str = ""


class World(State):
    """One simulated universe. Worlds share nothing.

    `arrivals` are the letters that can be read, in the order in which they came.
    `unwritten` counts the letters that decoys stand for. They use up numbers too, so that the
    number of a letter tells nobody who has asked in between.
    """

    now: int
    settings: Settings
    contracts: Map[str, Contract] = Map()
    by_phone: Map[str, tuple[str, ...]] = Map()
    accounts: Map[str, Account] = Map()
    owners: Map[str, str] = Map()
    dialogs: Map[str, Dialog] = Map()
    sign_ins: Map[str, SignIn] = Map()
    tickets: Map[str, Ticket] = Map()
    pending: Map[str, tuple[str, ...]] = Map()
    failures: Map[str, Failures] = Map()
    mailed_at: Map[str, tuple[int, ...]] = Map()
    applications: Map[str, tuple[Application, ...]] = Map()
    letters: Map[str, Letter] = Map()
    arrivals: tuple[str, ...] = ()
    unwritten: int = 0
    to_send: Map[str, int] = Map()
    to_release: Map[str, int] = Map()
    faults: tuple[Fault, ...] = ()


NO_DIALOG = Dialog()
