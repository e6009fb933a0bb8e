"""What has happened to letters, and to the post."""

from itsid_sim.core.event import Event
from itsid_sim.core.state import Fault


class FaultsSet(Event):
    """Mail goes wrong in these ways and in no other."""

    faults: tuple[Fault, ...]


class FaultStruck(Event):
    """A fault of limited number happened once."""

    fault: Fault


class LetterTried(Event):
    """The courier set out with a letter."""

    letter: str


class LetterArrived(Event):
    """A letter is in its mailbox and can be read."""

    letter: str


class LetterReceived(Event):
    """A mail from elsewhere reached the postbox."""

    letter: str
    to: str
    sender: str
    subject: str
    also: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class LetterHeld(Event):
    """A letter was taken in and is held back; one that `waits` until another has passed it."""

    letter: str
    until: int
    waits: bool = False


class LetterLost(Event):
    """A letter was taken in and will never be seen."""

    letter: str


class LetterAccepted(Event):
    """The courier knows that the letter was taken in."""

    letter: str
    reply: str


class LetterDeferred(Event):
    """The courier will try again."""

    letter: str
    until: int
    reply: str


class LetterBounced(Event):
    """The courier has given up."""

    letter: str
    reply: str


class LettersMarked(Event):
    """The reader of the mailbox has read these letters, or has made them new again."""

    letters: tuple[str, ...]
    read: bool


class LettersTagged(Event):
    """The reader of the mailbox gave these letters these tags and no other."""

    letters: tuple[str, ...]
    tags: tuple[str, ...]


class LettersThrownAway(Event):
    """The reader of the mailbox has thrown these letters away."""

    letters: tuple[str, ...]
