"""Every store keeps mails from elsewhere, each with the branch on which it came."""

import pytest
from msgspec.structs import replace

from itsid_sim.ports.store import Body, Fork, Record, Store
from tests.adapters.stores import NEW, begun, rewound, steps

RAW = bytes(range(256)) + b"\r\n.\r\n"


def body(mark: str) -> Body:
    """A mail that tells itself from others."""
    return Body(f'"{mark}"'.encode(), mark.encode() + RAW)


def received(store: Store, record: Record, number: int, *letters: str, mark: str) -> None:
    """Let these letters come to a world with its event of this number."""
    bodies = {letter: body(f"{mark}{letter}") for letter in letters}
    store.append(record, replace(steps(number, number), bodies=bodies))


def test_a_mail_is_read_as_it_came(store: Store) -> None:
    world = begun(store, "a")

    received(store, world, 1, "1", "20", mark="a")

    assert (body("a1").raw, body("a20").raw) == (
        store.raw(world.branch, "1"),
        store.raw(world.branch, "20"),
    )


def test_gists_are_those_of_the_letters_asked_for_that_are_kept(store: Store) -> None:
    world = begun(store, "a")
    received(store, world, 1, "1", "2", "3", mark="a")

    gists = store.gists(world.branch, ["3", "1", "7"])

    assert {"1": b'"a1"', "3": b'"a3"'} == dict(gists)
    assert {} == dict(store.gists(world.branch, []))


def test_a_mail_that_nobody_received_is_unknown(store: Store) -> None:
    world = begun(store, "a")

    with pytest.raises(LookupError):
        store.raw(world.branch, "1")


def test_worlds_share_no_mail(store: Store) -> None:
    one, other = begun(store, "a"), begun(store, "b")

    received(store, one, 1, "1", mark="a")
    received(store, other, 1, "1", mark="b")

    assert (b'"a1"', b'"b1"') == (
        store.gists(one.branch, ["1"])["1"],
        store.gists(other.branch, ["1"])["1"],
    )


def test_a_branch_has_the_mail_of_its_parents_and_its_own_before_theirs(store: Store) -> None:
    parent = begun(store, "a")
    received(store, parent, 1, "1", mark="a")
    child = store.begin(Record("b"), Fork(parent.branch, 1))
    received(store, parent, 2, "2", mark="a")
    received(store, child, 2, "2", mark="b")

    gists = store.gists(child.branch, ["1", "2"])

    assert {"1": b'"a1"', "2": b'"b2"'} == dict(gists)
    assert (body("a1").raw, body("b2").raw) == (
        store.raw(child.branch, "1"),
        store.raw(child.branch, "2"),
    )


def test_mail_is_there_again_when_a_world_has_gone_back_behind_it_and_returns(
    store: Store,
) -> None:
    before = begun(store, "a", last=1)
    received(store, before, 2, "1", mark="a")
    after = rewound(store, before, 1, last=2, mark=2)

    returned = replace(after, branch=before.branch)
    store.change(after, returned)

    assert body("a1").raw == store.raw(returned.branch, "1")


def test_mail_goes_with_its_world_unless_another_has_grown_out_of_it(store: Store) -> None:
    parent = begun(store, "a")
    received(store, parent, 1, "1", mark="a")
    child = store.begin(Record("b"), Fork(parent.branch, 1))

    store.remove("a")
    kept = store.raw(child.branch, "1")
    store.remove("b")

    assert body("a1").raw == kept
    with pytest.raises(LookupError):
        store.raw(parent.branch, "1")


def test_a_mail_comes_with_the_beginning_of_a_branch_too(store: Store) -> None:
    world = store.begin(Record("a"), NEW, replace(steps(1, 1), bodies={"1": body("a1")}))

    assert body("a1").raw == store.raw(world.branch, "1")
