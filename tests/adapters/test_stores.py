"""What every store must do, whatever it keeps its events in."""

from collections.abc import Callable

import pytest

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core.events import TimePassed
from itsid_sim.ports.store import Conflict, Store

STORES: dict[str, Callable[[], Store]] = {"memory": MemoryStore}
ONE, TWO, THREE = TimePassed(1), TimePassed(2), TimePassed(3)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Store:
    return STORES[request.param]()


def test_events_are_read_in_the_order_of_their_appending(store: Store) -> None:
    store.append("a", 0, (ONE, TWO))
    store.append("a", 2, (THREE,))

    events = store.read("a")

    assert [ONE, TWO, THREE] == list(events)


@pytest.mark.parametrize(
    ("after", "expected"), [(0, [ONE, TWO, THREE]), (1, [TWO, THREE]), (3, []), (9, [])]
)
def test_reading_begins_after_an_event(
    store: Store, after: int, expected: list[TimePassed]
) -> None:
    store.append("a", 0, (ONE, TWO, THREE))

    events = store.read("a", after)

    assert expected == list(events)


def test_an_unknown_branch_has_no_events(store: Store) -> None:
    events = store.read("a")

    assert [] == list(events)


def test_branches_share_nothing(store: Store) -> None:
    store.append("a", 0, (ONE,))
    store.append("b", 0, (TWO,))

    events = store.read("b")

    assert [TWO] == list(events)


@pytest.mark.parametrize("expected_number", [0, 1, 3])
def test_an_append_that_expects_another_number_is_a_conflict(
    store: Store, expected_number: int
) -> None:
    store.append("a", 0, (ONE, TWO))

    with pytest.raises(Conflict) as conflict:
        store.append("a", expected_number, (THREE,))

    assert all(word in str(conflict.value) for word in ("a", "2", str(expected_number)))


def test_an_unknown_branch_has_exactly_no_events_to_expect(store: Store) -> None:
    with pytest.raises(Conflict):
        store.append("a", 1, (ONE,))


def test_a_conflict_leaves_the_branch_as_it_was(store: Store) -> None:
    store.append("a", 0, (ONE,))

    with pytest.raises(Conflict):
        store.append("a", 0, (TWO,))

    assert [ONE] == list(store.read("a"))


def test_what_was_read_does_not_grow(store: Store) -> None:
    store.append("a", 0, (ONE,))
    events = store.read("a")

    store.append("a", 1, (TWO,))

    assert [ONE] == list(events)


def test_a_dropped_branch_begins_anew(store: Store) -> None:
    store.append("a", 0, (ONE, TWO))
    store.append("b", 0, (TWO,))

    store.drop("a")
    store.append("a", 0, (THREE,))

    assert ([THREE], [TWO]) == (list(store.read("a")), list(store.read("b")))


def test_dropping_an_unknown_branch_is_nothing(store: Store) -> None:
    store.drop("a")

    assert [] == list(store.read("a"))
