"""The diagrams are drawn from the chart: nothing is left out, and each link leads to its row."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from itsid_sim.core.tracing import named_rows
from itsid_sim.procedures import CHART
from itsid_sim.report.diagrams.drawing import Diagram, diagrams, legend
from itsid_sim.report.diagrams.graph import Graph, graph_of
from itsid_sim.report.diagrams.layout import Joined, Sized, layout_of, users_cache
from itsid_sim.report.diagrams.style import DIAGRAM_CSS
from itsid_sim.report.diagrams.table import (
    SAME_PAGE,
    case_anchor,
    case_rows,
    rows_of_rules,
)
from itsid_sim.report.diagrams.text import in_two, width_em
from itsid_sim.rules.catalogue import CHAPTERS

NAMES = [name for name, *_ in named_rows(CHART)]
CODE = "「認証コード 入力」でのパスワード再発行(手順B)"
RIGHT_CODE = "認証コード入力/次へ/4"
SVG = "{http://www.w3.org/2000/svg}"

BOXES = (Sized(100, 40), Sized(80, 40), Sized(90, 60))
ARROWS = (Joined(0, 1, 60, 24), Joined(1, 0, 30, 42), Joined(0, 1, 60, 24))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="module")
def drawn(cache: Path) -> dict[str, Diagram]:
    return diagrams(frozenset(NAMES[::2]), cache=cache)


def parsed(markup: str) -> ET.Element:
    """Fails unless it is well-formed."""
    return ET.fromstring(markup)  # noqa: S314 - we wrote it ourselves


def links(diagram: Diagram) -> Iterator[ET.Element]:
    return parsed(diagram.markup).iter(f"{SVG}a")


def graphs() -> list[Graph]:
    return [graph_of(CHART, chapter) for chapter in CHAPTERS]


def linked(graph: Graph) -> list[tuple[str, ...]]:
    """The rows behind each link of a diagram."""
    marks = [mark.rows for box in graph.boxes for mark in box.marks]
    return [*(arrow.rows for arrow in graph.arrows), *marks]


def test_every_row_stands_in_the_table_of_a_rule() -> None:
    rows = {row.id for rule in rows_of_rules().values() for row in rule}

    assert set(NAMES) == rows


def test_diagrams_are_well_formed(drawn: dict[str, Diagram]) -> None:
    """Each is a box with one SVG in it, and both have a name."""
    boxes = [parsed(diagram.markup) for diagram in drawn.values()]

    assert [[f"{SVG}svg"]] * len(drawn) == [[child.tag for child in box] for box in boxes]
    assert all(one.get("aria-label") for box in boxes for one in (box, box[0]))


def test_rows_are_told_by_the_words_of_the_chart() -> None:
    """A refusal and a way on, as they stand in the table."""
    rows = {row.id: row for row in case_rows()}
    blank, right = rows["認証コード入力/次へ/1"], rows[RIGHT_CODE]

    assert ("「認証コード」が空である", SAME_PAGE, ("CODE-05",)) == (
        blank.condition,
        blank.leads_to,
        blank.rules,
    )
    assert ("認証コード入力", "次へ", "パスワード登録", ("認証コードが通ったと記す",)) == (
        right.place,
        right.button,
        right.leads_to,
        right.effects,
    )


def test_entrances_are_told_in_words() -> None:
    """Nobody reads an address with a token."""
    places = {row.place for row in case_rows() if "token" in row.id}

    assert {
        "メールのURL(「登録内容の確認」を開く)",
        "メールのURL(「合言葉入力」を開く)",
        "入口「受信したメール」(/webmail/…)",
    } == places


def test_anchors_are_ascii_and_differ() -> None:
    anchors = [row.anchor for row in case_rows()]

    assert len(anchors) == len(set(anchors))
    assert [] == [anchor for anchor in anchors if not anchor.isascii() or not anchor[0].isalpha()]


def test_anchors_stay_the_same() -> None:
    """Somebody may have sent the link."""
    assert "case-878bb9414f49" == case_anchor(RIGHT_CODE)


def test_every_row_of_a_chapter_is_behind_a_link_of_its_diagram() -> None:
    """Each behind one link, none left out."""
    for chapter, graph in zip(CHAPTERS, graphs(), strict=True):
        cited = {rule.id for rule in chapter.rules}
        own = [row.id for row in case_rows() if cited & set(row.rules)]

        assert sorted(own) == sorted(name for names in linked(graph) for name in names)


def test_arrows_join_what_the_rows_join() -> None:
    """An arrow stands for rows of one button that lead to one screen."""
    cases = {name: (button, case.then.screen) for name, _, button, case in named_rows(CHART)}
    arrows = [arrow for graph in graphs() for arrow in graph.arrows]

    assert [] == [
        arrow for arrow in arrows if {arrow.head} != {cases[name][1] for name in arrow.rows}
    ]
    assert [] == [arrow for arrow in arrows if len({cases[name][0] for name in arrow.rows}) > 1]


def test_a_chapter_that_decides_nothing_has_no_diagram(drawn: dict[str, Diagram]) -> None:
    """What is common to all letters is no matter of screens."""
    silent = {chapter.title for chapter in CHAPTERS} - drawn.keys()

    assert {"三種類のメールに共通の決まり"} == silent


def test_every_link_leads_to_a_row(drawn: dict[str, Diagram]) -> None:
    anchors = {f"#{row.anchor}" for row in case_rows()}

    targets = [link.get("href") for diagram in drawn.values() for link in links(diagram)]

    assert [f"#{anchor}" for one in drawn.values() for anchor in one.anchors] == targets
    assert set() == set(targets) - anchors


def test_every_link_has_a_name(cache: Path) -> None:
    """It says where one is, what is pressed, where that leads, and whether it was walked."""
    diagram = diagrams((RIGHT_CODE, "認証コード入力/次へ/1"), cache=cache)[CODE]

    names = [link.get("aria-label") or "" for link in links(diagram)]

    assert "認証コード入力: 次へ → パスワード登録(通った)" in names
    assert "認証コード入力: 断る(3通り)(一部だけ通った)" in names
    assert "パスワード登録: 次へ → パスワード登録完了(通っていない)" in names


@pytest.mark.parametrize(
    ("walked", "kind"),
    [
        (None, "unknown"),
        ((), "unwalked"),
        (("本人認証/次へ/5",), "partly"),
        (("本人認証/次へ/5", "本人認証/次へ/6"), "walked"),
    ],
)
def test_an_arrow_tells_how_much_was_walked(
    walked: tuple[str, ...] | None, kind: str, cache: Path
) -> None:
    """Two rows lead from 本人認証 to 認証コード入力."""
    diagram = diagrams(walked, cache=cache)[CODE]

    found = [link for link in links(diagram) if "本人認証:" in (link.get("aria-label") or "")]

    assert [f"edge {kind}"] == [link.get("class") for link in found]


def test_what_was_not_walked_is_told_without_colours() -> None:
    """A dashed line, and other dashes where a part was walked."""
    dashes = [
        line.partition("stroke-dasharray: ")[2].split(";")[0]
        for word in ("walked", "partly", "unwalked")
        for line in DIAGRAM_CSS.splitlines()
        if f"a.{word} path" in line
    ]

    assert 3 == len(set(dashes))


def test_diagrams_fetch_nothing(drawn: dict[str, Diagram]) -> None:
    """No image, no font, no style from elsewhere; the one address is the name of SVG."""
    markup = "".join(diagram.markup for diagram in drawn.values()).replace(
        'xmlns="http://www.w3.org/2000/svg"', ""
    )

    assert [] == [
        bad for bad in ("://", "url(", "<image", "<use", "<style", "#000") if bad in markup
    ]


def test_diagrams_fit_a_column(drawn: dict[str, Diagram]) -> None:
    assert [] == [title for title, diagram in drawn.items() if diagram.width > 900]


def test_the_legend_is_silent_about_what_is_not_known() -> None:
    """About another site nobody knows which rows were walked."""
    known, unknown = legend(is_known=True), legend(is_known=False)

    assert ("通っていない" in known, "通っていない" in unknown) == (True, False)
    assert "ul" == parsed(known).tag


def test_a_layout_from_the_cache_is_the_fresh_one(tmp_path: Path) -> None:
    fresh = layout_of(BOXES, ARROWS, None)
    first = layout_of(BOXES, ARROWS, tmp_path)

    again = layout_of(BOXES, ARROWS, tmp_path)

    assert (fresh, fresh) == (first, again)
    assert list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", b"half", b"digit"])
def test_a_damaged_cache_is_mended(tmp_path: Path, damage: bytes) -> None:
    """Cut off, overwritten, or one digit changed so that it can still be read."""
    fresh = layout_of(BOXES, ARROWS, tmp_path)
    kept = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, was in kept.items():
        damaged = {b"half": was[: len(was) // 2], b"digit": was[:-9] + b"7" + was[-8:]}
        path.write_bytes(damaged.get(damage, damage))

    again = layout_of(BOXES, ARROWS, tmp_path)

    assert fresh == again
    assert kept == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """Where the folder should be there is a file."""
    (tmp_path / "taken").write_text("")

    layout = layout_of(BOXES, ARROWS, tmp_path / "taken")

    assert layout_of(BOXES, ARROWS, None) == layout


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative XDG_CACHE_HOME is to be ignored."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    own = users_cache()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")

    assert (tmp_path / "own" / "itsid-sim", tmp_path / ".cache" / "itsid-sim") == (
        own,
        users_cache(),
    )


def test_boxes_do_not_overlap() -> None:
    """Not even those that no arrow joins."""
    layout = layout_of(BOXES, ARROWS, None)
    sides = [
        (x - box.width / 2, x + box.width / 2, y - box.height / 2, y + box.height / 2)
        for (x, y), box in zip(layout.boxes, BOXES, strict=True)
    ]

    touching = [
        (one, other)
        for number, one in enumerate(sides)
        for other in sides[:number]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]

    assert [] == touching
    assert min(side[0] for side in sides) >= 0
    assert max(side[1] for side in sides) <= layout.width


def test_arrows_end_at_their_boxes() -> None:
    """The first goes down and the second up, whatever order Graphviz tells them in."""
    layout = layout_of(BOXES, ARROWS, None)

    tops = [way.points[0][1] < way.tip[1] for way in layout.ways]

    assert [True, False, True] == tops


def test_long_words_break_where_a_reader_would() -> None:
    broken = [in_two(title) for title in CHART.screens if len(in_two(title)) > 1]

    assert ("iTSCOM ID・", "パスワードがご不明なお客様") in broken
    assert [] == [line for lines in broken for line in lines if width_em(line) > 16]
