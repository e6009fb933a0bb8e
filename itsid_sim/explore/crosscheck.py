"""Whether the keys tell all that matters: exact ages, and every state beside the one it is like."""

from collections import deque
from collections.abc import Iterator

from itsid_sim.core.deadlines import deadlines
from itsid_sim.explore.key import Keys
from itsid_sim.explore.moves import Move, Waited
from itsid_sim.explore.search import Search, Way, waits
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import moved
from itsid_sim.rules.value import Value


class Doubt(Value, frozen=True):
    """A way to a state that the closed exploration does not have, or takes for another."""

    why: str
    way: Way


def doubts(search: Search, states_max: int, alike_every: int) -> Iterator[Doubt]:
    """Walk so many states by exact ages, and look for each among those of a closed exploration.

    Of every so many, what can follow is compared with what can follow the state that it is
    taken for.
    """
    space, keys = search.space, Keys(search.space)
    start = space.start()
    seen = {_exact(keys, start)}
    queue: deque[tuple[State, Way]] = deque([(start, ())])
    number = 0
    while queue and number < states_max:
        state, way = queue.popleft()
        number += 1
        digest = keys.of(state).digest
        if digest not in search.known:
            yield Doubt("unknown", way)
        elif number % alike_every == 0:
            like = _at(space, search.way_to(search.known[digest]))
            if not _next(space, keys, state) - {digest} <= _next(space, keys, like):
                yield Doubt("not alike", way)
        if space.is_within(state):
            for move in _moves(space, state):
                after = moved(space, state, move)
                exact = _exact(keys, after)
                if exact not in seen:
                    seen.add(exact)
                    queue.append((after, (*way, move)))


def _moves(space: Space, state: State) -> Iterator[Move]:
    """Everything, and waits until just before, exactly until and until just after what is due."""
    yield from space.moves(state)
    for who in space.configuration.who:
        yield from space.begins(state, who)
    ahead = deadlines(state.world)
    if ahead:
        due = ahead[0].at - state.world.now
        yield from (Waited(seconds) for seconds in (due - 1, due, due + 1) if seconds > 0)


def _exact(keys: Keys, state: State) -> tuple[object, ...]:
    """The key of a state together with the seconds until each thing that is due."""
    now = state.world.now
    return keys.of(state).digest, tuple(one.at - now for one in deadlines(state.world))


def _at(space: Space, way: Way) -> State:
    state = space.start()
    for move in way:
        state = moved(space, state, move)
    return state


def _next(space: Space, keys: Keys, state: State) -> set[bytes]:
    """The keys of all that can follow."""
    moves = [*space.moves(state)] if space.is_within(state) else []
    for who in space.configuration.who:
        moves += space.begins(state, who)
    moves += waits(state, keys.of(state))
    return {keys.of(moved(space, state, move)).digest for move in moves}
