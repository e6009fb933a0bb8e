"""Whoever does many small tasks at once: processes of this machine, or other machines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Workers(Protocol):
    """A task is a function of a module that may be called again; inputs and results are small."""

    def results(
        self, task: Callable[[Given], Made], inputs: Iterable[Given]
    ) -> Iterator[tuple[Given, Made]]:
        """Each input with what the task made of it, as they come.

        Whoever stops asking before the end calls off what has not begun.
        """
        ...
