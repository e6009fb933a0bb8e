"""Every store finds its way back: snapshots, moments, and what stood on screens."""

import pytest
from msgspec.structs import replace

from itsid_sim.core.reveal import without_reveals
from itsid_sim.core.state import World
from itsid_sim.ports.store import Fork, Happened, Record, Store, Written
from tests.adapters.stores import MINUTE_S, NEW, begun, forked, lived, rewound, steps
from tests.unit.people import NOW


def saved(number: int, mark: int = 1) -> World:
    """A world that can be told from others."""
    return replace(NEW, now=NOW + MINUTE_S * number, unwritten=mark)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, 0), (1, 0), (2, 2), (3, 2), (4, 4), (5, 4), (9, 4), (2**63 - 1, 4)]
)
def test_the_nearest_snapshot_is_the_last_at_or_before_an_event(
    store: Store, number: int, expected: int
) -> None:
    branch = begun(store, "a", last=5).branch
    store.save(branch, 2, saved(2))
    store.save(branch, 4, saved(4))

    nearest = store.nearest(branch, number)

    assert (expected, saved(expected) if expected else NEW) == nearest


def test_a_snapshot_has_all_parts_of_its_world(store: Store) -> None:
    branch = begun(store, "a", last=1).branch
    kept = without_reveals(lived()[2])

    store.save(branch, 1, kept)

    assert (1, kept) == store.nearest(branch, 1)


def test_a_snapshot_may_be_kept_twice(store: Store) -> None:
    branch = begun(store, "a", last=1).branch

    store.save(branch, 1, saved(1))
    store.save(branch, 1, saved(1))

    assert (1, saved(1)) == store.nearest(branch, 1)


def test_a_snapshot_of_a_branch_that_is_gone_is_nothing(store: Store) -> None:
    branch = begun(store, "a", last=1).branch
    store.remove("a")

    store.save(branch, 1, saved(1))

    assert [] == list(store.listed("", -1))


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, (0, 0)), (1, (1, 1)), (2, (1, 1)), (3, (3, 1)), (4, (3, 1)), (5, (5, 2)), (9, (5, 2))],
)
def test_a_branch_is_read_from_its_parents_snapshots_up_to_its_fork(
    store: Store, number: int, expected: tuple[int, int]
) -> None:
    a = begun(store, "a", last=6)
    for event in (1, 3, 4, 6):
        store.save(a.branch, event, saved(event))
    child = forked(store, "b", Fork(a.branch, 3), last=6, mark=2)
    store.save(child.branch, 5, saved(5, 2))

    nearest = store.nearest(child.branch, number)

    event, mark = expected
    assert (event, saved(event, mark) if event else NEW) == nearest


def test_a_child_of_a_child_uses_no_snapshot_from_behind_either_fork(store: Store) -> None:
    a = begun(store, "a", last=9)
    b = forked(store, "b", Fork(a.branch, 6), last=9, mark=2)
    c = forked(store, "c", Fork(b.branch, 2), last=9, mark=3)
    for branch, event in ((a.branch, 2), (a.branch, 3), (b.branch, 7)):
        store.save(branch, event, saved(event))

    assert [(2, saved(2)), (2, saved(2)), (0, NEW)] == [
        store.nearest(c.branch, number) for number in (9, 2, 1)
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-1, 0), (0, 0), (59, 0), (60, 1), (61, 1), (119, 1), (120, 4), (121, 4), (180, 5), (999, 5)],
)
def test_the_moment_is_after_every_event_up_to_then(
    store: Store, seconds: int, expected: int
) -> None:
    record = begun(store, "a", last=2)
    event = steps(1, 1).happened[0].event
    at_once = [Happened(number, NOW + 120, event) for number in (3, 4)]
    store.append(record, Written((*at_once, Happened(5, NOW + 180, event))))

    number = store.moment(record.branch, NOW + seconds)

    assert expected == number


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 3), (6, 4), (7, 5)]
)
def test_a_moment_of_the_parent_is_one_before_the_fork(
    store: Store, minutes: int, expected: int
) -> None:
    """The child's first event is two minutes later than the parent's one of that number."""
    a = begun(store, "a", last=5)
    event = steps(1, 1).happened[0].event
    own = tuple(Happened(number, NOW + MINUTE_S * (number + 2), event) for number in (4, 5))
    child = store.begin(Record("b"), Fork(a.branch, 3), Written(own))
    grandchild = store.begin(Record("c"), Fork(child.branch, 3))

    number = store.moment(child.branch, NOW + MINUTE_S * minutes)

    assert expected == number
    assert min(expected, 3) == store.moment(grandchild.branch, NOW + MINUTE_S * minutes)


def test_passwords_stand_on_screens_until_they_leave_them(store: Store) -> None:
    record = begun(store, "a")
    shown: tuple[dict[str, str], ...] = (
        {"one": "first", "two": "second"},
        {},
        {"one": ""},
        {"two": "third'"},
        {"two": ""},
    )
    seen = []

    for number, reveals in enumerate(shown, 1):
        store.append(record, Written(steps(number, number).happened, reveals))
        seen.append(dict(store.reveals(record.branch)))

    both = {"one": "first", "two": "second"}
    assert [both, both, {"two": "second"}, {"two": "third'"}, {}] == seen


def test_passwords_on_screens_are_those_of_one_branch(store: Store) -> None:
    left = begun(store, "a", last=1)
    store.append(left, Written(steps(2, 2).happened, {"one": "first"}))
    child = forked(store, "b", Fork(left.branch, 2), last=2, mark=2)
    record = rewound(store, left, event=1, last=1, mark=3)
    store.append(record, Written(steps(2, 2).happened, {"one": "another"}))

    assert [{"one": "first"}, {}, {"one": "another"}] == [
        dict(store.reveals(one.branch)) for one in (left, child, record)
    ]


def test_a_password_shown_in_a_child_leaves_the_parents_screen_alone(store: Store) -> None:
    parent = store.begin(Record("a"), NEW, Written(steps(1, 1).happened, {"one": "first"}))
    child = store.begin(
        Record("b"), Fork(parent.branch, 1), Written(reveals={"one": "first", "two": "second"})
    )

    store.append(child, Written(steps(2, 2).happened, {"one": ""}))

    assert ({"one": "first"}, {"two": "second"}) == (
        dict(store.reveals(parent.branch)),
        dict(store.reveals(child.branch)),
    )
