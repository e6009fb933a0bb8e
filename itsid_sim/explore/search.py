"""Breadth first through a space, until nothing new comes up or a promise is broken."""

from array import array
from collections import deque
from collections.abc import Iterable

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.decide import shows_a_secret
from itsid_sim.core.state import NO_DIALOG
from itsid_sim.core.tracing import traced
from itsid_sim.explore.always import CHANGED, broken, is_telling
from itsid_sim.explore.configuration import person_at
from itsid_sim.explore.graph import COMPLETES, FOREIGN, SIGNS_IN, Graph
from itsid_sim.explore.key import Keys
from itsid_sim.explore.moves import Move, Pressed, Reloaded, UrlOpened, Waited
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import Events, decided, moved, press_of, pressed
from itsid_sim.rules import promises
from itsid_sim.rules.promises import Promise
from itsid_sim.rules.value import Value

Way = tuple[Move, ...]

TRACED_FIRST = 100


class Broken(Value, frozen=True):
    """A promise that does not hold, and the shortest way to where it does not."""

    promise: Promise
    way: Way


class Search:
    """One exploration; what it has found is there to read at any time."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.transitions = 0
        self.reached: dict[str, tuple[int, Move]] = {}
        self._walked: list[str] = []
        self._customer = person_at(space.configuration.who[0])
        self._chart = space.chart
        self._trace_until = 0
        self._keys = Keys(space)
        start = space.start()
        first = self._keys.of(start)
        self.known = {first.digest: 0}
        self.graph = Graph()
        self.completed: set[type[e.Event]] = set()
        self._begun: dict[tuple[bytes, str], tuple[int, int]] = {}
        self.parents = array("I", [0])
        self.moves: list[Move] = [Waited(0)]
        self.signed_in = bytearray(1)
        self._queue = deque([(0, start, first.due)])

    @property
    def is_closed(self) -> bool:
        """Whether there is nothing left to go on from."""
        return not self._queue

    def run(self, states_max: int) -> Broken | None:
        """Go on until the space is closed, a promise is broken or there are so many states."""
        while self._queue and len(self.known) < states_max:
            number, state, due = self._queue.popleft()
            if number >= self._trace_until:
                self._trace()
            found = self._expand(number, state, due)
            if found is not None:
                return found
        return None

    def way_to(self, number: int) -> Way:
        """The shortest way to a state, by its number."""
        way: list[Move] = []
        while number:
            way.append(self.moves[number])
            number = self.parents[number]
        return tuple(reversed(way))

    def _expand(self, number: int, state: State, due: int) -> Broken | None:
        """Do all that can be done, or wait until just before something is due, or until then."""
        found = None
        if self.space.is_within(state):
            found = self._try(number, state, self.space.moves(state))
        for who in self.space.configuration.who:
            found = found or self._begin(number, state, who)
        if due:
            seconds = due - state.world.now
            self._try(number, state, [Waited(one) for one in (seconds - 1, seconds) if one])
        return found

    def _begin(self, number: int, state: State, who: str) -> Broken | None:
        """Whoever begins anew leaves behind where they were: the same begins after all of it."""
        rest = self._keys.of(gone(state, who)).digest, who
        hub, count = self._begun.get(rest, (0, 0))
        found = None
        if hub:
            self.transitions += count
        else:
            hub, before = self.graph.hub(), self.transitions
            moves = self.space.begins(state, who)
            found = self._try(number, state, moves, hub)
            self._begun[rest] = hub, self.transitions - before
        self.graph.add(number, hub, self._kind(who))
        return found

    def _kind(self, who: str, events: Events = ()) -> int:
        """What an edge means for the first of those who act."""
        kind = 0 if person_at(who) == self._customer else FOREIGN
        for event in events:
            if isinstance(event, e.SignedIn):
                kind |= SIGNS_IN
            elif isinstance(event, CHANGED):
                kind |= COMPLETES
                self.completed.add(type(event))
        return kind

    def _try(self, number: int, state: State, moves: Iterable[Move], hub: int = 0) -> Broken | None:
        """Make these moves; their edges begin at the state, or at a hub that it leads to."""
        same: set[object] = set()
        for move in moves:
            self.transitions += 1
            if isinstance(move, Pressed):
                press = press_of(state, move)
                events = decided(self.space, state, press)
                if self._walked:
                    self._note(number, move)
                if not events:
                    continue
                if not is_telling(events):
                    alike = _alike(state, events)
                    if alike in same:
                        continue
                    same.add(alike)
                step, new = pressed(self.space, state, press, events)
                promise = broken(step)
                if promise is not None:
                    return Broken(promise, (*self.way_to(number), move))
                kind = self._kind(move.who, events)
            else:
                new = moved(self.space, state, move)
                if isinstance(move, Reloaded) and shows_a_secret(new.world, move.who):
                    way = (*self.way_to(number), move)
                    return Broken(promises.SHOWN_ONCE, way)
                kind = self._kind(move.who) if isinstance(move, UrlOpened | Reloaded) else 0
            target = self._arrive(number, move, new)
            if target != number:
                self.graph.add(hub or number, target, kind)
        return None

    def _trace(self) -> None:
        """Note only rows that have not been reached: noting is dear where nothing is to note."""
        self._trace_until = 2 * self._trace_until + TRACED_FIRST
        self.space.chart = traced(self._chart, self._walked.append, self.reached)

    def _note(self, number: int, move: Move) -> None:
        for row in self._walked:
            self.reached.setdefault(row, (number, move))
        self._walked.clear()

    def _arrive(self, number: int, move: Move, state: State) -> int:
        """The number of a state; if it is new, it is gone on from later."""
        digest, due, is_signed_in = self._keys.of(state)
        known = self.known.get(digest)
        if known is None:
            self.known[digest] = known = len(self.known)
            self.parents.append(number)
            self.moves.append(move)
            self.signed_in.append(is_signed_in)
            self._queue.append((known, state, due))
        return known


def gone(state: State, who: str) -> State:
    """The state as if somebody had no page before them."""
    world, tabs = state.world, state.tabs
    if who in world.dialogs:
        world = replace(world, dialogs=world.dialogs.delete(who))
    return State(world, tabs.delete(who) if who in tabs else tabs, state.ledger)


def _alike(state: State, events: Events) -> object:
    last = events[-1]
    if isinstance(last, e.Stayed) and not state.world.dialogs.get(last.browser, NO_DIALOG).ticket:
        return (events[:-1], last.browser)
    return events
