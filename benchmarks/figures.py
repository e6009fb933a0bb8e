"""One measured figure, and how it is measured: several rounds, of which the median is quoted."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from itsid_sim.rules.value import Value

ROUNDS = 7


class Figure(Value, frozen=True):
    """A name, the figure of each round in one unit, and the goal in words."""

    name: str
    values: tuple[float, ...]
    unit: str
    goal: str

    def line(self) -> str:
        """The figure as a line of the table."""
        middle, low, high = median(self.values), min(self.values), max(self.values)
        numbers = " ".join(f"{value:12,.2f}" for value in (middle, low, high))
        return f"{self.name:52} {numbers}   {self.unit}; goal: {self.goal}"


def seconds_of(work: Callable[[], object], times: int = 1) -> float:
    """How long it takes to do some work so many times."""
    began = perf_counter()
    for _ in range(times):
        work()
    return perf_counter() - began


def rounds(measure: Callable[[], float], count: int = ROUNDS) -> tuple[float, ...]:
    """The figure of several rounds, after one that does not count."""
    measure()
    return tuple(measure() for _ in range(count))
