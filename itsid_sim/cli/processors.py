"""How many processors this process may use, and who works: they, or a cluster."""

import os
from collections.abc import Callable
from typing import Any

from click import IntRange, UsageError, option

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

JOBS_MAX = 256
JOBS = option(
    "--jobs",
    type=IntRange(0, JOBS_MAX),
    default=0,
    metavar="N",
    help="How many at a time; one for each processor unless told.",
)


def cluster_that(works: str) -> Decorator:
    """The option of a cluster whose workers do this."""
    return option(
        "--cluster",
        default="",
        metavar="tcp://HOST:PORT",
        help=f"The scheduler of a Dask cluster whose workers {works}.",
    )


def processors() -> int:
    """Their number, at least one."""
    there = hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if there else os.cpu_count() or 1


def refuse_both(jobs: int, cluster: str) -> None:
    """Raises `UsageError` if processes of this machine are asked for, and a cluster too."""
    if cluster and jobs > 1:
        raise UsageError("--jobs are of this machine, --cluster has its own; name one")
