"""Every row of the chart is reached by somebody: none stands there that nothing leads to."""

from itsid_sim.core.chart import rows
from itsid_sim.core.tracing import named_rows, traced
from itsid_sim.procedures import CHART
from tests.unit.procedures import journeys, reissue_journeys, service_journeys

JOURNEYS = (*journeys.JOURNEYS, *reissue_journeys.JOURNEYS, *service_journeys.JOURNEYS)


def test_rows_have_different_words() -> None:
    """Two rows with the same words would be told apart by nobody who reads the tables."""
    told = [(place, button, case.when.__doc__) for place, button, case in rows(CHART)]

    assert [] == [row for row in set(told) if told.count(row) > 1]


def test_every_row_is_reached() -> None:
    taken: list[str] = []
    chart = traced(CHART, taken.append)

    for journey in JOURNEYS:
        journey(chart)

    assert set() == {name for name, _, _, _ in named_rows(CHART)} - set(taken)


def test_every_screen_is_led_to() -> None:
    """A screen that no case leads to would stand in the manual and not in the simulator."""
    targets = {case.then.screen for _, _, case in rows(CHART)}

    assert set() == set(CHART.screens) - targets
