"""All mutants there are, each by its id."""

from collections.abc import Iterator

from itsid_sim.core.chart import Chart
from itsid_sim.mutate.accounts import account_mutants
from itsid_sim.mutate.answers import answer_mutants
from itsid_sim.mutate.comparing import comparison_mutants
from itsid_sim.mutate.delivery import delivery_mutants
from itsid_sim.mutate.letters import letter_mutants
from itsid_sim.mutate.limits import limit_mutants
from itsid_sim.mutate.locks import lock_mutants
from itsid_sim.mutate.looks import look_mutants
from itsid_sim.mutate.mutant import Mutant
from itsid_sim.mutate.proofs import proof_mutants
from itsid_sim.mutate.rows import row_mutants
from itsid_sim.mutate.screens import screen_mutants
from itsid_sim.mutate.secrets import secret_mutants
from itsid_sim.mutate.times import time_mutants
from itsid_sim.procedures import CHART
from itsid_sim.rules.catalogue import RULES


def mutants(chart: Chart = CHART) -> dict[str, Mutant]:
    """Every mutant by id, in the order of the rules. Raises ValueError for an id of two."""
    order = {rule: place for place, rule in enumerate(RULES)}
    found: dict[str, Mutant] = {}
    for one in sorted(_all(chart), key=lambda one: order[one.rule]):
        if RULES[one.rule].kind == "policy":  # what is asked of people no screen can break
            continue
        if one.id in found:
            raise ValueError(f"{one.id}: two mutants have this id; say more of where they are")
        found[one.id] = one
    return found


def _all(chart: Chart) -> Iterator[Mutant]:
    yield from row_mutants(chart)
    yield from screen_mutants(chart)
    yield from limit_mutants()
    yield from time_mutants(chart)
    yield from letter_mutants()
    yield from proof_mutants()
    yield from account_mutants()
    yield from lock_mutants()
    yield from comparison_mutants()
    yield from secret_mutants()
    yield from delivery_mutants()
    yield from answer_mutants()
    yield from look_mutants()
