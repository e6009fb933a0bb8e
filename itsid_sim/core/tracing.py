"""Which rows of a chart are taken: names for its rows, and a chart that tells when one is taken.

Cases are weighed in order and none after the one that is taken; a refusal is weighed only if its
notice would be shown. So a condition that holds is a row that is taken.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from functools import wraps

from msgspec.structs import replace

from itsid_sim.core.chart import Case, Chart, Condition, Screen, rows
from itsid_sim.core.turn import Turn

Note = Callable[[str], None]
Cases = Callable[[str, str, tuple[Case, ...]], tuple[Case, ...]]


def row_id(place: str, button: str, number: int) -> str:
    """The name of a row: a screen's title or an entrance's path, a button, a number from 1.

    The button is empty for what is weighed without one.
    """
    return f"{place}/{button}/{number}"


def named_rows(chart: Chart) -> Iterator[tuple[str, str, str, Case]]:
    """Every case as (name of the row, screen or address, button, case), as `rows` has them."""
    numbers = Counter[tuple[str, str]]()
    for place, button, case in rows(chart):
        numbers[place, button] += 1
        yield row_id(place, button, numbers[place, button]), place, button, case


def traced(chart: Chart, note: Note, known: Container[str] = ()) -> Chart:
    """An equal chart that notes the name of every row that is taken, by a press or by a look.

    `note` is called in the thread that looks or presses, while the world is held: it should only
    remember. A decision that is made anew, for another process was quicker, is noted again.
    Rows that are `known` already are not noted, and cost nothing.
    """

    def cases(place: str, button: str, some: tuple[Case, ...]) -> tuple[Case, ...]:
        return tuple(
            case if row in known else replace(case, when=_noting(case.when, row, note))
            for row, case in ((row_id(place, button, n), case) for n, case in enumerate(some, 1))
        )

    return Chart(
        {title: _screen(screen, cases) for title, screen in chart.screens.items()},
        {
            path: replace(entrance, opens=cases(path, "", entrance.opens))
            for path, entrance in chart.entrances.items()
        },
        chart.readings,
    )


def _screen(screen: Screen, cases: Cases) -> Screen:
    press = {button: cases(screen.title, button, some) for button, some in screen.press.items()}
    return replace(screen, press=press, first=cases(screen.title, "", screen.first))


def _noting(when: Condition, row: str, note: Note) -> Condition:
    @wraps(when)
    def noting(turn: Turn) -> bool:
        holds = when(turn)
        if holds:
            note(row)
        return holds

    return noting
