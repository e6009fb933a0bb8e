"""A rule that is broken on purpose, as a value: which rule, how, and what makes the program so."""

from collections.abc import Callable

from itsid_sim.core.chart import Chart
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value

Change = Callable[[Chart], Chart]


class Mutant(Value, frozen=True):
    """One rule, broken in one way.

    `operator` names the way, `about` what it was done to, in the words of chart and documents;
    the report makes a sentence of both. `change` gives the chart to go on with, and may change
    this process beside it: it is for a process that ends with the mutant. `row` is the row of the
    chart that is broken, as `core.tracing` names it, empty if none in particular is.
    """

    id: str
    rule: str
    operator: str
    about: tuple[str, ...]
    change: Change
    row: str = ""


def mutant(
    rule: Rule, operator: str, *about: str, change: Change, row: str = "", at: str = ""
) -> Mutant:
    """A mutant whose id says what it is: rule, place (`at`, or else `about`), operator."""
    place = (at,) if at else about
    return Mutant("/".join((rule.id, *place, operator)), rule.id, operator, about, change, row)
