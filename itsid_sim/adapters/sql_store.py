"""A store in a SQL database, through SQLAlchemy Core."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import RLock
from typing import Any

from msgspec.structs import asdict, replace
from sqlalchemy import (
    Connection,
    Engine,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from itsid_sim.adapters.sql_engine import failing
from itsid_sim.adapters.sql_rows import (
    Reach,
    found_record,
    gists,
    must_stand,
    put_record,
    raw,
    told_branch,
    within,
    write,
)
from itsid_sim.adapters.sql_schema import (
    BRANCHES,
    EVENTS,
    REVEALS,
    SCHEMA,
    SNAPSHOTS,
    STARTS,
    WORLDS,
)
from itsid_sim.adapters.sql_starts import Starts
from itsid_sim.adapters.sql_statements import ALONE, FIND, LAST, NEW_BRANCH, NEW_WORLD, READ
from itsid_sim.core import snapshot
from itsid_sim.core.journal import from_line
from itsid_sim.core.state import World
from itsid_sim.ports.store import (
    NOTHING,
    Branch,
    Conflict,
    Fork,
    Happened,
    NameTaken,
    Record,
    Written,
)

ENDLESS = 2**62


class SqlStore:
    """Every method may be called from any thread; one at a time where there is one file."""

    def __init__(self, engine: Engine, locks: Engine | None = None) -> None:
        """`locks` has connections of its own to a database that several processes share."""
        self.is_shared = locks is not None
        self._engine = engine
        self._locks = locks
        self._turn: AbstractContextManager[object] = nullcontext() if self.is_shared else RLock()
        self._starts = Starts()
        # Where branches leave others never changes.
        self._forks: dict[int, Fork | None] = {}
        with self._begun() as connection:
            self.seal = bytes(connection.execute(select(SCHEMA.c.seal)).scalar_one())

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        if self._locks is None:
            yield
        else:
            with failing(self._engine), self._locks.begin() as connection:
                connection.execute(ALONE, {"name": name})
                yield

    def close(self) -> None:
        self._engine.dispose()
        if self._locks is not None:
            self._locks.dispose()

    # worlds

    def find(self, name: str) -> Record | None:
        with self._begun() as connection:
            return found_record(connection, FIND, name)

    def listed(self, after: str, limit: int) -> Sequence[Record]:
        wanted = select(WORLDS).where(WORLDS.c.name > after).order_by(WORLDS.c.name)
        with self._begun() as connection:
            rows = connection.execute(wanted.limit(limit) if limit >= 0 else wanted)
            return [Record(*row) for row in rows]

    def change(self, before: Record, after: Record) -> None:
        with self._begun() as connection:
            must_stand(connection, before)
            put_record(connection, after)

    def remove(self, name: str) -> None:
        mine, orphaned = BRANCHES.c.world == name, BRANCHES.c.world.is_(None)
        grown = BRANCHES.alias()
        childless = ~select(grown.c.id).where(grown.c.parent == BRANCHES.c.id).exists()
        with self._begun() as connection:
            connection.execute(delete(WORLDS).where(WORLDS.c.name == name))
            for id_ in connection.scalars(select(BRANCHES.c.id).where(mine)):
                self._forks.pop(id_, None)
            connection.execute(update(BRANCHES).where(mine).values(world=None))
            while connection.execute(delete(BRANCHES).where(orphaned, childless)).rowcount:
                pass  # what those had grown out of may be childless now
        used = select(BRANCHES.c.id).where(BRANCHES.c.start == STARTS.c.digest).exists()
        with suppress(IntegrityError), self._begun() as connection:
            connection.execute(delete(STARTS).where(~used))

    # events

    def begin(
        self,
        record: Record,
        start: World | Fork,
        written: Written = NOTHING,
        replaces: Record | None = None,
    ) -> Record:
        with _unless(NameTaken(_taken(record.name))), self._begun() as connection:
            if replaces is not None:
                must_stand(connection, replaces)
            elif found_record(connection, FIND, record.name):
                raise NameTaken(_taken(record.name))
            record = replace(record, branch=self._new_branch(connection, record.name, start))
            if replaces is None:
                connection.execute(NEW_WORLD, asdict(record))
            else:
                put_record(connection, record)
            write(connection, record.branch, written)
        return record

    def append(self, record: Record, written: Written) -> None:
        clash = Conflict(f"branch {record.branch}: somebody else has appended to it meanwhile")
        with _unless(clash), self._begun() as connection:
            here = {"name": record.name, "branch": record.branch}
            last = connection.execute(LAST, here).scalar()
            if last is None:
                raise Conflict(f"world {record.name!r}: it no longer stands on {record.branch}")
            if written.happened and written.happened[0].number != last + 1:
                expected = written.happened[0].number - 1
                raise Conflict(f"branch {record.branch}: {last} events found, {expected} expected")
            write(connection, record.branch, written)

    def read(self, branch: int, after: int = 0, limit: int = -1) -> Sequence[Happened]:
        wanted = ENDLESS if limit < 0 else limit
        found: list[Happened] = []
        with self._begun() as connection:
            for reach in reversed(self._lineage(connection, branch)):
                if max(after, reach.first) < reach.until and len(found) < wanted:
                    here = {"branch": reach.branch, "after": after, "until": reach.until}
                    rows = connection.execute(READ, {**here, "limit": wanted - len(found)})
                    found += [Happened(number, at, from_line(line)) for number, at, line in rows]
        return found

    def reveals(self, branch: int) -> Mapping[str, str]:
        wanted = select(REVEALS.c.browser, REVEALS.c.password).where(REVEALS.c.branch == branch)
        with self._begun() as connection:
            return {row.browser: row.password for row in connection.execute(wanted)}

    # mails

    def gists(self, branch: int, letters: Sequence[str]) -> Mapping[str, bytes]:
        with self._begun() as connection:
            return gists(connection, self._lineage(connection, branch), letters)

    def raw(self, branch: int, letter: str) -> bytes:
        with self._begun() as connection:
            return raw(connection, self._lineage(connection, branch), letter)

    # the past

    def save(self, branch: int, number: int, world: World) -> None:
        kept = {"branch": branch, "number": number, "world": snapshot.to_bytes(world)}
        with suppress(IntegrityError), self._begun() as connection:  # another did, or it is gone
            connection.execute(insert(SNAPSHOTS).values(kept))

    def nearest(self, branch: int, number: int) -> tuple[int, World]:
        columns = select(SNAPSHOTS.c.number, SNAPSHOTS.c.world)
        with self._begun() as connection:
            lineage = self._lineage(connection, branch)
            for reach in lineage:
                until = min(number, reach.until)
                here = (SNAPSHOTS.c.branch == reach.branch, SNAPSHOTS.c.number <= until)
                latest = columns.where(*here).order_by(SNAPSHOTS.c.number.desc()).limit(1)
                row = connection.execute(latest).first()
                if row is not None:
                    return row.number, snapshot.from_bytes(row.world)
            return 0, self._starts.read(connection, lineage[-1].branch)

    def moment(self, branch: int, at: int) -> int:
        with self._begun() as connection:
            for reach in self._lineage(connection, branch):
                here = within(reach)
                last = select(func.max(EVENTS.c.number)).where(*here, EVENTS.c.at <= at)
                number = connection.execute(last).scalar()
                if number is not None:
                    return int(number)
        return 0

    def branches(self, name: str) -> Sequence[Branch]:
        wanted = select(BRANCHES).where(BRANCHES.c.world == name).order_by(BRANCHES.c.id)
        with self._begun() as connection:
            rows = connection.execute(wanted).all()
            return [told_branch(connection, row) for row in rows]

    # within

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._turn, failing(self._engine), self._engine.begin() as connection:
            yield connection

    def _new_branch(self, connection: Connection, name: str, start: World | Fork) -> int:
        row: dict[str, Any] = {"world": name, "event": 0}
        if isinstance(start, Fork):
            now = self._clock_after(connection, start)
            row |= {"parent": start.branch, "event": start.event, "now": now}
        else:
            row |= self._starts.kept(connection, start)
        key = connection.execute(NEW_BRANCH, row).inserted_primary_key
        return int(key[0]) if key else 0

    def _clock_after(self, connection: Connection, fork: Fork) -> int:
        """The time at which an event happened; at number 0, that at which its branch begins."""
        lineage = self._lineage(connection, fork.branch)
        for reach in lineage:
            if reach.first < fork.event:
                here = (EVENTS.c.branch == reach.branch, EVENTS.c.number == fork.event)
                return int(connection.execute(select(EVENTS.c.at).where(*here)).scalar_one())
        begins = select(BRANCHES.c.now).where(BRANCHES.c.id == lineage[-1].branch)
        return int(connection.execute(begins).scalar_one())

    def _lineage(self, connection: Connection, branch: int) -> list[Reach]:
        """A branch and those that it grew out of."""
        lineage, until = [], ENDLESS
        while True:
            fork = self._fork_of(connection, branch)
            first = 0 if fork is None else fork.event
            lineage.append(Reach(branch, first, until))
            if fork is None:
                return lineage
            branch, until = fork.branch, min(until, fork.event)

    def _fork_of(self, connection: Connection, branch: int) -> Fork | None:
        if branch not in self._forks:
            wanted = select(BRANCHES.c.parent, BRANCHES.c.event).where(BRANCHES.c.id == branch)
            row = connection.execute(wanted).first()
            if row is None:
                raise LookupError(f"branch {branch}: there is none")
            self._forks[branch] = None if row.parent is None else Fork(row.parent, row.event)
        return self._forks[branch]


@contextmanager
def _unless(clash: Exception) -> Iterator[None]:
    """Tell rows that clash by what they mean."""
    try:
        yield
    except IntegrityError:
        raise clash from None


def _taken(name: str) -> str:
    return f"world {name!r} exists already; choose another name or delete it"
