"""How the server is doing, as far as Mailpit's clients ask."""

import sys
from time import perf_counter

if sys.platform != "win32":
    import resource

STARTED = perf_counter()
KIBIBYTE = 1024


def uptime_s() -> int:
    """For how many seconds of real time there has been a mail API."""
    return int(perf_counter() - STARTED)


def memory_bytes() -> int:
    """The most memory that the process has used; 0 where nobody can tell."""
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else KIBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
