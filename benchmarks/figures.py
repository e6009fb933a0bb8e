"""One measured figure, and how it is measured: several rounds, of which the median is quoted."""

from collections.abc import Callable, Sequence
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
        goal = f"; goal: {self.goal}" if self.goal else ""
        return f"{self.name:52} {numbers}   {self.unit}{goal}"


class Remark(Value, frozen=True):
    """What stands in the table where nothing could be measured."""

    text: str

    def line(self) -> str:
        """The remark as a line of the table."""
        return self.text


Line = Figure | Remark


def ratio(name: str, these: Sequence[float], those: Sequence[float], goal: str) -> Figure:
    """How many times as much these are as those, round by round."""
    values = tuple(this / that for this, that in zip(these, those, strict=True))
    return Figure(name, values, "times", goal)


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
