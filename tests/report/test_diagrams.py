"""The diagrams are drawn from the chart: nothing is left out, and each link leads to its row."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from itsid_sim.core.tracing import named_rows
from itsid_sim.procedures import CHART
from itsid_sim.report.diagrams.drawing import diagrams, legend
from itsid_sim.report.diagrams.graph import Graph, graph_of
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
WIDE_MAX_PX = 900
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="module")
def drawn(cache: Path) -> dict[str, str]:
    return {**diagrams(frozenset(NAMES[::2]), cache=cache)}


def parsed(markup: str) -> ET.Element:
    """Fails unless it is well-formed."""
    return ET.fromstring(markup)  # noqa: S314 - we wrote it ourselves


def links(diagram: str) -> Iterator[ET.Element]:
    return parsed(diagram).iter(f"{SVG}a")


def graphs() -> list[Graph]:
    return [graph_of(CHART, chapter) for chapter in CHAPTERS]


def linked(graph: Graph) -> list[tuple[str, ...]]:
    """The rows behind each link of a diagram."""
    marks = [mark.rows for box in graph.boxes for mark in box.marks]
    return [*(arrow.rows for arrow in graph.arrows), *marks]


def test_every_row_stands_in_the_table_of_a_rule() -> None:
    rows = {row.id for rule in rows_of_rules().values() for row in rule}

    assert set(NAMES) == rows


def test_diagrams_are_well_formed(drawn: dict[str, str]) -> None:
    """Each is a box with one SVG in it, and both have a name."""
    boxes = [parsed(diagram) for diagram in drawn.values()]

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


def test_a_chapter_that_decides_nothing_has_no_diagram(drawn: dict[str, str]) -> None:
    """What is common to all letters is no matter of screens."""
    silent = {chapter.title for chapter in CHAPTERS} - drawn.keys()

    assert {"三種類のメールに共通の決まり"} == silent


def test_every_link_leads_to_its_rows(drawn: dict[str, str]) -> None:
    """To the first, and it names them all."""
    expected = Counter(
        tuple(map(case_anchor, rows)) for graph in graphs() for rows in linked(graph)
    )

    found = [link for diagram in drawn.values() for link in links(diagram)]

    named = [tuple((link.get("data-rows") or "").split()) for link in found]
    assert expected == Counter(named)
    assert [f"#{rows[0]}" for rows in named] == [link.get("href") for link in found]


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


def test_diagrams_fetch_nothing(drawn: dict[str, str]) -> None:
    """No image, no font, no style from elsewhere; the one address is the name of SVG."""
    markup = "".join(drawn.values()).replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert [] == [
        bad for bad in ("://", "url(", "<image", "<use", "<style", "#000") if bad in markup
    ]


def test_diagrams_fit_a_column(drawn: dict[str, str]) -> None:
    widths = {title: parsed(one)[0].get("width") or "" for title, one in drawn.items()}

    assert {} == {title: width for title, width in widths.items() if int(width) > WIDE_MAX_PX}


def test_the_legend_is_silent_about_what_is_not_known() -> None:
    """About another site nobody knows which rows were walked."""
    known, unknown = legend(is_known=True), legend(is_known=False)

    assert ("通っていない" in known, "通っていない" in unknown) == (True, False)
    assert "ul" == parsed(known).tag


def test_long_words_break_where_a_reader_would() -> None:
    broken = [in_two(title) for title in CHART.screens if len(in_two(title)) > 1]

    assert ("iTSCOM ID・", "パスワードがご不明なお客様") in broken
    assert [] == [line for lines in broken for line in lines if width_em(line) > 16]
