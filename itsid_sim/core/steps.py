"""Which function folds which event into a world: the table behind `evolve`."""

from collections.abc import Callable
from typing import TypeVar, cast

from itsid_sim.core.events import Event
from itsid_sim.core.state import World

Step = Callable[[World, Event], World]
E = TypeVar("E", bound=Event)

STEPS: dict[type[Event], Step] = {}


def upon(kind: type[E]) -> Callable[[Callable[[World, E], World]], Callable[[World, E], World]]:
    """Enter a function into the table as the fold of one kind of event."""

    def enter(step: Callable[[World, E], World]) -> Callable[[World, E], World]:
        STEPS[kind] = cast("Step", step)
        return step

    return enter
