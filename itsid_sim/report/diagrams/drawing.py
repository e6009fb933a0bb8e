"""Diagrams of the screens, chapter by chapter, from the chart; what a run walked is marked."""

from collections.abc import Collection
from html import escape
from pathlib import Path

from markupsafe import Markup

from itsid_sim.core.chart import Chart
from itsid_sim.procedures import CHART
from itsid_sim.report.diagrams.graph import Graph, graph_of
from itsid_sim.report.diagrams.layout import Joined, Way, layout_of, users_cache
from itsid_sim.report.diagrams.svg import (
    IN_JAPANESE,
    Walked,
    drawn_arrow,
    drawn_box,
    label_size,
    size_of,
)
from itsid_sim.rules.catalogue import CHAPTERS

MARGIN_PX = 8
LONG_PX = 100
LEGEND = (
    "箱は画面、両端の丸い箱は入口である。点線の箱は、挙げた画面のどれにも当てはまる。",
    "矢印の言葉は押すボタンである。「自動」は、ボタンによらずに移ることをいう。",
    "箱の中の丸い枠は、その画面にとどまるか、前の画面へ戻ることをいう。",
    "「断る」は、理由を示して同じ画面にとどまることをいう。",
    "矢印と丸い枠を選ぶと、それを定める表の行へ移る。行がいくつもあれば、すべてに印が付く。",
)


def diagrams(
    walked: Collection[str] | None, chart: Chart = CHART, *, cache: Path | None = None
) -> dict[str, Markup]:
    """The diagrams by the title of their chapter; a chapter that decides nothing has none.

    Each is a box that scrolls sideways, with an SVG in it.

    `walked` are the names of the rows that a run took, None where it is not known. Layouts are
    kept in the folder `cache`, by default in the user's own.
    """
    folder = cache or users_cache()
    taken = None if walked is None else frozenset(walked)
    graphs = {chapter.title: graph_of(chart, chapter) for chapter in CHAPTERS}
    return {
        title: _diagram(title, graph, taken, folder)
        for title, graph in graphs.items()
        if graph.boxes
    }


def legend(*, is_known: bool) -> str:
    """What the signs mean, as HTML; the kinds of line only where it is known what was walked."""
    kinds = [word for word in ("walked", "partly", "unwalked") if is_known]
    samples = [
        f'<li><svg class="sample {word}" width="48" height="12" aria-hidden="true">'
        f'<path d="M0 6H48"/></svg> {IN_JAPANESE[word]}</li>'
        for word in kinds
    ]
    told = [f"<li>{line}</li>" for line in LEGEND]
    return f'<ul class="diagram-legend">{"".join([*samples, *told])}</ul>'


def _diagram(title: str, graph: Graph, walked: Walked, cache: Path | None) -> Markup:
    sizes = [size_of(box) for box in graph.boxes]
    numbers = {box.key: number for number, box in enumerate(graph.boxes)}
    joined = [
        Joined(numbers[arrow.tail], numbers[arrow.head], *label_size(arrow))
        for arrow in graph.arrows
    ]
    layout = layout_of(sizes, joined, cache)
    called = {box.key: box.name for box in graph.boxes}
    arrows = sorted(
        zip(graph.arrows, layout.ways, strict=True), key=lambda two: not _is_long(two[1])
    )
    parts = [
        *(drawn_arrow(*two, called, walked) for two in arrows),
        *(drawn_box(*all_, walked) for all_ in zip(graph.boxes, sizes, layout.boxes, strict=True)),
    ]
    width, height = (round(side + 2 * MARGIN_PX) for side in (layout.width, layout.height))
    return _framed(title, width, height, "\n".join(parts))


def _is_long(way: Way) -> bool:
    """Long lines are drawn first: where one passes through what is written at another, it hides."""
    return abs(way.tip[1] - way.points[0][1]) > LONG_PX


def _framed(title: str, width: int, height: int, inside: str) -> Markup:
    name = escape(f"{title}: 画面の移り変わり", quote=True)
    view = f"{-MARGIN_PX} {-MARGIN_PX} {width} {height}"
    return Markup(  # noqa: S704 - whatever is told in it is escaped
        f'<div class="diagram" role="group" tabindex="0" aria-label="{name}の図">\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{name}" '
        f'width="{width}" height="{height}" viewBox="{view}">\n{inside}\n</svg>\n</div>'
    )
