"""The machine's clock, and one that a test moves by hand."""

import time


class SystemClock:
    """Real time."""

    def seconds(self) -> int:
        return int(time.time())


class HandClock:
    """Stands still until somebody moves it."""

    def __init__(self, seconds: int = 0) -> None:
        self._seconds = seconds

    def seconds(self) -> int:
        return self._seconds

    def move(self, seconds: int) -> None:
        """Let so many seconds pass."""
        self._seconds += seconds
