"""Who can get where: the edges between states, small enough for millions of them."""

from array import array
from collections import deque
from collections.abc import Iterable

# What an edge means for a customer who wants to sign in again.
FOREIGN, SIGNS_IN, COMPLETES = 1, 2, 4

# Where an edge leads, and what it means.
End = tuple[int, int]


class Graph:
    """Edges by number of state. A hub stands for what is the same from many states."""

    def __init__(self) -> None:
        self._sources = array("i")
        self._targets = array("i")
        self._kinds = array("B")
        self._hubs = 0

    def add(self, source: int, ends: Iterable[End]) -> None:
        """One more edge to each of these ends."""
        for target, kind in ends:
            self._sources.append(source)
            self._targets.append(target)
            self._kinds.append(kind)

    def hub(self) -> int:
        """A new hub; its number is negative, so that it is no state's."""
        self._hubs += 1
        return -self._hubs

    def before(self, goals: Iterable[int], states: int) -> bytearray:
        """From which states one gets to a goal by one's own edges; a byte each, 1 if one does.

        Hubs follow the states: hub -1 is last.
        """
        size = states + self._hubs
        first = array("i", bytes(4 * (size + 1)))
        own = [place for place, kind in enumerate(self._kinds) if not kind & FOREIGN]
        for place in own:
            first[self._targets[place] % size + 1] += 1
        for number in range(size):
            first[number + 1] += first[number]
        sources, free = array("i", bytes(4 * len(own))), first[:]
        for place in own:
            target = self._targets[place] % size
            sources[free[target]] = self._sources[place] % size
            free[target] += 1
        known = bytearray(size)
        queue = deque(goal % size for goal in goals)
        for goal in queue:
            known[goal] = 1
        while queue:
            number = queue.popleft()
            for source in sources[first[number] : first[number + 1]]:
                if not known[source]:
                    known[source] = 1
                    queue.append(source)
        return known

    def sources(self, kind: int) -> Iterable[tuple[int, int]]:
        """The ends of one's own edges of a kind."""
        for source, target, one in zip(self._sources, self._targets, self._kinds, strict=True):
            if one & kind and not one & FOREIGN:
                yield source, target
