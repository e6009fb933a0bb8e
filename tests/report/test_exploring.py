"""What the terminal and the report tell of explorations."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from itsid_sim.explore.counterexample import Counterexample
from itsid_sim.explore.exploration import Exploration, Explored, Shortest
from itsid_sim.report.beside import Beside, shortest_ways
from itsid_sim.report.exploring import print_exploration, print_explored
from itsid_sim.report.page import write_page
from itsid_sim.rules.promises import CODE_STILL_GOOD
from tests.report.records import record, scenario

ROW = "認証コード入力/次へ/4"
LONG = Shortest(ROW, "全体", ("Q05の答えを「2回」とする",), ("一つ目", "二つ目", "三つ目"))
SHORT = Shortest(ROW, "手順B", (), ("太郎が届いた認証コードを入力する", "太郎が「次へ」を押す"))
GOOD = Explored("手順B", 1_709, 50_037, closed=True, ways=(SHORT,))
BROKEN = replace(
    GOOD, broken=Counterexample("手順B", CODE_STILL_GOOD.id, ("CODE-03",), "機能: 反例")
)
RUN = record(scenario("passed", "CODE-04"))


def page(folder: Path, *explored: Explored) -> str:
    """The report of a run beside explorations."""
    found = Exploration("", explored, ())
    write_page(RUN, folder / "index.html", beside=Beside(explored=found))
    return (folder / "index.html").read_text(encoding="utf-8")


def test_the_shortest_of_several_ways_is_taken() -> None:
    whole = replace(GOOD, name="全体", ways=(LONG,))

    assert {ROW: SHORT} == shortest_ways(Exploration("", (whole, GOOD), ()))


def test_page_says_how_far_it_was_explored(tmp_path: Path) -> None:
    text = page(tmp_path, GOOD)

    assert "1通りの設定で終わりまで調べ、1,709の状態のうち、約束が破れるところも" in text


def test_page_says_that_a_promise_is_broken(tmp_path: Path) -> None:
    assert "1通りで約束が破れた" in page(tmp_path, BROKEN)


@pytest.mark.parametrize(
    ("one", "known", "expected"),
    [
        (GOOD, (1_709, 50_037), "✓ 手順B — 1,709の状態、50,037の遷移(0.5秒)\n"),
        (GOOD, None, "✓ 手順B — 1,709の状態、50,037の遷移(0.5秒)\n"),
        (GOOD, (1, 2), "(0.5秒) 前は1の状態、2の遷移\n"),
        (replace(GOOD, closed=False), None, "(0.5秒) 終わりまで調べていない\n"),
        (BROKEN, None, f"    破れた約束: {CODE_STILL_GOOD.text}\n    決まり: CODE-03\n"),
    ],
    ids=["as known", "new", "changed", "stopped", "broken"],
)
def test_line_tells_how_a_configuration_ended(
    one: Explored,
    known: tuple[int, int] | None,
    expected: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_explored(one, 0.5, known)

    assert capsys.readouterr().out.endswith(expected)


@pytest.mark.parametrize(
    ("found", "files", "expected"),
    [
        (Exploration("", (GOOD,), ()), (), "約束はすべて守られている。行き止まりはない。"),
        (Exploration("", (BROKEN,), ()), (Path("a.feature"),), "  itsid verify a.feature"),
        (Exploration("", (GOOD,), (ROW,)), (), f"  {ROW}"),
    ],
    ids=["good", "broken", "unreached"],
)
def test_end_tells_what_was_found(
    found: Exploration,
    files: tuple[Path, ...],
    expected: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_exploration(found, files, whole=True)

    assert expected in capsys.readouterr().out.splitlines()
