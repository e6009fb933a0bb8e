"""Whoever wants to be told that something has happened in a world."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

Call = Callable[[], object]


class Watchers:
    """Calls are made in the thread of whoever changed the world, so they must be quick."""

    def __init__(self) -> None:
        self.is_over = False
        self._calls: dict[str, list[Call]] = defaultdict(list)
        self._turn = Lock()

    @contextmanager
    def watching(self, world: str, call: Call) -> Iterator[None]:
        """Be called after every change of a world, also when it is taken away."""
        with self._turn:
            self._calls[world].append(call)
        try:
            yield
        finally:
            with self._turn:
                self._calls[world].remove(call)
                if not self._calls[world]:
                    del self._calls[world]

    def are_watching(self, world: str) -> bool:
        """Whether anybody wants to be told of a world."""
        return world in self._calls

    def tell(self, world: str) -> None:
        """Say that something has happened."""
        if self._calls:
            with self._turn:
                calls = list(self._calls.get(world, ()))
            for call in calls:
                call()

    def end(self) -> None:
        """Say that nothing will be told any more."""
        self.is_over = True
        for world in list(self._calls):
            self.tell(world)
