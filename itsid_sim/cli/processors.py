"""How many processors this process may use, and who works: they, or a cluster."""

import os

from click import UsageError


def processors() -> int:
    """Their number, at least one."""
    there = hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if there else os.cpu_count() or 1


def refuse_both(jobs: int, cluster: str) -> None:
    """Raises `UsageError` if processes of this machine are asked for, and a cluster too."""
    if cluster and jobs > 1:
        raise UsageError("--jobs are of this machine, --cluster has its own; name one")
