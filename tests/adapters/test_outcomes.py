"""What came of a task in another process: a result, or what was raised."""

from threading import Lock

import pytest

from itsid_sim.adapters.outcomes import outcome_of, packed, result_in
from itsid_sim.ports.workers import WorkersFailed


def doubled(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number}: too small")
    return 2 * number


def locked(what: str) -> None:
    """Raise what holds a lock, and no lock can be pickled."""
    raise LookupError(what, Lock())


def test_a_result_comes_back() -> None:
    assert 42 == result_in(outcome_of(packed(doubled, 21)))


def test_what_a_task_raises_is_raised_with_the_way_that_it_took() -> None:
    with pytest.raises(ValueError, match="-1: too small") as failure:
        result_in(outcome_of(packed(doubled, -1)))

    assert "in doubled" in failure.value.__notes__[0]


def test_what_cannot_be_pickled_is_told_all_the_same() -> None:
    with pytest.raises(WorkersFailed, match=r"LookupError: .*door"):
        result_in(outcome_of(packed(locked, "door")))


def test_what_is_no_task_is_told_too() -> None:
    with pytest.raises(Exception, match="pickle"):
        result_in(outcome_of(b"nothing"))
