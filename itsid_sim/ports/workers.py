"""Whoever does many tasks side by side: this process, processes beside it, or many machines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A worker may be taken away at any time; an input that four of them died at is to blame itself.
RETRIES = 3


class WorkersFailed(Exception):
    """The tasks cannot be done; the message says what was found, and what to do."""


class Workers(Protocol):
    """They stay from call to call, so that a call costs little; one call at a time."""

    @property
    def dashboard(self) -> str:
        """The address of a page on which the work can be watched; empty: there is none."""
        ...

    def results(self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Do the task for every input: each with its result, once, as they come, in no order.

        The task is a function of a module, and doing it twice is as good as once. Inputs are
        taken as there are workers for them; they and the results are pickled. What the task
        raises comes out here. A worker that dies costs a retry and no result; raises
        `WorkersFailed` for an input at which workers die again and again, and when there are
        none. Whoever closes the iterator early has the rest cancelled.
        """
        ...

    def close(self) -> None:
        """End the workers that are ours, whatever they do; twice is as good as once."""
        ...
