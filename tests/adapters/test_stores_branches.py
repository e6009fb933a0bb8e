"""Every store lets branches grow out of one another; none has what happened later on another."""

import pytest

from itsid_sim.ports.store import Branch, Conflict, Fork, Happened, Record, Store, Written
from tests.adapters.stores import (
    MINUTE_S,
    NEW,
    begun,
    forked,
    is_gone,
    marks,
    rewound,
    steps,
)
from tests.unit.people import NOW

Grown = dict[str, Record]


@pytest.fixture
def grown(store: Store) -> Grown:
    """Worlds that grew out of one another: b from a, c from b, d from b before b's own first."""
    a = begun(store, "a", last=5)
    b = forked(store, "b", Fork(a.branch, 3), last=6, mark=2)
    c = forked(store, "c", Fork(b.branch, 5), last=7, mark=3)
    d = forked(store, "d", Fork(b.branch, 2), last=4, mark=4)
    e = forked(store, "e", Fork(b.branch, 3), last=3, mark=5)
    f = forked(store, "f", Fork(c.branch, 0), last=1, mark=6)
    return {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f}


LINEAGES = {
    "a": [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)],
    "b": [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2)],
    "c": [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3)],
    "d": [(1, 1), (2, 1), (3, 4), (4, 4)],
    "e": [(1, 1), (2, 1), (3, 1)],
    "f": [(1, 6)],
}


@pytest.mark.parametrize("name", LINEAGES)
def test_a_branch_has_its_parents_events_up_to_its_fork_and_then_its_own(
    store: Store, grown: Grown, name: str
) -> None:
    happened = store.read(grown[name].branch)

    assert LINEAGES[name] == marks(happened)


@pytest.mark.parametrize("name", LINEAGES)
def test_reading_begins_after_any_number_and_ends_after_any_count(
    store: Store, grown: Grown, name: str
) -> None:
    branch, events = grown[name].branch, LINEAGES[name]

    for after in range(9):
        for limit in range(9):
            assert events[after:][:limit] == marks(store.read(branch, after, limit))
        assert (
            events[after:]
            == marks(store.read(branch, after))
            == marks(store.read(branch, after, -1))
        )


def test_what_a_parent_goes_on_to_do_is_no_part_of_its_child(store: Store, grown: Grown) -> None:
    store.append(grown["a"], steps(6, 9))
    store.append(grown["b"], steps(7, 9, 2))

    assert LINEAGES["c"] == marks(store.read(grown["c"].branch))
    assert LINEAGES["e"] == marks(store.read(grown["e"].branch))


@pytest.mark.parametrize("name", LINEAGES)
def test_a_branch_goes_on_behind_its_last_event_wherever_that_stands(
    store: Store, grown: Grown, name: str
) -> None:
    following = len(LINEAGES[name]) + 1
    for wrong in (following - 1, following + 1):
        with pytest.raises(Conflict):
            store.append(grown[name], steps(wrong, wrong, 9))

    store.append(grown[name], steps(following, following, 9))

    assert [*LINEAGES[name], (following, 9)] == marks(store.read(grown[name].branch))


def test_a_new_branch_begins_with_what_is_written_at_once(store: Store) -> None:
    written = Written(steps(1, 2).happened, {"browser": "secret"})

    record = store.begin(Record("a"), NEW, written)

    assert (list(written.happened), {"browser": "secret"}) == (
        list(store.read(record.branch)),
        dict(store.reveals(record.branch)),
    )


def test_a_world_that_goes_back_stands_on_a_new_branch(store: Store) -> None:
    left = begun(store, "a", last=4)

    record = rewound(store, left, event=2, last=3, mark=2)

    assert (record, "a") == (store.find("a"), record.name)
    assert left.branch != record.branch
    assert [(1, 1), (2, 1), (3, 2)] == marks(store.read(record.branch))
    assert [(1, 1), (2, 1), (3, 1), (4, 1)] == marks(store.read(left.branch))


@pytest.mark.parametrize("replaced", [Record("a", used_at=9), Record("b")])
def test_a_world_goes_back_only_from_where_it_stands(store: Store, replaced: Record) -> None:
    record = begun(store, "a", last=2)

    with pytest.raises(Conflict):
        store.begin(replaced, Fork(record.branch, 1), steps(2, 2, 2), replaced)

    assert [record] == list(store.listed("", -1))
    assert [record.branch] == [branch.id for branch in store.branches("a")]
    assert [] == list(store.branches("b"))


