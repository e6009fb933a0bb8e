"""A world beside the fold of its events: whether it is what its journal says."""

from msgspec.structs import replace

from itsid_sim.core.evolve import evolve
from itsid_sim.core.journal import from_lines, to_lines
from itsid_sim.core.reveal import without_reveals
from itsid_sim.core.state import World
from itsid_sim.rules.settings import Settings
from itsid_sim.service.service import Service
from itsid_sim.service.universe import Customer, peopled
from tests.web.intruder import ANSWERS, Place


class Replay:
    """The same world made again, event by event, from what the store has kept."""

    def __init__(
        self,
        service: Service,
        place: Place,
        now: int,
        customers: tuple[Customer, ...],
        settings: Settings = ANSWERS,
    ) -> None:
        self._service = service
        self._place = place
        self._world: World = replace(peopled(customers), now=now, settings=settings)
        self._events = 0

    def is_faithful(self) -> bool:
        """Whether the world is the fold of its events, after a journey through the journal."""
        standing = self._service.standing(self._place.name)
        number = standing.event
        events = self._service.events(self._place.name, self._events)[: number - self._events]
        self._world = evolve(self._world, from_lines(to_lines(events)))
        self._events = number
        return self._world == without_reveals(standing.world)
