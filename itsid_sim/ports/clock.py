"""The time outside: how long a flowing world has to move on."""

from typing import Protocol


class Clock(Protocol):
    """A clock that nobody here can move."""

    def seconds(self) -> int:
        """Whole seconds since 1970."""
        ...
