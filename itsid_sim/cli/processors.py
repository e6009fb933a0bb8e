"""How many processors this process may use."""

import os


def processors() -> int:
    """Their number, at least one."""
    there = hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if there else os.cpu_count() or 1
