"""What waits for a moment is weighed a little too early or too late."""

import pytest

from itsid_sim.core.chart import Chart
from itsid_sim.core.commands import Press
from itsid_sim.core.state import Dialog, World
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.times import earlier, time_mutants
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Settings

MUTANTS = {one.id: one for one in time_mutants(CHART)}
HALF_AN_HOUR_S = 30 * 60


def turn_after(seconds: int) -> Turn:
    """A turn so long after the last press on 利用規約."""
    turn = Turn(World(seconds, Settings()), Press("b", 0, labels.CONFIRM))
    turn.dialog = Dialog(labels.TERMS, touched_at=0)
    return turn


def is_over(chart: Chart, seconds: int) -> bool:
    """Whether the screen has been left alone for too long."""
    return chart.screens[labels.TERMS].first[0].when(turn_after(seconds))


@pytest.mark.parametrize(
    ("way", "first"),
    [
        ("1s-later", HALF_AN_HOUR_S + 1),
        ("1s-earlier", HALF_AN_HOUR_S - 1),
        ("1m-later", HALF_AN_HOUR_S + 60),
        ("1m-earlier", HALF_AN_HOUR_S - 60),
    ],
)
def test_the_boundary_moves(way: str, first: int) -> None:
    broken = MUTANTS[f"REG-11/{labels.TERMS}//1/{way}"].change(CHART)

    assert (False, True) == (is_over(broken, first - 1), is_over(broken, first))


def test_the_chart_itself_holds() -> None:
    assert (False, True) == (is_over(CHART, HALF_AN_HOUR_S - 1), is_over(CHART, HALF_AN_HOUR_S))


def test_a_turn_before_is_the_same_but_for_its_time() -> None:
    turn = turn_after(100)

    before = earlier(turn, 40)

    assert (60, turn.dialog, turn.press) == (before.now, before.dialog, before.press)
    assert 60 == before.world.now
