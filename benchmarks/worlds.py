"""Many worlds on one server: made, forked, asked; what ten thousand of them weigh."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.asking import Asker
from benchmarks.figures import ROUNDS, Figure, rounds, seconds_of
from benchmarks.processes import resident_mb, telling
from benchmarks.start import ITSID
from itsid_sim.client.control import Control

SERVE = (str(ITSID), "serve", "--port", "0", "--smtp-port", "0", "--store")
LIVE = 10_000
EVENTS = 1_000
ASKED = 300
SECOND = timedelta(seconds=1)


def figures() -> Iterator[Figure]:
    """Over HTTP, from the client's side; the server keeps its worlds in memory or in SQLite."""
    with TemporaryDirectory() as folder:
        for store in ("memory", f"sqlite:///{Path(folder) / 'worlds.db'}"):
            with telling((*SERVE, store), dict(os.environ)) as (_, url):
                yield from _made_and_forked(url, store.partition(":")[0])
    with telling((*SERVE, "memory"), dict(os.environ)) as (process, url):
        yield from _ten_thousand(url, lambda: resident_mb(process))


def _made_and_forked(url: str, store: str) -> Iterator[Figure]:
    with Control(_site(url)) as control:
        new = rounds(lambda: seconds_of(control.create, 50) / 50 * 1000)
        yield Figure(f"a new world over HTTP, {store}", new, "ms", "< 3")
        world = control.create("long").id
        for _ in range(EVENTS):
            control.advance(world, by=SECOND)
        forks = rounds(lambda: seconds_of(lambda: control.fork(world), 20) / 20 * 1000)
        yield Figure(f"a fork of a world with {EVENTS:,} events, {store}", forks, "ms", "< 5")
        back = rounds(lambda: seconds_of(lambda: control.fork(world, at=500), 20) / 20 * 1000)
        yield Figure(f"a fork of it at its event 500, {store}", back, "ms", "")


def _ten_thousand(url: str, weigh: Callable[[], float]) -> Iterator[Figure]:
    asker, numbers = Asker(urlsplit(url).netloc), count()
    with Control(_site(url)) as control:
        before = control.create("w0").id
        alone = _asked(asker, lambda: before)
        for number in range(1, LIVE):
            control.create(f"w{number}")
        yield Figure(f"{LIVE:,} worlds of the cast, RSS of their server", (weigh(),), "MB", "< 400")
        among = _asked(asker, lambda: f"w{next(numbers) * 7919 % LIVE}")
    ratios = tuple(many / one for many, one in zip(among, alone, strict=True))
    yield Figure("a page of the only world", alone, "µs", "")
    yield Figure(f"a page of any of {LIVE:,}, against that", ratios, "times", "<= 1.5")
    asker.close()


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _asked(asker: Asker, name: Callable[[], str]) -> tuple[float, ...]:
    """Microseconds for the login page, a median of many in each round."""

    def once() -> float:
        return seconds_of(lambda: asker.ask("GET", f"/w/{name()}/mypage"))

    return tuple(median(once() for _ in range(ASKED)) * 1e6 for _ in range(ROUNDS))
