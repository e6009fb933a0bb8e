"""The clock of a world: moved on, let flow or stand still; and what lies ahead of it."""

from http import HTTPStatus
from typing import cast, get_args

from msgspec import structs
from starlette.responses import Response

from itsid_sim.core.deadlines import Deadline, deadlines
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import World
from itsid_sim.procedures import timeline
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control import words
from itsid_sim.web.control.given import AdvanceGiven
from itsid_sim.web.control.given_travel import ClockGiven
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.history import EVENTS_MAX, told_events
from itsid_sim.web.control.resources import answer, changing, etag, settled, told_world
from itsid_sim.web.control.troubles import Trouble, invalid

# What a tester waits for. A dialog that goes idle and a quota that frees itself are not told.
TOLD_DEADLINES = frozenset(get_args(told.DeadlineKind))


class Clocks:
    """The calls about time."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    def advance_clock(self, id: str, given: AdvanceGiven, if_match: IfMatch = None) -> Response:
        """Move the clock on; whatever falls due on the way happens at its own time.

        `to: "next"` moves to the next deadline or letter.
        """
        universe, service = self._universe, self._universe.service
        before = service.standing(id).event
        with changing(universe, id, if_match) as expected:
            universe.advance(id, _seconds(service.world(id), given), expected)
            moved = told_world(universe, id)
        happened = tuple(told_events(service.history(id, before, EVENTS_MAX), service.world(id)))
        return answer(told.Advanced(**structs.asdict(moved), happened=happened), moved.etag)

    def set_clock(self, id: str, given: ClockGiven, if_match: IfMatch = None) -> Response:
        """Let the clock flow from where it stands, or stand still."""
        with changing(self._universe, id, if_match):
            self._universe.flow(id, flowing=given.mode == "flowing")
            world = told_world(self._universe, id)
        return answer(world, world.etag)

    def list_deadlines(self, id: str) -> Response:
        """List what changes by the mere passing of time, soonest first."""
        world = settled(self._universe, id).world
        listed = tuple(_told(one, world) for one in _ahead(world))
        return answer(told.Deadlines(listed), etag(self._universe, id))


def _ahead(world: World) -> list[Deadline]:
    return [deadline for deadline in deadlines(world) if deadline.kind in TOLD_DEADLINES]


def _told(deadline: Deadline, world: World) -> told.Deadline:
    ahead = timeline.ahead(deadline, world)
    kind = cast("told.DeadlineKind", deadline.kind)  # no other is listed
    return told.Deadline(kind, ahead.contract or None, in_japan(deadline.at), ahead.text)


def _seconds(world: World, given: AdvanceGiven) -> int:
    """How far the clock is to move. Raises `Trouble`."""
    if given.by is not None:
        goal = world.now + given.by
    elif isinstance(given.to, int):
        goal = given.to
    else:
        goal = _next(world)
    if goal < world.now:
        raise invalid(
            f"{in_japan(goal).isoformat()} is past: it is {in_japan(world.now)}; "
            "rewind the world to go back",
            "to",
        )
    if goal > min(world.now + words.SPAN_S_MAX, words.MOMENT_MAX):
        detail = f"a clock moves ten years at most, and not beyond {in_japan(words.MOMENT_MAX)}"
        raise invalid(detail, "to" if given.by is None else "by")
    return goal - world.now


def _next(world: World) -> int:
    ahead = _ahead(world)
    if not ahead:
        detail = "no proof, lock, sign-in, letter or contract waits for its time"
        raise Trouble(HTTPStatus.CONFLICT, detail, "to", name="nothing-due")
    return ahead[0].at
