"""The guard: the ambient clock stands at an absurd moment; whoever reads it is found out."""

from collections.abc import Iterator
from contextlib import contextmanager

import freezegun.api

ABSURD = "1999-12-31T23:59:59Z"
LEFT_ALONE = ["subprocess", "itsid_sim.adapters.stopwatch"]


@contextmanager
def frozen_clock() -> Iterator[None]:
    """Freeze `time` and `datetime` for everything but event loops and our stopwatch."""
    freezegun.configure(extend_ignore_list=LEFT_ALONE)
    freezegun.api.call_stack_inspection_limit = 0
    with freezegun.freeze_time(ABSURD, real_asyncio=True):
        yield
