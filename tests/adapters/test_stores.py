"""Every store keeps worlds by name, and what has happened in them, whatever it keeps them in."""

from functools import partial

import pytest
from msgspec.structs import fields, replace

from itsid_sim.core.evolve import evolve
from itsid_sim.core.reveal import without_reveals
from itsid_sim.core.state import World
from itsid_sim.ports.store import NO_BRANCH, Conflict, NameTaken, Record, Store, Written
from tests.adapters.stores import NEW, begun, is_gone, lived, marks, rewound, steps
from tests.postbox.at_once import at_once

FULL = Record(
    "full",
    seed="月曜日",
    ahead=-86_400,
    keep_s=0,
    used_at=32_503_647_599,
    parent="gone",
    parent_event=9_007_199_254_740_991,
)
# In the order of their characters, which is not that of a dictionary.
IN_ORDER = ["0", "9", "a", "a-", "a-b", "a0", "aa", "ab", "b"]


def test_a_store_begins_without_worlds(store: Store) -> None:
    assert (None, []) == (store.find("a"), list(store.listed("", -1)))


@pytest.mark.parametrize("record", [FULL, Record("bare"), replace(FULL, seed="", ahead=0)])
def test_a_world_is_found_as_it_was_begun(store: Store, record: Record) -> None:
    answered = store.begin(record, NEW)

    assert replace(record, branch=answered.branch) == answered == store.find(record.name)
    assert answered.branch > NO_BRANCH


@pytest.mark.parametrize(
    ("after", "limit", "expected"),
    [
        ("", -1, IN_ORDER),
        ("", 100, IN_ORDER),
        ("", 2, ["0", "9"]),
        ("a", 3, ["a-", "a-b", "a0"]),
        ("a-a", 1, ["a-b"]),
        ("a0", -1, ["aa", "ab", "b"]),
        ("b", -1, []),
        ("", 0, []),
    ],
)
def test_worlds_are_listed_in_the_order_of_their_names(
    store: Store, after: str, limit: int, expected: list[str]
) -> None:
    for name in reversed(IN_ORDER):
        begun(store, name)

    listed = store.listed(after, limit)

    assert expected == [record.name for record in listed]
    assert [store.find(name) for name in expected] == list(listed)


def test_a_record_takes_the_place_of_another(store: Store) -> None:
    before = begun(store, "full", last=2)
    after = replace(FULL, branch=before.branch)

    store.change(before, after)

    assert (after, [after]) == (store.find("full"), list(store.listed("", -1)))
    assert [(1, 1), (2, 1)] == marks(store.read(after.branch))


@pytest.mark.parametrize(
    "other",
    [
        {"used_at": 7},
        {"keep_s": 7},
        {"ahead": 7},
        {"seed": "another"},
        {"branch": 2**40},
        {"name": "nobody"},
    ],
    ids=str,
)
def test_a_record_that_does_not_stand_is_not_changed(
    store: Store, other: dict[str, object]
) -> None:
    stands = begun(store, "a")
    expected = replace(stands, **other)

    with pytest.raises(Conflict):
        store.change(expected, replace(expected, used_at=9))

    assert [stands] == list(store.listed("", -1))


def test_a_removed_world_is_unknown_and_so_is_its_branch(store: Store) -> None:
    record, other = begun(store, "a", last=2), begun(store, "b", last=3)

    store.remove("a")

    assert (None, [other]) == (store.find("a"), list(store.listed("", -1)))
    assert (True, []) == (is_gone(store, record.branch), list(store.branches("a")))
    assert [(1, 1), (2, 1), (3, 1)] == marks(store.read(other.branch))


def test_removing_a_world_that_nobody_knows_is_nothing(store: Store) -> None:
    record = begun(store, "a")

    store.remove("b")

    assert [record] == list(store.listed("", -1))


def test_a_name_is_free_again_once_its_world_is_removed(store: Store) -> None:
    begun(store, "a", last=3)
    store.remove("a")

    again = begun(store, "a", last=1, mark=2)

    assert [(1, 2)] == marks(store.read(again.branch))
    assert [again.branch] == [branch.id for branch in store.branches("a")]


def test_a_taken_name_is_not_begun_again(store: Store) -> None:
    record = begun(store, "a", last=2)

    with pytest.raises(NameTaken, match="'a'"):
        store.begin(Record("a", seed="other"), NEW, steps(1, 1, mark=2))

    assert [record] == list(store.listed("", -1))
    assert [(1, 1), (2, 1)] == marks(store.read(record.branch))
    assert [record.branch] == [branch.id for branch in store.branches("a")]


def test_a_branch_is_never_given_twice(store: Store) -> None:
    given = []
    for _ in range(3):
        given += [begun(store, "a").branch, begun(store, "b").branch]
        store.remove("b")
        store.remove("a")

    assert 6 == len(set(given))


