"""The story of a letter: all that has happened to it, and what a letter on its way waits for."""

from collections.abc import Iterator
from datetime import datetime

from itsid_sim.core import events as e
from itsid_sim.core.letters import BY_OTHERS, is_for, is_there
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter, World
from itsid_sim.ports.store import Happened
from itsid_sim.procedures.letters import subject_of
from itsid_sim.procedures.timeline import told
from itsid_sim.rules.letters import SENDER
from itsid_sim.rules.value import Value
from itsid_sim.service.service import Service
from itsid_sim.web.letter_words import one_line

PART = 500
BEGINNINGS = (e.LetterWritten, e.LetterReceived)
OF_ONE = (
    *BEGINNINGS,
    e.LetterTried,
    e.LetterArrived,
    e.LetterHeld,
    e.LetterLost,
    e.LetterAccepted,
    e.LetterDeferred,
    e.LetterBounced,
)
OF_SEVERAL = (e.LettersMarked, e.LettersTagged, e.LettersThrownAway)


class Line(Value, frozen=True):
    """One thing that happened to a letter; `reply` is what the server said, `until` what for."""

    at: datetime
    text: str
    reply: str = ""
    until: datetime | None = None


class Waiting(Value, frozen=True):
    """A letter that is not in the box: what became of it, and when something happens next."""

    id: str
    subject: str
    sender: str
    to: str
    more: int
    written: datetime
    state: str
    tries: int
    waits: bool
    due: datetime | None
    reply: str


def story(service: Service, name: str, letter: Letter) -> list[Line]:
    """All that has happened to a letter, oldest first."""
    world = service.world(name)
    return [_line(one, world) for one in reversed(list(_happened(service, name, letter.id)))]


def waiting(world: World, letter: Letter) -> Waiting:
    """What is to be said of a letter that is not in the box, which is not what it says."""
    due = world.to_release.get(letter.id) or world.to_send.get(letter.id)
    return Waiting(
        letter.id,
        one_line(subject_of(letter)),
        one_line(letter.sender if letter.kind in BY_OTHERS else SENDER),
        one_line(letter.to),
        len(letter.also),
        in_japan(letter.written_at),
        "thrown-away" if letter.thrown_away else letter.state,
        letter.tries,
        letter.waits,
        in_japan(due) if due else None,
        one_line(letter.reply),
    )


def on_their_way(world: World, address: str) -> list[Waiting]:
    """All letters that have not arrived, to one address or to any; newest first."""
    letters = (one for one in world.letters.values() if not is_there(one) and not one.thrown_away)
    theirs = [one for one in letters if not address or is_for(one, address)]
    return [waiting(world, one) for one in sorted(theirs, key=_number, reverse=True)]


def _number(letter: Letter) -> int:
    return int(letter.id)


def _happened(service: Service, name: str, id_: str) -> Iterator[Happened]:
    """The events about a letter, newest first, back to how it came into the world."""
    end = service.standing(name).event
    while end > 0:
        after = max(0, end - PART)
        for one in reversed(service.history(name, after, end - after)):
            if _is_about(one.event, id_):
                yield one
                if isinstance(one.event, BEGINNINGS):
                    return
        end = after


def _is_about(event: e.Event, id_: str) -> bool:
    if isinstance(event, OF_ONE):
        return event.letter == id_
    return isinstance(event, OF_SEVERAL) and id_ in event.letters


def _line(happened: Happened, world: World) -> Line:
    event = happened.event
    until = getattr(event, "until", None)
    return Line(
        in_japan(happened.at),
        one_line(told(event, world)),
        one_line(getattr(event, "reply", "")),
        in_japan(until) if until else None,
    )
