"""Breadth first through a space, until nothing new comes up or a promise is broken."""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.commands import Press
from itsid_sim.core.decide import shows_a_secret
from itsid_sim.core.state import NO_DIALOG
from itsid_sim.core.tracing import traced
from itsid_sim.explore.always import CHANGED, broken, is_telling
from itsid_sim.explore.configuration import person_at
from itsid_sim.explore.graph import COMPLETES, FOREIGN, SIGNS_IN, End, Graph
from itsid_sim.explore.key import LONGEST_S, Keyed, Keys
from itsid_sim.explore.ledger import READ, recorded
from itsid_sim.explore.moves import Looked, Move, Pressed, Reloaded, UrlOpened, Waited
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import Events, decided, moved, press_of, pressed
from itsid_sim.rules import promises
from itsid_sim.rules.promises import Promise
from itsid_sim.rules.value import Value

Way = tuple[Move, ...]

TRACED_FIRST = 100
NOTHING: Events = ()


class Broken(Value, frozen=True):
    """A promise that does not hold, and the shortest way to where it does not."""

    promise: Promise
    way: Way


class Search:
    """One exploration; what it has found is there to read at any time."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.transitions = 0
        self.reached: dict[str, Way] = {}
        self._walked: list[str] = []
        self._customer = person_at(space.configuration.who[0])
        self._chart = space.chart
        self._trace_until = 0
        self._keys = Keys(space)
        start = space.start()
        first = self._keys.of(start)
        self.known = {first.digest: 0}
        self.graph = Graph()
        self._begun: dict[tuple[bytes, str], tuple[int, int]] = {}
        self.parents = array("I", [0])
        self.moves: list[Move] = [Waited(0)]
        self.late_s = array("I", [0])
        self.signed_in = bytearray(1)
        self._queue = deque([(0, start, first)])

    @property
    def is_closed(self) -> bool:
        """Whether there is nothing left to go on from."""
        return not self._queue

    def run(self, states_max: int) -> Broken | None:
        """Go on until the space is closed, a promise is broken or there are so many states."""
        while self._queue and len(self.known) < states_max:
            number, state, key = self._queue.popleft()
            if number >= self._trace_until:
                self._trace()
            found = self._expand(number, state, key)
            if found is not None:
                return found
        return None

    def way_to(self, number: int) -> Way:
        """The shortest way to a state, by its number."""
        way: list[Move] = []
        while number:
            way += (self.moves[number], Waited(self.late_s[number]))
            number = self.parents[number]
        return tuple(reversed(way))

    def _expand(self, number: int, state: State, key: Keyed) -> Broken | None:
        """Do all that can be done; use proofs in their last second; let time pass."""
        found = None
        if self.space.is_within(state):
            found = self._try(number, state, self.space.moves(state))
            found = found or self._last_second(number, state, key)
        for who in self.space.configuration.who:
            found = found or self._begin(number, state, who)
        self._try(number, state, waits(state, key))
        return found

    def _last_second(self, number: int, state: State, key: Keyed) -> Broken | None:
        """Whoever has a proof before them uses it just before the next thing is due."""
        seconds = key.due - state.world.now
        if not key.due or seconds == 1:
            return None
        late = moved(self.space, state, Waited(seconds - 1))
        for who in self.space.configuration.who:
            if who in state.tabs or state.world.dialogs.get(who, NO_DIALOG).ticket:
                found = self._try(number, late, self.space.presses(late, who), late_s=seconds - 1)
                if found is not None:
                    return found
        return None

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
        self.graph.add(number, ((hub, self._kind(Reloaded(who))),))
        return found

    def _kind(self, move: Move, events: Events = ()) -> int:
        """What an edge means for the first of those who act."""
        if not isinstance(move, Pressed | UrlOpened | Reloaded | Looked):
            return 0
        kind = 0 if person_at(move.who) == self._customer else FOREIGN
        for event in events:
            if isinstance(event, e.SignedIn):
                kind |= SIGNS_IN
            elif isinstance(event, CHANGED):
                kind |= COMPLETES
        return kind

    def _try(
        self, number: int, state: State, moves: Iterable[Move], hub: int = 0, late_s: int = 0
    ) -> Broken | None:
        """Make these moves, so late; their edges begin at the state, or at a hub of it."""
        same: set[object] = {NOTHING}
        ends = set[End]()
        for move in moves:
            self.transitions += 1
            self._walked.clear()  # of looks, which led to no row that this move takes
            events: Events = ()
            if isinstance(move, Pressed):
                press = press_of(state, move)
                events = decided(self.space, state, press)
                alike = _alike(state, press, events)
                if alike in same:
                    if self._walked:
                        self._note(number, late_s, move)
                    continue
                same.add(alike)
                step, new = pressed(self.space, state, press, events)
                promise = broken(step)
            else:
                new = moved(self.space, state, move)
                promise = _shown_twice(move, new)
            if self._walked:
                self._note(number, late_s, move)
            if promise is not None:
                return Broken(promise, (*self.way_to(number), Waited(late_s), move))
            target = self._arrive(number, late_s, move, new)
            if target != number:
                ends.add((target, self._kind(move, events)))
        self.graph.add(hub or number, ends)
        return None

    def _trace(self) -> None:
        """Note only rows that have not been reached: noting is dear where nothing is to note."""
        self._trace_until = 2 * self._trace_until + TRACED_FIRST
        self.space.chart = traced(self._chart, self._walked.append, self.reached)

    def _note(self, number: int, late_s: int, move: Move) -> None:
        for row in self._walked:
            self.reached.setdefault(row, (*self.way_to(number), Waited(late_s), move))

    def _arrive(self, number: int, late_s: int, move: Move, state: State) -> int:
        """The number of a state; if it is new, it is gone on from later."""
        key = self._keys.of(state)
        known = self.known.get(key.digest)
        if known is None:
            self.known[key.digest] = known = len(self.known)
            self.parents.append(number)
            self.moves.append(move)
            self.late_s.append(late_s)
            self.signed_in.append(key.is_signed_in)
            self._queue.append((known, state, key))
        return known


def gone(state: State, who: str) -> State:
    """The state as if somebody had no page before them."""
    world, tabs = state.world, state.tabs
    if who in world.dialogs:
        world = replace(world, dialogs=world.dialogs.delete(who))
    return State(world, tabs.delete(who) if who in tabs else tabs, state.ledger)


def _shown_twice(move: Move, after: State) -> Promise | None:
    """What is shown once must be gone after a page is asked for again."""
    is_shown = isinstance(move, Reloaded) and shows_a_secret(after.world, move.who)
    return promises.SHOWN_ONCE if is_shown else None


def _alike(state: State, press: Press, events: Events) -> object:
    """What is equal for presses that come to the same, by the world, the ledger and promises."""
    if not events:
        return NOTHING
    if isinstance(events[-1], e.Stayed):
        world, ledger = state.world, state.ledger
        if recorded(ledger, world, press, events, world) is ledger:
            return events[:-1], press.browser
    if is_telling(events):
        return events, tuple([one for one in press.form if one[0] in READ])
    return events


def waits(state: State, key: Keyed) -> Iterator[Waited]:
    """Until the next thing is due; and so long that what begins then falls due later."""
    seconds = key.due - state.world.now
    if key.due:
        if seconds > LONGEST_S:
            yield Waited(seconds - LONGEST_S // 2)
        if key.is_fresh and seconds > 1:
            yield Waited(seconds // 2)
        yield Waited(seconds)
