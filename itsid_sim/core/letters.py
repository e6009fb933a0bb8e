"""Letters of a world: how they are counted, whose they are, and which fault befalls them."""

from itsid_sim.core.state import Fault, FaultMoment, Letter, PublicKind, World
from itsid_sim.core.text import fold_id

PUBLIC_KINDS: tuple[PublicKind, ...] = ("registration", "phrase", "code", "taken")
# Written by people, or by programs elsewhere: their subject and text are their own.
BY_OTHERS = frozenset({"inquiry", "personal", "foreign"})
# These strike before anything is known of a letter.
EARLY: tuple[FaultMoment, ...] = ("auth", "mail")
# These strike a letter that the postbox has taken in.
IN_THE_BOX = frozenset({"hold", "lose", "twice", "swap"})


def next_letter(world: World) -> str:
    """The id of the next letter of a world: they are numbered from 1, decoys included."""
    return str(len(world.letters) + world.unwritten + 1)


def public_kind(letter: Letter) -> PublicKind:
    """The kind of a letter as testers name it."""
    return next((kind for kind in PUBLIC_KINDS if kind == letter.kind), "other")


def recipients(letter: Letter) -> tuple[str, ...]:
    """All addresses that a letter was sent to."""
    return (letter.to, *letter.also)


def is_for(letter: Letter, address: str) -> bool:
    """Whether a letter was sent to an address; capital letters make no difference."""
    folded = fold_id(address)
    return any(fold_id(to) == folded for to in recipients(letter))


def is_there(letter: Letter) -> bool:
    """Whether a letter can be read: it has arrived, and nobody has thrown it away."""
    return letter.state == "arrived" and not letter.thrown_away


def fault_for(world: World, letter: Letter, subject: str) -> Fault | None:
    """The fault that strikes a letter of this subject: the first that fits, and no other."""
    for fault in world.faults:
        if (
            fault.at not in EARLY
            and (not fault.to or is_for(letter, fault.to))
            and fault.kind in ("", public_kind(letter))
            and fault.subject in ("", subject)
            and fault.nth in (0, int(letter.id))
        ):
            return fault
    return None


def fault_for_recipient(world: World, to: str) -> Fault | None:
    """The fault that strikes before the letter is known, when only its recipient was named."""
    for fault in world.faults:
        if fault.at in EARLY or (fault.to and fold_id(fault.to) != fold_id(to)):
            continue
        known_later = fault.kind or fault.nth or fault.subject or fault.at != "rcpt"
        return None if known_later or fault.do in IN_THE_BOX else fault
    return None


def early_fault(world: World, at: FaultMoment) -> Fault | None:
    """The fault that strikes at AUTH or MAIL, when nothing is known of any letter."""
    return next((fault for fault in world.faults if fault.at == at), None)