def test_a_world_comes_back_as_it_was_put_in_with_all_its_parts(store: Store) -> None:
    start, happened, end = lived()
    kept = without_reveals(end)
    assert [] == [field.name for field in fields(World) if not getattr(end, field.name)]

    record = store.begin(Record("a"), start, Written(happened))
    ended = store.begin(Record("b"), kept)

    assert ((0, start), (0, kept)) == (
        store.nearest(record.branch, 0),
        store.nearest(ended.branch, 0),
    )
    assert list(happened) == list(store.read(record.branch))
    assert kept == without_reveals(evolve(start, (one.event for one in happened)))


def test_events_are_appended_behind_those_that_are_there(store: Store) -> None:
    record = begun(store, "a", last=2)

    store.append(record, steps(3, 3, mark=2))
    store.append(record, steps(4, 5, mark=3))

    expected = (*steps(1, 2).happened, *steps(3, 3, 2).happened, *steps(4, 5, 3).happened)
    assert list(expected) == list(store.read(record.branch))


@pytest.mark.parametrize("first", [1, 2, 4, 9])
def test_an_append_whose_number_is_not_free_is_a_conflict(store: Store, first: int) -> None:
    record = begun(store, "a", last=2)

    with pytest.raises(Conflict):
        store.append(record, Written(steps(first, first + 1, 2).happened, {"browser": "secret"}))

    assert ([(1, 1), (2, 1)], {}) == (
        marks(store.read(record.branch)),
        dict(store.reveals(record.branch)),
    )


def test_nothing_is_appended_to_a_world_that_is_gone(store: Store) -> None:
    record = begun(store, "a")
    store.remove("a")

    with pytest.raises(Conflict):
        store.append(record, steps(1, 1))

    assert None is store.find("a")


def test_nothing_is_appended_to_a_branch_that_the_world_has_left(store: Store) -> None:
    left = begun(store, "a", last=2)
    record = rewound(store, left, event=1, last=1, mark=2)

    with pytest.raises(Conflict):
        store.append(left, steps(3, 3))

    assert [(1, 1), (2, 1)] == marks(store.read(left.branch))
    assert [(1, 1)] == marks(store.read(record.branch))


def test_a_world_of_the_same_name_is_not_the_one_that_is_gone(store: Store) -> None:
    gone = begun(store, "a")
    store.remove("a")
    record = begun(store, "a")

    with pytest.raises(Conflict):
        store.append(gone, steps(1, 1))

    assert [] == list(store.read(record.branch))


def test_events_are_appended_whatever_else_the_record_says_by_now(store: Store) -> None:
    record = begun(store, "a")
    store.change(record, replace(record, used_at=7, ahead=7))

    store.append(record, steps(1, 2))

    assert [(1, 1), (2, 1)] == marks(store.read(record.branch))


def test_what_was_read_does_not_grow(store: Store) -> None:
    record = begun(store, "a", last=1)
    happened = store.read(record.branch)

    store.append(record, steps(2, 2))

    assert [(1, 1)] == marks(happened)


def test_worlds_begun_and_written_to_by_many_at_once_lose_nothing(store: Store) -> None:
    names = [str(number) for number in range(8)]

    def write(name: str) -> None:
        record = begun(store, name, last=1)
        for number in range(2, 21):
            store.append(record, steps(number, number, int(name) + 1))

    raised = at_once([partial(write, name) for name in names])

    listed = store.listed("", -1)
    assert ([], names) == (raised, [record.name for record in listed])
    assert 8 == len({record.branch for record in listed})
    for record in listed:
        later = [(number, int(record.name) + 1) for number in range(2, 21)]
        assert [(1, 1), *later] == marks(store.read(record.branch))


def test_of_many_who_append_at_once_one_is_first_and_the_others_are_told(store: Store) -> None:
    record = begun(store, "a")

    def write(mark: int) -> None:
        for _ in range(10):
            while True:
                number = len(store.read(record.branch)) + 1
                try:
                    store.append(record, steps(number, number, mark))
                except Conflict:
                    continue
                break

    raised = at_once([partial(write, mark) for mark in range(4)])

    happened = marks(store.read(record.branch))
    assert ([], list(range(1, 41))) == (raised, [number for number, _ in happened])
    assert sorted([0, 1, 2, 3] * 10) == sorted(mark for _, mark in happened)


def test_a_name_is_given_once_even_if_many_ask_at_once(store: Store) -> None:
    taken: list[int] = []

    def take() -> None:
        for name in "abcde":
            try:
                taken.append(begun(store, name, last=1).branch)
            except NameTaken:
                continue

    raised = at_once([take] * 6)

    assert ([], 5) == (raised, len(taken))
    assert sorted(taken) == sorted(record.branch for record in store.listed("", -1))
