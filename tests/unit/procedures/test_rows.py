"""Every row of the chart is reached by somebody: none stands there that nothing leads to."""

from msgspec.structs import replace

from itsid_sim.core.chart import Case, Chart, Condition, Entrance, Screen, rows
from itsid_sim.core.turn import Turn
from itsid_sim.procedures import CHART
from tests.unit.procedures import journeys, reissue_journeys, service_journeys

JOURNEYS = (*journeys.JOURNEYS, *reissue_journeys.JOURNEYS, *service_journeys.JOURNEYS)

# A row is named by its place, its button and its words in the tables.
Row = tuple[str, str, str]


class Watch:
    """A chart like ours that remembers which of its rows were taken."""

    def __init__(self) -> None:
        self.taken: set[Row] = set()
        self.chart = Chart(
            {title: self._screen(screen) for title, screen in CHART.screens.items()},
            {path: self._entrance(entrance) for path, entrance in CHART.entrances.items()},
            CHART.readings,
        )

    def _screen(self, screen: Screen) -> Screen:
        press = {
            button: self._cases(screen.title, button, cases)
            for button, cases in screen.press.items()
        }
        return replace(screen, press=press, first=self._cases(screen.title, "", screen.first))

    def _entrance(self, entrance: Entrance) -> Entrance:
        return replace(entrance, opens=self._cases(entrance.path, "", entrance.opens))

    def _cases(self, place: str, button: str, cases: tuple[Case, ...]) -> tuple[Case, ...]:
        return tuple(
            replace(case, when=self._watched(case.when, name_of(place, button, case)))
            for case in cases
        )

    def _watched(self, when: Condition, row: Row) -> Condition:
        def watched(turn: Turn) -> bool:
            holds = when(turn)
            if holds:
                self.taken.add(row)
            return holds

        return watched


def name_of(place: str, button: str, case: Case) -> Row:
    return (place, button, case.when.__doc__ or "")


ROWS = [name_of(place, button, case) for place, button, case in rows(CHART)]


def test_rows_have_different_names() -> None:
    """Two rows of one name would be told apart by nobody who reads the tables."""
    assert [] == [row for row in set(ROWS) if ROWS.count(row) > 1]


def test_every_row_is_reached() -> None:
    watch = Watch()

    for journey in JOURNEYS:
        journey(watch.chart)

    assert [] == [row for row in ROWS if row not in watch.taken]


def test_every_screen_is_led_to() -> None:
    """A screen that no case leads to would stand in the manual and not in the simulator."""
    targets = {case.then.screen for _, _, case in rows(CHART)}

    assert set() == set(CHART.screens) - targets
