"""Workers of this process: threads, each of which keeps a bench of its own."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Threads:
    """So many at a time. A task that waits for a process leaves the processor to it."""

    def __init__(self, count: int) -> None:
        self._count = count

    def results(
        self, task: Callable[[Given], Made], inputs: Iterable[Given]
    ) -> Iterator[tuple[Given, Made]]:
        """Each input with what the task made of it, as they come."""
        pool = ThreadPoolExecutor(self._count)
        try:
            asked = {pool.submit(task, one): one for one in inputs}
            for ended in as_completed(asked):
                yield asked[ended], ended.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
