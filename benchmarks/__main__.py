"""Run every benchmark, or those named: `python -m benchmarks heart suite start`."""

import os
import sys
from collections.abc import Callable, Iterator

from benchmarks import heart, start, suite
from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[], Iterator[Figure]]] = {
    "heart": heart.figures,
    "suite": suite.figures,
    "start": start.figures,
}


def main() -> None:
    """Print each figure as it comes, beside its goal."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'':52} {'median':>12} {'min':>12} {'max':>12}   goal")
    for name in sys.argv[1:] or BENCHMARKS:
        for figure in BENCHMARKS[name]():
            print(figure.line(), flush=True)


main()
