"""A world in memory, as it stands."""

from threading import RLock

from itsid_sim.ports.chance import Chance
from itsid_sim.ports.store import Record
from itsid_sim.service.reading import Standing


class Entry:
    """Its record, its value, the number of its last event and of its last snapshot, and its dice.

    `lock` is held while a command is decided, `post` while letters are carried or the clock moves;
    who takes both takes `post` first. What `is_stale` has to be read anew.
    """

    __slots__ = ("chance", "events", "is_stale", "lock", "post", "record", "saved", "world")

    def __init__(self, record: Record, standing: Standing, chance: Chance) -> None:
        self.chance = chance
        self.lock = RLock()
        self.post = RLock()
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
