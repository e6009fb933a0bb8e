"""What has happened in a world, in the past tense. A world is the fold of its events."""

from itsid_sim.core.event import Event
from itsid_sim.core.mail_events import (
    FaultsSet,
    FaultStruck,
    LetterAccepted,
    LetterArrived,
    LetterBounced,
    LetterDeferred,
    LetterHeld,
    LetterLost,
    LetterReceived,
    LettersMarked,
    LettersTagged,
    LettersThrownAway,
    LetterTried,
)
from itsid_sim.core.state import (
    Account,
    Application,
    Contract,
    Failures,
    LetterKind,
    Notice,
    Ticket,
)

# What is asked for under this name though it stands elsewhere.
__all__ = [
    "Event",
    "FaultStruck",
    "FaultsSet",
    "LetterAccepted",
    "LetterArrived",
    "LetterBounced",
    "LetterDeferred",
    "LetterHeld",
    "LetterLost",
    "LetterReceived",
    "LetterTried",
    "LettersMarked",
    "LettersTagged",
    "LettersThrownAway",
]


class TimePassed(Event):
    """The clock moved on."""

    seconds: int


class ContractAdded(Event):
    """A customer came into the world."""

    contract: Contract
    account: Account | None


class Moved(Event):
    """A press led to a screen. `forget` drops what the procedure before had learned."""

    browser: str
    screen: str
    forget: bool = False


class Opened(Event):
    """A person acts on a page that is not the dialog's; a new dialog begins there."""

    browser: str
    screen: str
    ticket: str
    at: int
    letter: str = ""


class Stayed(Event):
    """A press led nowhere; the page says why, or is only emptied."""

    browser: str
    notices: tuple[Notice, ...]


class ContractsMatched(Event):
    """The facts typed by a person fit these contracts; `entered` names the facts used."""

    browser: str
    contracts: tuple[str, ...]
    entered: tuple[str, ...]


class ContractProven(Event):
    """The facts typed by a person fit one contract for certain."""

    browser: str
    contract: str


class IdGiven(Event):
    """A person named the iTSCOM ID whose password is lost."""

    browser: str
    login_id: str


class TicketIssued(Event):
    """A URL or a code (or the decoy of one) waits to be used."""

    ticket: Ticket
    browser: str


class TicketShown(Event):
    """A dialog goes on with a ticket that was issued before."""

    browser: str
    ticket: str


class TicketMistaken(Event):
    """A wrong code or answer was tried."""

    ticket: str


class TicketPassed(Event):
    """The right code was typed; what remains is the last step."""

    ticket: str


class ProofHeld(Event):
    """From now on the dialog is shown to who holds this proof, and to nobody else."""

    browser: str
    proof: str


class TicketsVoided(Event):
    """These tickets can no longer be used."""

    tickets: tuple[str, ...]


class MailCounted(Event):
    """A request for a letter counts towards the quota (Q24). Times before `since` are dropped."""

    key: str
    since: int


class LetterWritten(Event):
    """A letter waits for the courier."""

    letter: str
    kind: LetterKind
    to: str
    name: str
    secret: str
    sender: str = ""
    subject: str = ""
    text: str = ""


class SignedIn(Event):
    """A person signed in; the session that the browser had before, if any, is over."""

    session: str
    contract: str
    before: str = ""


class SignInTouched(Event):
    """A signed-in person did something."""

    session: str


class Applied(Event):
    """A customer's application was received."""

    contract: str
    application: Application


class TryFailed(Event):
    """A login or a proof of contract failed; `failures` is what counts from now on."""

    key: str
    failures: Failures


class FailuresForgotten(Event):
    """Failures under these keys count from nought again."""

    keys: tuple[str, ...]


class Registered(Event):
    """A contract has a new ID, password and contact; whatever it had before is replaced."""

    contract: str
    login_id: str
    password: str
    salt: str
    contact: str


class PasswordChanged(Event):
    """A contract has a new password."""

    contract: str
    password: str
    salt: str


class PasswordRevealed(Event):
    """A reissued password stands on a person's screen, in plain."""

    browser: str
    login_id: str
    password: str


class RevealLooked(Event):
    """The screen with the reissued password was sent to the browser."""

    browser: str


class RevealOffered(Event):
    """The screen with the reissued password may be sent once more: nobody saw the answer."""

    browser: str


class RevealLeft(Event):
    """The reissued password can no longer be seen."""

    browser: str


AnyEvent = (
    TimePassed
    | ContractAdded
    | Moved
    | Opened
    | Stayed
    | ContractsMatched
    | ContractProven
    | IdGiven
    | TicketIssued
    | TicketShown
    | TicketMistaken
    | TicketPassed
    | ProofHeld
    | TicketsVoided
    | MailCounted
    | LetterWritten
    | SignedIn
    | SignInTouched
    | Applied
    | TryFailed
    | FailuresForgotten
    | Registered
    | PasswordChanged
    | PasswordRevealed
    | RevealLooked
    | RevealOffered
    | RevealLeft
    | FaultsSet
    | FaultStruck
    | LetterTried
    | LetterArrived
    | LetterHeld
    | LetterLost
    | LetterAccepted
    | LetterDeferred
    | LetterBounced
    | LetterReceived
    | LettersMarked
    | LettersTagged
    | LettersThrownAway
)
