"""A diagram's boxes, arrows and marks as SVG; whatever stands for rows of the chart is a link."""

from collections.abc import Iterator
from html import escape

from itsid_sim.report.diagrams.graph import Arrow, Box, Mark
from itsid_sim.report.diagrams.layout import XY, Sized, Way
from itsid_sim.report.diagrams.table import case_anchor
from itsid_sim.report.diagrams.text import in_two, width_em

TEXT_PX, SMALL_PX = 13, 11
LINE_PX, SMALL_LINE_PX = 18, 15
MARK_PX, MARK_GAP_PX = 24, 4
PAD_X_PX, PAD_Y_PX = 12, 8
BOX_WIDE_MIN_PX = 80
LABEL_PX = 24
BASELINE_EM = 0.36  # from the middle of a line of Japanese down to where it is written
TIP_HALF_PX = 3.5
CORNERS_PX = {"screen": 6, "entrance": 100, "many": 0}

IN_JAPANESE = {
    "walked": "通った",
    "partly": "一部だけ通った",
    "unwalked": "通っていない",
    "unknown": "",
}

Walked = frozenset[str] | None


def size_of(box: Box) -> Sized:
    """The size of a box; one with round ends takes more."""
    widths = [
        *(width_em(line) * TEXT_PX for line in box.lines),
        *(width_em(line) * SMALL_PX for line in box.small),
        *(_mark_size(mark)[0] for mark in box.marks),
    ]
    ends = 4 if box.kind == "entrance" else 2
    high: float = len(box.lines) * LINE_PX + len(box.small) * SMALL_LINE_PX
    high += sum(_mark_size(mark)[1] + MARK_GAP_PX for mark in box.marks)
    return Sized(max(BOX_WIDE_MIN_PX, round(max(widths) + ends * PAD_X_PX)), high + 2 * PAD_Y_PX)


def _mark_size(mark: Mark) -> XY:
    wide = max(width_em(line) for line in mark.lines) * SMALL_PX
    return wide + 2 * PAD_X_PX - 4, MARK_PX + SMALL_LINE_PX * (len(mark.lines) - 1)


def label_size(arrow: Arrow) -> XY:
    """How wide and how high the label of an arrow is, in pixels."""
    lines = in_two(arrow.words)
    wide = max(width_em(line) for line in lines) * TEXT_PX
    return wide + PAD_X_PX, LABEL_PX + LINE_PX * (len(lines) - 1)


def drawn_arrow(arrow: Arrow, way: Way, names: dict[str, str], walked: Walked) -> str:
    """An arrow with its label: a link to its rows."""
    lines = in_two(arrow.words)
    name = f"{names[arrow.tail]}: {arrow.words} → {names[arrow.head]}"
    width, height = label_size(arrow)
    x, y = way.label
    first, *rest = (f"{x:.1f} {y:.1f}" for x, y in way.points)
    drawn = [
        f'<path d="M{first}C{" ".join(rest)}"/>',
        _tip(way),
        _rect(way.label, (width - 6, height), 3, "back"),
        *_lines(lines, x, y - (len(lines) - 1) * LINE_PX / 2, TEXT_PX, LINE_PX),
    ]
    return _link("edge", name, arrow.rows, walked, drawn)


def _tip(way: Way) -> str:
    (x0, y0), (x1, y1) = way.points[-1], way.tip
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.1)
    dx, dy = TIP_HALF_PX * (y0 - y1) / length, TIP_HALF_PX * (x1 - x0) / length
    corners = ((x1, y1), (x0 + dx, y0 + dy), (x0 - dx, y0 - dy))
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)}"/>'


def drawn_box(box: Box, size: Sized, at: XY, walked: Walked) -> str:
    """A box around its middle, with its marks."""
    x, middle = at
    corner = min(CORNERS_PX[box.kind], size.height / 2)
    y = middle - size.height / 2 + PAD_Y_PX
    drawn = [_rect(at, (size.width, size.height), corner)]
    drawn += _lines(box.lines, x, y + LINE_PX / 2, TEXT_PX, LINE_PX)
    y += len(box.lines) * LINE_PX
    drawn += _lines(box.small, x, y + SMALL_LINE_PX / 2, SMALL_PX, SMALL_LINE_PX)
    y += len(box.small) * SMALL_LINE_PX
    for mark in box.marks:
        high = _mark_size(mark)[1]
        drawn.append(_mark(box, mark, x, y + MARK_GAP_PX + high / 2, walked))
        y += high + MARK_GAP_PX
    return f'<g class="node {box.kind}">{"".join(drawn)}</g>'


def _mark(box: Box, mark: Mark, x: float, y: float, walked: Walked) -> str:
    first = y - (len(mark.lines) - 1) * SMALL_LINE_PX / 2
    drawn = [
        _rect((x, y), _mark_size(mark), MARK_PX / 2),
        *_lines(mark.lines, x, first, SMALL_PX, SMALL_LINE_PX),
    ]
    return _link("mark", f"{box.name}: {mark.name}", mark.rows, walked, drawn)


def _link(
    kind: str,
    name: str,
    rows: tuple[str, ...],
    walked: Walked,
    drawn: list[str],
) -> str:
    """A link to the first of these rows, which names them all; how much was walked is told too."""
    word = _walked(rows, walked)
    anchors = [case_anchor(row) for row in rows]
    told = escape(f"{name}({IN_JAPANESE[word]})" if IN_JAPANESE[word] else name, quote=True)
    return (
        f'<a class="{kind} {word}" href="#{anchors[0]}" data-rows="{" ".join(anchors)}" '
        f'aria-label="{told}">'
        f"<title>{told}</title>{''.join(drawn)}</a>"
    )


def _walked(rows: tuple[str, ...], walked: Walked) -> str:
    if walked is None:
        return "unknown"
    taken = sum(row in walked for row in rows)
    return "unwalked" if not taken else "walked" if taken == len(rows) else "partly"


def _rect(at: XY, size: XY, corner: float, kind: str = "") -> str:
    """A rectangle around its middle."""
    (x, y), (width, height) = at, size
    named = f' class="{kind}"' if kind else ""
    return (
        f'<rect{named} x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}" rx="{corner:.1f}"/>'
    )


def _lines(lines: tuple[str, ...], x: float, y: float, size: int, step: int) -> Iterator[str]:
    """Lines of text, each around the middle x; y is the middle of the first."""
    for number, line in enumerate(lines):
        base = y + number * step + size * BASELINE_EM
        small = ' class="small"' if size == SMALL_PX else ""
        yield f'<text{small} x="{x:.1f}" y="{base:.1f}">{escape(line)}</text>'
