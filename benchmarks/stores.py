"""The stores without HTTP: events a second, long worlds opened, deadlines passed, two processes."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from benchmarks.figures import ROUNDS, Figure, ratio, rounds, seconds_of
from itsid_sim.adapters.chance import chance_of
from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.core import commands as c
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.state import Letter, World
from itsid_sim.service.service import Service
from itsid_sim.service.universe import Plan, peopled

COMMANDS = 1_000
LONG = 100_000
DEADLINES = 1_000
WORLDS = 50
LINE = '{"type":"TimePassed","seconds":1}'


def figures() -> Iterator[Figure]:
    """SQLite on this disk, with FULL; PostgreSQL from a package, on this disk too."""
    with TemporaryDirectory() as folder:
        yield from _appended(Path(folder))
        yield from _opened(Path(folder))
        yield from _passed(Path(folder))
    yield from _shared()


def start() -> World:
    """A world with the fixtures' people."""
    cast = read_cast(ROOT / "fixtures" / "cast.toml")
    return peopled(tuple((one.value(), one.account_value(quick_digest)) for one in cast.contracts))


def _appended(folder: Path) -> Iterator[Figure]:
    address = f"sqlite:///{folder / 'ours.db'}"
    with closing(open_store(address)) as store, closing(Bare(folder / "bare.db")) as bare:
        service = Service(store, chance_of, quick_digest, "http://localhost")
        service.create("a", start())
        pairs = [
            (_per_second(lambda: service.carry_out("a", c.Wait(1))), _per_second(bare.insert))
            for _ in range(ROUNDS)
        ]
    ours, theirs = zip(*pairs, strict=True)
    yield Figure("sqlite3, one insert a transaction, FULL", theirs, "per s", "the yardstick")
    yield Figure("commands of one event each on SQLite, FULL", ours, "per s", "")
    yield ratio("ours against the bare insert", ours, theirs, ">= 0.5")


class Bare:
    """A table like ours, written to with nothing between."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute(
            "CREATE TABLE events (branch, number, at, event, PRIMARY KEY (branch, number))"
            " WITHOUT ROWID"
        )
        self._number = 0

    def insert(self) -> None:
        """One event in a transaction of its own."""
        self._number += 1
        self._db.execute("INSERT INTO events VALUES (1, ?, 5, ?)", (self._number, LINE))
        self._db.commit()

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _opened(folder: Path) -> Iterator[Figure]:
    with closing(open_store(f"sqlite:///{folder / 'long.db'}")) as store:
        writer = Service(store, chance_of, quick_digest, "http://localhost")
        writer.create("long", start())
        for _ in range(LONG // 100):
            writer.carry_out_all("long", lambda _: [c.Wait(1)] * 100)

        def opened() -> float:
            reader = Service(store, chance_of, quick_digest, "http://localhost")
            return seconds_of(lambda: reader.world("long"))

        yield Figure(f"opening a world of {LONG:,} events", rounds(opened), "s", "< 0.3")


def _passed(folder: Path) -> Iterator[Figure]:
    """Letters that are held, each until a moment of its own."""
    store = open_store(f"sqlite:///{folder / 'held.db'}")
    with closing(Embedded(store=store)) as simulator:
        names = iter(f"w{n}" for n in range(ROUNDS + 1))

        def passed() -> float:
            name = next(names)
            simulator.service.create(name, _holding())
            return seconds_of(lambda: simulator.universe.advance(name, DEADLINES)) * 1000

        yield Figure(f"moving past {DEADLINES:,} deadlines, SQLite", rounds(passed), "ms", "< 50")


def _holding() -> World:
    world = start()
    letters, due = world.letters.mutate(), world.to_release.mutate()
    for n in range(1, DEADLINES + 1):
        letter = Letter(f"{n}", "code", "taro@example.jp", "Taro", "012345", 0, "held", done=True)
        letters[letter.id], due[letter.id] = letter, n
    return replace(world, letters=letters.finish(), to_release=due.finish())


def _shared() -> Iterator[Figure]:
    """As many commands as fit into some seconds, over many worlds, by one process and by two."""
    from tests.postgresql import Cluster  # noqa: PLC0415 - it is slow to import, and of the tests

    with TemporaryDirectory(prefix="itsid-") as home, closing(Cluster(Path(home))) as cluster:
        address = cluster.new_database()
        with closing(Embedded(store=open_store(address))) as simulator:
            for number in range(2 * WORLDS):
                simulator.universe.create(f"w{number}", Plan(now=0))
        pairs = [(_together(address, 1), _together(address, 2)) for _ in range(3)]
    one, two = zip(*pairs, strict=True)
    yield Figure("commands on PostgreSQL, one process", one, "per s", "")
    yield Figure("commands on PostgreSQL, two processes", two, "per s", "")
    yield ratio("two processes against one", two, one, ">= 1.6")


def _together(address: str, processes: int) -> float:
    command = [sys.executable, "-m", "benchmarks.commands", address]
    running = [
        Popen([*command, str(place * WORLDS), str(WORLDS)], stdin=PIPE, stdout=PIPE, text=True)
        for place in range(processes)
    ]
    for process in running:
        if process.stdout is not None:
            process.stdout.readline()
    return sum(float(process.communicate("go\n")[0]) for process in running)


def _per_second(work: Callable[[], object]) -> float:
    return COMMANDS / seconds_of(work, COMMANDS)