def test_of_two_who_lead_a_world_back_the_second_is_told(store: Store) -> None:
    left = begun(store, "a", last=4)
    first = rewound(store, left, event=2, last=3, mark=2)

    with pytest.raises(Conflict):
        rewound(store, left, event=1, last=2, mark=3)

    assert (first, 2) == (store.find("a"), len(store.branches("a")))


def test_a_branch_that_was_left_goes_on_once_it_is_entered_again(store: Store) -> None:
    left = begun(store, "a", last=2)
    record = rewound(store, left, event=1, last=1, mark=2)

    store.change(record, left)
    store.append(left, steps(3, 3, 3))

    assert [(1, 1), (2, 1), (3, 3)] == marks(store.read(left.branch))
    with pytest.raises(Conflict):
        store.append(record, steps(2, 2))


def test_branches_are_listed_in_the_order_of_their_beginning(store: Store) -> None:
    a = begun(store, "a", last=4)
    other = forked(store, "b", Fork(a.branch, 1), last=2, mark=9)
    back = rewound(store, a, event=2, last=3, mark=2)
    further_back = rewound(store, back, event=0, last=0, mark=3)
    store.change(further_back, a)

    listed = store.branches("a")

    assert [
        Branch(a.branch, None, 4, NOW + 4 * MINUTE_S),
        Branch(back.branch, Fork(a.branch, 2), 3, NOW + 3 * MINUTE_S),
        Branch(further_back.branch, Fork(back.branch, 0), 0, NOW),
    ] == list(listed)
    assert [Branch(other.branch, Fork(a.branch, 1), 2, NOW + 2 * MINUTE_S)] == list(
        store.branches("b")
    )


@pytest.mark.parametrize("event", [0, 1, 3])
def test_a_branch_without_events_of_its_own_stands_where_it_left_its_parent(
    store: Store, event: int
) -> None:
    a = begun(store, "a", last=3)
    child = forked(store, "b", Fork(a.branch, event), last=event, mark=2)

    (listed,) = store.branches("b")

    expected = Branch(child.branch, Fork(a.branch, event), event, NOW + event * MINUTE_S)
    assert expected == listed


def test_an_unknown_world_has_no_branches(store: Store) -> None:
    begun(store, "a")

    assert [] == list(store.branches("b"))


def test_a_branch_stays_as_long_as_another_world_grew_out_of_it(store: Store, grown: Grown) -> None:
    for name in ("a", "b"):
        store.remove(name)

    for name in "cdef":
        assert LINEAGES[name] == marks(store.read(grown[name].branch))
        assert (0, NEW) == store.nearest(grown[name].branch, 0)
    assert ([], []) == (list(store.branches("a")), list(store.branches("b")))


@pytest.mark.parametrize("order", ["abcdef", "fedcba", "badfec"])
def test_a_branch_goes_with_the_last_world_that_grew_out_of_it(
    store: Store, grown: Grown, order: str
) -> None:
    branches = [record.branch for record in grown.values()]
    for name in order[:-1]:
        store.remove(name)
        assert not is_gone(store, grown[order[-1]].branch)

    store.remove(order[-1])

    assert [True] * 6 == [is_gone(store, branch) for branch in branches]


def test_only_the_branches_that_somebody_needs_are_left(store: Store) -> None:
    a = begun(store, "a", last=4)
    back = rewound(store, a, event=2, last=3, mark=2)
    child = forked(store, "b", Fork(a.branch, 1), last=2, mark=3)

    store.remove("a")

    assert (True, False) == (is_gone(store, back.branch), is_gone(store, a.branch))
    assert [(1, 1), (2, 3)] == marks(store.read(child.branch))


def test_a_new_world_of_an_old_name_has_nothing_to_do_with_what_is_left(
    store: Store, grown: Grown
) -> None:
    store.remove("a")
    again = begun(store, "a", last=1, mark=7)

    store.remove("a")

    assert (True, False) == (is_gone(store, again.branch), is_gone(store, grown["a"].branch))
    assert LINEAGES["c"] == marks(store.read(grown["c"].branch))


def test_numbers_go_on_from_a_fork_of_a_removed_world(store: Store) -> None:
    a = begun(store, "a", last=2)
    child = forked(store, "b", Fork(a.branch, 2), last=2, mark=2)
    store.remove("a")

    store.append(child, steps(3, 3, 2))

    last: Happened = store.read(child.branch)[-1]
    assert (3, NOW + 3 * MINUTE_S) == (last.number, last.at)
