"""Threads that do tasks: every input has its result, and a fault ends it all."""

import pytest

from itsid_sim.mutate.pool import Threads
from itsid_sim.ports.workers import Workers


def doubled(number: int) -> int:
    return 2 * number


def inverted(number: int) -> float:
    return 1 / number


@pytest.mark.parametrize("count", [1, 3])
def test_every_input_comes_back_with_its_result(count: int) -> None:
    workers: Workers = Threads(count)

    found = dict(workers.results(doubled, range(10)))

    assert {number: 2 * number for number in range(10)} == found


def test_nothing_comes_of_nothing() -> None:
    assert [] == list(Threads(2).results(doubled, []))


def test_what_a_task_raises_is_raised_to_whoever_asks() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Threads(2).results(inverted, [0]))


def test_whoever_has_enough_may_stop_asking() -> None:
    given, made = next(iter(Threads(1).results(doubled, range(10))))

    assert made == 2 * given
