"""A world in memory, as it stands."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from threading import RLock
from types import TracebackType

from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Record
from itsid_sim.service.reading import Standing


class Post:
    """Held by one at a time, in whatever process; who holds it may take it again."""

    def __init__(self, alone: Callable[[], AbstractContextManager[object]]) -> None:
        self._lock = RLock()
        self._alone = alone
        self._depth = 0
        self._leave = ExitStack()

    def __enter__(self) -> None:
        self._lock.acquire()
        try:
            if not self._depth:
                self._leave.enter_context(self._alone())
            self._depth += 1
        except BaseException:
            self._lock.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._depth -= 1
            if not self._depth:
                self._leave.close()
        finally:
            self._lock.release()


class Entry:
    """Its record, its value, the number of its last event and of its last snapshot, and its dice.

    `lock` is held while a command is decided, `post` while letters are carried or the clock moves;
    who takes both takes `post` first. What `is_stale` has to be read anew.
    """

    __slots__ = ("chance", "events", "is_stale", "lock", "post", "record", "saved", "world")

    def __init__(self, record: Record, standing: Standing, chance: Chance, post: Post) -> None:
        self.chance = chance
        self.lock = RLock()
        self.post = post
        self.put(record, standing)

    def put(self, record: Record, standing: Standing) -> None:
        """Let it stand like this."""
        self.record = record
        self.world = standing.world
        self.events = standing.event
        self.saved = standing.saved
        self.is_stale = False

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return Standing(self.world, self.events, self.saved)
