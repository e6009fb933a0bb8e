"""What a traced chart notes is what was taken, and nothing else about it is different."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from msgspec.structs import replace

from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.core.chart import Case, Chart, rows
from itsid_sim.core.tracing import named_rows, row_id, traced
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.routes import Walker, another_code, ask_for_reissue
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels
from tests.drivers.sites import CAST
from tests.unit.procedures import journeys, reissue_journeys, service_journeys

JOURNEYS = (*journeys.JOURNEYS, *reissue_journeys.JOURNEYS, *service_journeys.JOURNEYS)
WHO = "太郎"
CASES = {name: case for name, _, _, case in named_rows(CHART)}


class Walk:
    """A person before a simulator whose chart is traced, and what was noted since last asked."""

    def __init__(self, simulator: Embedded, noted: list[str]) -> None:
        self._theatre = Theatre(CAST, {}, "seed", simulator)
        self._noted = noted
        stage = self._theatre.stage()
        self.walker = Walker(InProcess(stage), stage, WHO)
        self.driver = self.walker.driver

    def noted(self) -> list[str]:
        found = list(self._noted)
        self._noted.clear()
        return found

    def noted_at(self, button: str) -> list[str]:
        """What a press of this button notes, less what is noted by looking."""
        self.noted()
        self.driver.press(WHO, button)
        return [name for name in self.noted() if f"/{button}/" in name]


@pytest.fixture
def walk() -> Iterator[Walk]:
    noted: list[str] = []
    simulator = Embedded(chart=traced(CHART, noted.append))
    yield Walk(simulator, noted)
    simulator.close()


def notices(walk: Walk) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in walk.driver.look(WHO).notices]


def said(names: list[str]) -> list[tuple[str, str]]:
    """The notices that rows of these names give."""
    return [(CASES[name].then.field, CASES[name].then.says) for name in names]


def test_looking_notes_what_opened_the_page(walk: Walk) -> None:
    """An entrance is weighed by looking."""
    walk.driver.open(WHO, "/mypage")

    assert [row_id("/mypage", "", 2)] == walk.noted()


def test_refusals_side_by_side_are_all_noted(walk: Walk) -> None:
    """A person sees every mistake at once."""
    walk.driver.open(WHO, "/mypage")

    noted = walk.noted_at(labels.LOGIN)

    assert [row_id("ログイン", "ログイン", 1), row_id("ログイン", "ログイン", 2)] == noted
    assert said(noted) == notices(walk)


def test_a_second_refusal_of_a_field_is_not_noted(walk: Walk) -> None:
    """A blank code is malformed too, but only the first notice of a field is shown."""
    ask_for_reissue(walk.walker)

    noted = walk.noted_at(labels.NEXT)

    assert [row_id("認証コード入力", labels.NEXT, 1)] == noted
    assert said(noted) == notices(walk)


def test_of_what_leads_on_only_the_first_is_noted(walk: Walk) -> None:
    """The page that comes up is the one that the noted row leads to."""
    ask_for_reissue(walk.walker)
    walk.walker.enter(CODE=walk.walker.stage.letters("taro@example.jp")[-1].code)

    noted = walk.noted_at(labels.NEXT)

    assert ["パスワード登録"] == [CASES[name].then.screen for name in noted]
    assert "パスワード登録" == walk.driver.look(WHO).title


def test_staying_is_noted_where_nothing_else_holds(walk: Walk) -> None:
    """A wrong code is the last case of its button."""
    ask_for_reissue(walk.walker)
    walk.walker.enter(CODE=another_code(walk.walker))

    noted = walk.noted_at(labels.NEXT)

    assert said(noted) == notices(walk)
    assert [len(CHART.screens["認証コード入力"].press[labels.NEXT])] == [
        int(name.rpartition("/")[2]) for name in noted
    ]


def test_a_press_on_an_old_page_notes_nothing(walk: Walk) -> None:
    """It has no effect, so no row is taken."""
    walk.driver.open(WHO, "/mypage")
    walk.driver.press(WHO, labels.REGISTER)
    walk.driver.back(WHO)

    assert [] == walk.noted_at(labels.LOGIN)


def test_what_is_walked_on_the_served_site_is_noted() -> None:
    """The site over HTTP looks and presses by the same chart."""
    noted: list[str] = []
    served = Served(Serving(), CAST, chart=traced(CHART, noted.append))

    urlopen(f"{served.url}/w/main/mypage").close()  # noqa: S310 - our own address
    served.close()

    assert [row_id("/mypage", "", 2)] == noted


def test_every_row_can_be_noted() -> None:
    """The names that are noted are the names of the rows, all of them."""
    noted: set[str] = set()

    for journey in JOURNEYS:
        journey(traced(CHART, noted.add))

    assert set(CASES) == noted


def test_rows_have_different_names() -> None:
    names = [name for name, *_ in named_rows(CHART)]

    assert len(set(names)) == len(names) == len(list(rows(CHART)))


def test_only_the_conditions_are_others() -> None:
    """Screens, buttons, effects, words and rules are the very same."""
    made = traced(CHART, lambda _: None)

    assert without_conditions(CHART) == without_conditions(made)


def test_conditions_keep_their_words() -> None:
    """The tables are printed from them."""
    made = traced(CHART, lambda _: None)

    words = [case.when.__doc__ for _, _, case in rows(CHART)]

    assert words == [case.when.__doc__ for _, _, case in rows(made)]


def without_conditions(chart: Chart) -> Chart:
    """A chart that can be compared: functions are equal only to themselves."""

    def bare(cases: tuple[Case, ...]) -> tuple[Case, ...]:
        return tuple(replace(case, when=bool) for case in cases)

    screens = {
        title: replace(
            screen,
            press={button: bare(cases) for button, cases in screen.press.items()},
            first=bare(screen.first),
        )
        for title, screen in chart.screens.items()
    }
    entrances = {
        path: replace(entrance, opens=bare(entrance.opens))
        for path, entrance in chart.entrances.items()
    }
    return Chart(screens, entrances, chart.readings)
