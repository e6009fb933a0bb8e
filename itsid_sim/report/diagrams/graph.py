"""What is drawn of a chapter: its screens and entrances as boxes, its rows as arrows and marks."""

from collections.abc import Iterable

from itsid_sim.core.chart import STAY, Case, Chart
from itsid_sim.core.tracing import named_rows
from itsid_sim.report.diagrams.table import entrance_in_words
from itsid_sim.report.diagrams.text import in_two
from itsid_sim.rules.rule import Chapter
from itsid_sim.rules.value import Value

# From so many screens on, what they have in common is drawn once, from a box that stands for all.
ALIKE_MIN = 4
LISTED_CHARS = 20
REFUSES, OPENS, BY_ITSELF = "断る", "開く", "自動"
SMALL_LINE_EM_MAX, MARK_EM_MAX = 18, 15

AND = "\n"  # between the titles in the key of a box that stands for many

Row = tuple[str, str, str, Case]
Way = tuple[str, str, str]  # a screen or an entrance, a button, a screen


class Mark(Value, frozen=True):
    """What happens at a box without leaving it, or a way back; `rows` name the chart's rows."""

    lines: tuple[str, ...]
    name: str
    rows: tuple[str, ...]


class Box(Value, frozen=True):
    """A screen, an entrance, or (`many`) several screens at once. `lines` is its text."""

    key: str
    kind: str
    lines: tuple[str, ...]
    name: str
    small: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Arrow(Value, frozen=True):
    """A way from box to box, for one button or for none; `rows` as in `Mark`."""

    tail: str
    head: str
    words: str
    rows: tuple[str, ...]


class Graph(Value, frozen=True):
    """All that is drawn of a chapter."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def graph_of(chart: Chart, chapter: Chapter) -> Graph:
    """The rows that cite a rule of the chapter, with the boxes that they join."""
    cited = {rule.id for rule in chapter.rules}
    rows = [row for row in named_rows(chart) if any(rule.id in cited for rule in row[3].per)]
    ways, marks = _joined(chart, rows), _marks(rows)
    order = {title: number for number, title in enumerate(chart.screens)}
    leading = {tail for tail, _, _ in ways}
    arrows = []
    for (tail, button, head), names in ways.items():
        # A way back to where much begins is written into the box: its arrow would cross the rest.
        is_back = head in leading and order[head] <= order.get(tail, -1)
        if is_back or head in tail.split(AND):
            mark = _way_in_words(chart, tail, button, head, names)
            marks[tail] = (*marks.get(tail, ()), mark)
        else:
            words = _words(chart, tail, button, names)
            arrows.append(Arrow(tail, head, words, tuple(names)))
    keys = dict.fromkeys(key for arrow in arrows for key in (arrow.tail, arrow.head))
    boxes = [_box(chart, key, marks.get(key, ())) for key in {**keys, **dict.fromkeys(marks)}]
    boxes.sort(key=lambda box: order.get(box.key, -1))
    return Graph(tuple(boxes), tuple(arrows))


def _joined(chart: Chart, rows: Iterable[Row]) -> dict[Way, list[str]]:
    """The names of the rows that lead somewhere else, by way; many screens alike are one place."""
    ways: dict[Way, list[str]] = {}
    for name, place, button, case in rows:
        if case.then.screen != STAY:
            ways.setdefault((place, button, case.then.screen), []).append(name)
    crowds = _crowds(chart, ways)
    joined: dict[Way, list[str]] = {}
    for (place, button, target), names in ways.items():
        tail = crowds.get((button, target), place) if place in chart.screens else place
        joined.setdefault((tail, button, target), []).extend(names)
    return joined


def _crowds(chart: Chart, ways: Iterable[Way]) -> dict[tuple[str, str], str]:
    """The key of the box that stands for all screens with this button and target."""
    starts: dict[tuple[str, str], list[str]] = {}
    for place, button, target in ways:
        if place in chart.screens:
            starts.setdefault((button, target), []).append(place)
    return {way: AND.join(places) for way, places in starts.items() if len(places) >= ALIKE_MIN}


def _words(chart: Chart, tail: str, button: str, names: list[str]) -> str:
    words = button or (OPENS if tail in chart.entrances else BY_ITSELF)
    return words if AND in tail else _counted(words, names)


def _way_in_words(chart: Chart, tail: str, button: str, head: str, names: list[str]) -> Mark:
    words = "" if button == head else f"{_words(chart, tail, button, names)} "
    return Mark(in_two(f"{words}→ {head}", MARK_EM_MAX), f"{words}→ {head}", tuple(names))


def _box(chart: Chart, key: str, marks: tuple[Mark, ...]) -> Box:
    if key in chart.screens:
        return Box(key, "screen", in_two(key), key, marks=marks)
    if key in chart.entrances:
        kind, detail = entrance_in_words(chart.entrances[key])
        small = in_two(detail, SMALL_LINE_EM_MAX)
        return Box(key, "entrance", in_two(kind, SMALL_LINE_EM_MAX), f"{kind}({detail})", small)
    name = f"次の{key.count(AND) + 1}画面のどれでも"
    return Box(key, "many", (name,), name, _listed(key.split(AND)), marks)


def _counted(words: str, names: list[str]) -> str:
    return f"{words}({len(names)}通り)" if len(names) > 1 else words


def _marks(rows: list[Row]) -> dict[str, tuple[Mark, ...]]:
    """Whatever leaves one where one is: refusals together, buttons that only clear one by one."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, place, button, case in rows:
        if case.then.screen == STAY:
            found.setdefault((place, REFUSES if case.then.says else button), []).append(name)
    marks: dict[str, tuple[Mark, ...]] = {}
    for (place, words), names in found.items():
        text = _counted(words, names)
        marks[place] = (*marks.get(place, ()), Mark((text,), text, tuple(names)))
    return marks


def _listed(titles: list[str]) -> tuple[str, ...]:
    """Titles side by side, two or three to a line."""
    lines = [""]
    for title in titles:
        if len(lines[-1]) + len(title) > LISTED_CHARS and lines[-1]:
            lines.append("")
        lines[-1] += title if title == titles[-1] else f"{title}、"
    return tuple(lines)
