"""Real time for reports, even under a frozen ambient clock: freezegun leaves this module be."""

from datetime import UTC, datetime
from time import perf_counter


def real_seconds() -> float:
    """Seconds on a clock that nobody moves; only differences mean something."""
    return perf_counter()


def real_now() -> datetime:
    """The moment at which somebody runs this, for reports; no world is told of it."""
    return datetime.now(UTC)
