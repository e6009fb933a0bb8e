"""`itsid serve`: from its call to the first page, and what it weighs."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.asking import Asker
from benchmarks.figures import ROUNDS, Figure, ratio
from benchmarks.processes import python, resident_mb, telling
from benchmarks.site import LOGIN_PAGE
from benchmarks.start import ITSID
from itsid_sim.rules.value import Value

OURS = (str(ITSID), "serve", "--port", "0", "--smtp-port", "0", "--store", "memory")
BARE = python("benchmarks.bare")


class Start(Value, frozen=True):
    """Seconds to the first page, and then megabytes: resident, and with shared pages in part."""

    seconds: float
    rss: float
    pss: float


def figures() -> Iterator[Figure]:
    """A process anew for every round; no API has been asked when it is weighed."""
    with TemporaryDirectory() as folder:
        kept, new = _environments(folder)
        rounds = [
            (_start(BARE, kept), _start(OURS, kept), _start(OURS, new)) for _ in range(ROUNDS + 1)
        ]
    bare, ours, first = zip(*rounds[1:], strict=True)  # the first one compiles
    bare_s, ours_s, first_s = (tuple(one.seconds for one in some) for some in (bare, ours, first))
    yield Figure("uvicorn alone, until its first page", bare_s, "s", "the yardstick")
    yield Figure("itsid serve, until its first page", ours_s, "s", "<= 0.6")
    yield ratio("itsid serve against uvicorn alone", ours_s, bare_s, "")
    yield Figure("itsid serve for the first time, nothing compiled", first_s, "s", "")
    yield Figure("uvicorn alone, RSS", tuple(one.rss for one in bare), "MB", "the yardstick")
    yield Figure("itsid serve at rest, RSS", tuple(one.rss for one in ours), "MB", "<= 70")
    yield Figure("itsid serve at rest, PSS", tuple(one.pss for one in ours), "MB", "")


def _environments(folder: str) -> tuple[dict[str, str], dict[str, str]]:
    """One in which Python keeps what it compiles, whatever ours says; one in which it never has."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/kept"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    never = {"PYTHONPYCACHEPREFIX": f"{folder}/never", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept, {**os.environ, **never}


def _start(command: tuple[str, ...], environment: dict[str, str]) -> Start:
    began = perf_counter()
    with telling(command, environment) as (process, url):
        asker = Asker(urlsplit(url).netloc)
        asker.ask("GET", LOGIN_PAGE)
        seconds = perf_counter() - began
        return Start(seconds, resident_mb(process), resident_mb(process, "Pss"))
