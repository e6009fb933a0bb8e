"""Tasks done one by one in this process: for a single job, and for tests."""

from collections.abc import Callable, Iterable, Iterator

from itsid_sim.ports.workers import R, T


class InThisProcess:
    """`Workers` without any worker."""

    dashboard = ""

    def results(self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[tuple[T, R]]:
        for one in inputs:
            yield one, task(one)

    def close(self) -> None:
        pass
