"""Where boxes and arrows come to lie, and the cache that spares finding it out again."""

from pathlib import Path

import pytest

from itsid_sim.report.diagrams.layout import Joined, Sized, layout_of, users_cache

BOXES = (Sized(100, 40), Sized(80, 40), Sized(90, 60))
ARROWS = (Joined(0, 1, 60, 24), Joined(1, 0, 30, 42), Joined(0, 1, 60, 24))


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
