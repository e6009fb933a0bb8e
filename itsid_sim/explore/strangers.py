"""The same done with an ID that is registered and with one that is not, until a difference shows.

Breadth first, in two spaces at once, so that a difference is told by a shortest way to it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import chain
from typing import NamedTuple

from msgspec import json

from itsid_sim.core.commands import Look
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import LetterKind
from itsid_sim.core.text import mask_address
from itsid_sim.explore.key import Keyed, Keys
from itsid_sim.explore.moves import Move, Posted, Waited
from itsid_sim.explore.search import waits
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import moved
from itsid_sim.procedures import CHART
from itsid_sim.procedures.letters import compose
from itsid_sim.rules import labels

# What is done with the ID that is registered, and with the other; so with all that comes in two.
Moves = tuple[Move, Move]
States = tuple[State, State]
Key = tuple[bytes, bytes, int, bool]

# An ID that nobody has.
UNREGISTERED = "someone@example.org"


class Seen(NamedTuple):
    """What somebody has before them: the page, and the letters that they can read, by kind."""

    page: Page | None
    letters: tuple[tuple[LetterKind, str], ...]


class Strangers:
    """One search; what it has come to is there to read at any time."""

    def __init__(self, registered: Space, unregistered: Space) -> None:
        self.spaces = registered, unregistered
        self.transitions = 0
        self._keys = Keys(registered), Keys(unregistered)
        self._names = tuple(zip(_names(unregistered), _names(registered), strict=True))
        start = registered.start(), unregistered.start()
        keyed = self._keyed(start)
        self.known = {_key(start, keyed): 0}
        self._came: list[tuple[int, Moves]] = []
        self._queue = deque([(0, start, keyed)])

    @property
    def is_closed(self) -> bool:
        """Whether there is nothing left to go on from."""
        return not self._queue

    def run(self, states_max: int) -> list[Moves] | None:
        """The shortest way to where a difference is seen; None if there is none so far."""
        while self._queue and len(self.known) < states_max:
            number, states, keyed = self._queue.popleft()
            for moves in self._moves(states, keyed):
                self.transitions += 1
                after = self._moved(states, moves)
                if self._is_told_apart(after):
                    return [*self._way_to(number), moves]
                self._arrive(number, moves, after)
        return None

    def _moves(self, states: States, keyed: tuple[Keyed, Keyed]) -> Iterator[Moves]:
        """What can be done alike with either ID; waits until what is due, and until just before."""
        yield from zip(*map(_moves, self.spaces, states), strict=True)
        for state, key in zip(states, keyed, strict=True):
            for wait in waits(state, key):
                yield wait, wait
                if wait.seconds > 1:
                    before = Waited(wait.seconds - 1)
                    yield before, before

    def _moved(self, states: States, moves: Moves) -> States:
        one, other = map(moved, self.spaces, states, moves)
        return one, other

    def _is_told_apart(self, states: States) -> bool:
        """Whether more than the ID itself differs in what is seen."""
        one, other = (json.encode(seen(*side)) for side in zip(self.spaces, states, strict=True))
        if one == other:
            return False
        for unregistered, registered in self._names:
            other = other.replace(unregistered, registered)
        return one != other

    def _arrive(self, number: int, moves: Moves, states: States) -> None:
        keyed = self._keyed(states)
        key = _key(states, keyed)
        if key not in self.known:
            self.known[key] = known = len(self.known)
            self._came.append((number, moves))
            self._queue.append((known, states, keyed))

    def _keyed(self, states: States) -> tuple[Keyed, Keyed]:
        one, other = (keys.of(state) for keys, state in zip(self._keys, states, strict=True))
        return one, other

    def _way_to(self, number: int) -> list[Moves]:
        way = []
        while number:
            number, moves = self._came[number - 1]
            way.append(moves)
        return way[::-1]


def seen_after(space: Space, way: Iterable[Move]) -> Seen:
    """What somebody sees at the end of a way."""
    state = space.start()
    for move in way:
        state = moved(space, state, move)
    return seen(space, state)


def is_odd(space: Space, way: Sequence[Move]) -> bool:
    """Whether the documented chart shows something else at the end of a way."""
    documented = copy(space)
    documented.chart = CHART
    return seen_after(documented, way) != seen_after(space, way)


def seen(space: Space, state: State) -> Seen:
    """What somebody sees who has done all this: of two pages that of the URL, opened later."""
    (who,) = space.configuration.who
    tab = state.tabs.get(who)
    letters = map(state.world.letters.__getitem__, state.world.arrivals)
    return Seen(
        page_of(space.chart, state.world, Look(who, tab.address if tab else "")),
        tuple((one.kind, compose(one).text) for one in letters if one.to in space.boxes[who]),
    )


def _moves(space: Space, state: State) -> Iterator[Move]:
    """What somebody can do, and what becomes of the letters to them."""
    (who,) = space.configuration.who
    going_on = space.moves(state) if space.is_within(state) else ()
    for move in chain(going_on, space.begins(state, who)):
        if not isinstance(move, Posted) or _is_to(space.boxes[who], state, move):
            yield move


def _is_to(boxes: frozenset[str], state: State, move: Posted) -> bool:
    return state.world.letters[move.letter].to in boxes


def _names(space: Space) -> tuple[bytes, bytes]:
    """How the ID that is typed stands on pages: as it is, and partly hidden."""
    (typed,) = (
        one.facts[labels.ITSCOM_ID]
        for one in space.people
        if one.name in ("", space.configuration.stranger_to)
    )
    return typed.encode(), mask_address(typed).encode()


def _key(states: States, keyed: tuple[Keyed, Keyed]) -> Key:
    """Both keys, whether they run in step, and whether the last second before a change has come."""
    one, other = keyed
    apart_s = one.due - other.due if one.due and other.due else 0
    last_second = states[0].world.now + 1
    return one.digest, other.digest, apart_s, last_second in (one.due, other.due)
