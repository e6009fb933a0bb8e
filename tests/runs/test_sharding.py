"""Shares of a run: every scenario in exactly one, evenly, and the same on every machine."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from itsid_sim.runs.sharding import expected_weights, shard_of, shares, shuffled

PLACES = st.text(max_size=8)
# Eighths, so that sums are exact.
WEIGHTS = st.dictionaries(PLACES, st.integers(0, 8000).map(lambda n: n / 8), max_size=40)
COUNTS = st.integers(1, 8)


@given(WEIGHTS, COUNTS)
def test_every_place_is_in_exactly_one_share(weights: dict[str, float], count: int) -> None:
    """None is lost, none runs twice."""
    found = shares(weights, count)

    assert count == len(found)
    assert sorted(weights) == sorted(place for share in found for place in share)


@given(WEIGHTS, COUNTS)
def test_no_share_outweighs_another_by_more_than_the_largest_weight(
    weights: dict[str, float], count: int
) -> None:
    """Nobody waits for another longer than for one scenario."""
    assume(weights)

    loads = [sum(weights[place] for place in share) for share in shares(weights, count)]

    assert max(loads) - min(loads) <= max(weights.values())


@given(WEIGHTS, COUNTS)
def test_the_same_weights_make_the_same_shares(weights: dict[str, float], count: int) -> None:
    """Machines that know nothing of each other come to the same shares."""
    assert shares(weights, count) == shares(dict(weights), count)


@given(WEIGHTS, COUNTS)
def test_a_share_keeps_the_order_of_the_places(weights: dict[str, float], count: int) -> None:
    """A file is read once, and what has ended is told in order."""
    order = {place: number for number, place in enumerate(weights)}

    for share in shares(weights, count):
        assert sorted(share, key=order.__getitem__) == list(share)


@given(st.sets(PLACES), COUNTS)
def test_places_without_weight_are_shared_by_number(places: set[str], count: int) -> None:
    """What waits for a browser takes no time, but it is spread all the same."""
    sizes = [len(share) for share in shares(dict.fromkeys(places, 0.0), count)]

    assert max(sizes) - min(sizes) <= 1


def test_the_heaviest_goes_first_and_the_earlier_among_equals() -> None:
    """Longest processing time first."""
    weights = {"a": 1.0, "b": 3.0, "c": 2.0, "d": 2.0, "e": 1.0}

    assert (("a", "b", "e"), ("c", "d")) == shares(weights, 2)


def test_less_than_one_share_is_refused() -> None:
    """There is nowhere to put a place."""
    with pytest.raises(ValueError, match="0 shares"):
        shares({"a": 1.0}, 0)


def test_what_took_so_long_is_expected_to_again_and_the_unknown_to_take_the_median() -> None:
    """A scenario is known by place and name: another may stand at its line by now."""
    steps = {("x:1", "one"): 9, ("x:2", "two"): 9, ("x:3", "three"): 9, ("x:4", "new"): 9}
    known_s = {("x:1", "one"): 1.0, ("x:2", "two"): 5.0, ("x:3", "three"): 2.0, ("x:4", "old"): 7.0}

    weights = expected_weights(steps, known_s)

    assert {"x:1": 1.0, "x:2": 5.0, "x:3": 2.0, "x:4": 2.0} == weights


def test_where_nothing_is_known_steps_count() -> None:
    """The first run has no other to go by."""
    weights = expected_weights({("x:1", "one"): 4, ("x:2", "two"): 9}, {("y:1", "one"): 1.0})

    assert {"x:1": 4.0, "x:2": 9.0} == weights


def test_a_shard_is_a_number_of_a_count() -> None:
    """As --shard takes it."""
    assert (2, 3) == shard_of("2/3")


@pytest.mark.parametrize("text", ["", "3", "0/3", "4/3", "-1/3", "1/0", "1/2/3", "a/b", "\u00b2/3"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    """The message says what is expected."""
    with pytest.raises(ValueError, match="expected a number"):
        shard_of(text)


@given(st.sets(st.builds("{}:{}".format, st.sampled_from("xyz"), st.integers(1, 99))), st.text())
def test_a_shuffled_order_has_every_place_and_follows_from_the_seed(
    places: set[str], seed: str
) -> None:
    """Whatever the order in which the places are given."""
    order = shuffled(sorted(places), seed)

    assert sorted(places) == sorted(order)
    assert order == shuffled(sorted(places, reverse=True), seed)


def test_another_seed_is_another_order() -> None:
    """Of twenty places, two seeds hardly ever make one order."""
    places = [f"{n}:1" for n in range(20)]

    assert shuffled(places, "1") != shuffled(places, "2")


def test_neighbours_of_one_file_stay_in_the_order_of_the_file() -> None:
    """Otherwise what is told would not be what behave does."""
    places = [f"x:{n}" for n in range(1, 21)]

    assert tuple(places) == shuffled(reversed(places), "1")
