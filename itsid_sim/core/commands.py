"""What can be asked of a world, in the imperative."""

from itsid_sim.core.state import Account, Contract, Fault
from itsid_sim.rules.value import Value

Form = tuple[tuple[str, str], ...]


class Command(Value, frozen=True, gc=False):
    """Base of all commands."""


class Press(Command):
    """A person presses a button of the page that was shown as number `page` at time `seen_at`.

    `address` is where that page was opened when it was not the dialog's own; `room` names the
    dialog. A field that takes several choices appears in `form` once for each. The browser is
    signed in as `session`; a press that signs in makes it `next_session`. A dialog in which a
    proof has passed is shown to who holds its `proof`; a press that passes one makes it
    `next_proof`, unless that is empty. In-process browsers need none of these names.
    """

    browser: str
    page: int
    button: str
    form: Form = ()
    address: str = ""
    seen_at: int = 0
    room: str = ""
    session: str = ""
    next_session: str = ""
    proof: str = ""
    next_proof: str = ""


class Look(Command):
    """A browser asks for the page at an address, or without one for the own page of a dialog.

    It changes nothing but what is shown only once (Q29).
    """

    browser: str
    address: str = ""
    room: str = ""
    session: str = ""
    proof: str = ""


class LookAgain(Command):
    """What is shown only once was sent in vain: a double click let the answer go unseen (Q29)."""

    browser: str


class Wait(Command):
    """The world's clock moves on by whole seconds."""

    seconds: int


class AddContract(Command):
    """The operator takes on a customer, with or without a registered iTSCOM ID."""

    contract: Contract
    account: Account | None = None


class SetFaults(Command):
    """From now on mail goes wrong in these ways and in no other."""

    faults: tuple[Fault, ...]


class TryLetter(Command):
    """The courier claims the next try of a letter."""

    letter: str
    number: int


class Deliver(Command):
    """The postbox takes in a letter of this subject."""

    letter: str
    subject: str = ""


class Receive(Command):
    """The postbox takes in a mail from elsewhere, sent to one address or several."""

    to: tuple[str, ...]
    sender: str
    subject: str
    tags: tuple[str, ...] = ()


class Accept(Command):
    """The courier was told that the letter was taken."""

    letter: str
    reply: str


class Defer(Command):
    """The courier was told to come again, or lost the connection."""

    letter: str
    reply: str


class Bounce(Command):
    """The courier was told that the letter will never be taken."""

    letter: str
    reply: str


class Release(Command):
    """A letter that is held back arrives now."""

    letter: str


class Strike(Command):
    """The postbox let a fault of limited number happen once."""

    fault: Fault


class Mark(Command):
    """The reader of the mailbox has read letters, or makes them new again."""

    letters: tuple[str, ...]
    read: bool


class Tag(Command):
    """The reader of the mailbox gives letters these tags and no other."""

    letters: tuple[str, ...]
    tags: tuple[str, ...]


class ThrowAway(Command):
    """The reader of the mailbox throws letters away."""

    letters: tuple[str, ...]
