"""The shortest way to each row runs as a scenario: what was explored is what people can do."""

from pathlib import Path

import pytest

from itsid_sim.drivers.venues import HTTP, IN_PROCESS
from itsid_sim.explore.exploration import Shortest, explored
from itsid_sim.explore.moves import Move, Posted, Waited
from itsid_sim.explore.telling import Told, lines, told
from itsid_sim.rules import spaces, telling
from itsid_sim.rules.letters import CODE_SUBJECT
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.explore.spaces_of import CAST, ENOUGH, KNOWN, closed


def feature_of(ways: tuple[Shortest, ...]) -> str:
    """All ways as the scenarios of one feature."""
    scenarios = (
        f"  シナリオ: {number}\n{lines(Told(way.given, way.done), ())}\n"
        for number, way in enumerate(ways, 1)
    )
    return "# language: ja\n機能: 最短の道\n\n" + "\n".join(scenarios)


@pytest.mark.parametrize("driver", [IN_PROCESS, HTTP])
@pytest.mark.parametrize("name", [spaces.WHOLE_BY_CODE, spaces.BESIDE, spaces.FEW_URLS])
def test_every_shortest_way_can_be_walked(name: str, driver: str, tmp_path: Path) -> None:
    ways = explored(KNOWN[name], CAST, ENOUGH).ways
    feature = tmp_path / "ways.feature"
    feature.write_text(feature_of(ways), encoding="utf-8")

    record = run(Request((str(feature),), driver=driver), lambda _: None)

    assert {"passed"} == {scenario.status for scenario in record.scenarios}
    assert len(ways) == len(record.scenarios)


def test_each_way_takes_the_row_that_it_is_for(tmp_path: Path) -> None:
    """The recorder, which knows nothing of explorations, sees the same row taken."""
    ways = explored(KNOWN[spaces.WHOLE_BY_CODE], CAST, ENOUGH).ways
    feature = tmp_path / "ways.feature"
    feature.write_text(feature_of(ways), encoding="utf-8")

    record = run(Request((str(feature),)), lambda _: None)

    missed = [
        way.row
        for way, scenario in zip(ways, record.scenarios, strict=True)
        if not any(way.row in step.cases for step in scenario.steps)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ((Posted("1", "arrives"),), None),
        ((Posted("1", "arrives twice"),), telling.LETTERS_COME_TWICE),
        ((Posted("1", "is lost"),), telling.LETTERS_ARE_LOST),
        ((Waited(90), Posted("1", "arrives")), telling.LETTERS_ARE_LATE),
    ],
    ids=["arrives", "twice", "lost", "late"],
)
def test_what_becomes_of_a_letter_is_said_before_it_is_written(
    rest: tuple[Move, ...], expected: str | None
) -> None:
    search = closed(spaces.BY_CODE)
    asking = search.reached["本人認証/次へ/6"]

    done = told(search.space, (*asking, *rest)).done

    mishaps = [sentence for sentence in done if "ようになる" in sentence]
    if expected is None:
        assert [] == mishaps
    else:
        said = expected.format(subject=CODE_SUBJECT, span="1分30秒")
        assert [said, telling.LETTERS_ARRIVE] == mishaps
        assert done.index(said) < done.index("太郎が「次へ」を押す", done.index(said))
