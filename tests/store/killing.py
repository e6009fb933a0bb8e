"""Rounds of killing: a crowd at a server, SIGKILL in their midst, and the audit of what is left."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import perf_counter

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.core import commands as c
from itsid_sim.drivers.remote import RemoteTheatre
from itsid_sim.rules.value import Value
from itsid_sim.service.service import SAVED_EVERY
from itsid_sim.service.universe import Plan
from tests.store.audit import Audit
from tests.store.crowd import BRIM, BRIM_STEPS, CROWD, Draw, Place, act
from tests.store.logbook import Fact, Fuse, Logbook
from tests.store.servers import Servers

MAIN = "main"
# A server is killed after so many requests at most.
REQUESTS_MAX = 240
# Worlds of earlier rounds that are looked at in each round; at the end all of them are.
OLDER = 3


class Tally(Value, frozen=True):
    """What came of it; `again` counts letters that arrived a second time and are shown once."""

    kills: int
    steps: int
    worlds: int
    letters: int
    again: int
    lost: tuple[str, ...]
    start_s: tuple[float, ...]


class Killing:
    """Rounds on one file."""

    def __init__(self, file: Path, seed: str, servers: Servers) -> None:
        self._file = file
        self._store = f"sqlite:///{file}"
        self._draw = Draw(seed)
        self._servers = servers
        self._cast = read_cast(ROOT / "fixtures" / "cast.toml")
        self._logbook = Logbook()
        self._lost: list[str] = []
        self._start_s: list[float] = []
        _prepare(self._store)

    def rounds(self, kills: int) -> Tally:
        """Kill a server so many times, and look at everything at the end."""
        for number in range(kills):
            self._round(number)
        url = self._start()
        audit = self._audited(url, self._logbook.worlds, self._logbook.facts)
        self._servers.kill()
        self._lost += _damage(self._file)
        return Tally(
            kills=kills,
            steps=self._logbook.steps,
            worlds=len(self._logbook.worlds),
            letters=audit.letters,
            again=audit.arrivals - audit.letters,
            lost=tuple(self._lost),
            start_s=tuple(self._start_s),
        )

    def _round(self, number: int) -> None:
        before, facts = self._logbook.worlds, len(self._logbook.facts)
        url = self._start()
        fuse = Fuse(1 + self._draw.below(REQUESTS_MAX))
        self._crowd(Place(url, self._cast, self._logbook, fuse, number, self._draw))
        url = self._start()
        new = self._logbook.worlds[len(before) :]
        older = [before[self._draw.below(len(before))] for _ in range(OLDER) if before]
        self._audited(url, (*new, *older), self._logbook.facts[facts:])
        self._servers.kill()

    def _start(self) -> str:
        began = perf_counter()
        url = self._servers.start(self._store)
        self._start_s.append(perf_counter() - began)
        return url

    def _crowd(self, place: Place) -> None:
        errors: list[BaseException] = []
        threads = [Thread(target=act, args=(place, name, errors)) for name in CROWD]
        for thread in threads:
            thread.start()
        place.fuse.burnt.wait()
        self._servers.kill()
        for thread in threads:
            thread.join()
        self._lost += [f"round {place.round}: {error!r}" for error in errors]

    def _audited(self, url: str, worlds: Iterable[str], facts: Iterable[Fact]) -> Audit:
        theatre = RemoteTheatre(url, self._cast, {})
        audit = Audit(theatre, self._logbook)
        for world in dict.fromkeys((MAIN, *worlds)):
            self._lost += audit.faults(world)
        for fact in facts:
            self._lost += audit.refused(fact)
        theatre.close()
        return audit


def _prepare(store: str) -> None:
    """A file with a world in which much has happened."""
    simulator = Embedded(store=open_store(store))
    simulator.universe.create(BRIM, Plan())
    waits = [c.Wait(1)] * (SAVED_EVERY - BRIM_STEPS)
    simulator.service.carry_out_all(BRIM, lambda _: waits)
    simulator.close()


def _damage(file: Path) -> Iterator[str]:
    """What SQLite itself finds amiss in a file that nobody uses."""
    with closing(sqlite3.connect(file)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found += [f"{row}" for row in connection.execute("PRAGMA foreign_key_check")]
    return (f"integrity: {line}" for line in found if line != "ok")
