"""What can be done: presses, mailed URLs, letters on their way, and waiting."""

from typing import Literal

from itsid_sim.explore.entries import Entry
from itsid_sim.rules.value import Value

Fate = Literal["arrives", "arrives twice", "is lost"]
FATES: tuple[Fate, ...] = ("arrives", "arrives twice", "is lost")


class Move(Value, frozen=True, gc=False):
    """Base of all moves."""


class Pressed(Move):
    """Somebody presses a button: of their own page, or of the page that an address opens.

    `seen_at` is when the address was opened; 0: just now. `again`: the own page was asked for once
    more before the press. A page beside the procedure has a `room`, and `says` how it is come to.
    """

    who: str
    entry: Entry
    address: str = ""
    seen_at: int = 0
    again: bool = False
    room: str = ""
    says: tuple[str, ...] = ()


class UrlOpened(Move):
    """Somebody opens the URL of a letter: the newest of its kind, or the one `before` it."""

    who: str
    letter: str
    before: bool


class Reloaded(Move):
    """Somebody asks again for the page before them."""

    who: str


class Looked(Move):
    """Somebody looks where nothing can be pressed: at an address, or again at the page of a room.

    `says` is how the address is come to.
    """

    who: str
    address: str = ""
    room: str = ""
    says: tuple[str, ...] = ()


class Posted(Move):
    """What becomes of a letter that is on its way."""

    letter: str
    fate: Fate


class Waited(Move):
    """Time passes."""

    seconds: int
