"""What else was found of the specification that ran: other answers, broken rules, explorations."""

from itsid_sim.drivers.alternatives import Alternative
from itsid_sim.drivers.mutants import Mutants
from itsid_sim.explore.exploration import Exploration, Shortest
from itsid_sim.rules.value import Value


class Beside(Value, frozen=True):
    """Empty or None where nobody has tried it.

    Other answers to questions, and what they change; rules broken on purpose, and who noticed;
    everything that anybody could do, and where it leads.
    """

    tried: tuple[Alternative, ...] = ()
    broken: Mutants | None = None
    explored: Exploration | None = None


NOTHING = Beside()


def shortest_ways(found: Exploration | None) -> dict[str, Shortest]:
    """The way with the fewest sentences to each row of the chart."""
    ways: dict[str, Shortest] = {}
    for way in (way for one in (found.explored if found else ()) for way in one.ways):
        if way.row not in ways or len(way.done) < len(ways[way.row].done):
            ways[way.row] = way
    return ways
