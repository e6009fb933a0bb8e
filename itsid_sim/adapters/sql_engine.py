"""Databases opened for a store: one file of SQLite, or a PostgreSQL server; and their failures."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import DecodeError
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import StaticPool

from itsid_sim.adapters.chance import new_key
from itsid_sim.adapters.sql_schema import SCHEMA, TABLES, VERSION
from itsid_sim.ports.store import Damaged, StoreFailed

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# Any number that no other program is likely to lock.
SCHEMA_LOCK = 0x17_51D
# What SQLite says, and what a person should do about it.
REMEDIES = {
    "locked": "another server uses this file: stop it, or give this one a file of its own",
    "readonly": "it cannot be written: see to its permissions and its folder's",
    "unable to open": "it cannot be opened: its folder must be there, and writable",
    "full": "the disk is full: free some space; what was answered is kept",
    "I/O": "it could not be read or written: see to its permissions, its disk and the room on it",
    "malformed": "the file is damaged: restore a copy, or let `sqlite3 FILE .recover` save it",
    "not a database": "this is no SQLite file: name another",
}
# What was answered is on disk, and a host that is gone is not waited for without end.
PATIENCE = {
    "connect_timeout": 10,
    "tcp_user_timeout": 10_000,
    "options": "-c synchronous_commit=on",
}
UNREADABLE = "a world in it cannot be read: restore a copy, or delete that world"
PRAGMAS = (
    "locking_mode=EXCLUSIVE",  # before all others: it keeps a second server out
    "foreign_keys=ON",
    "secure_delete=FAST",  # a password that has left its screen has left the file
)


def open_sqlite(path: Path, synchronous: str = "FULL") -> Engine:
    """One file, for this process alone. Raises `StoreFailed`.

    FULL keeps what was answered even if the machine loses its power; with NORMAL, which is
    quicker, the last moments before that may be missing.
    """
    engine = create_engine(
        URL.create(SQLITE, database=str(path)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": "IMMEDIATE", "timeout": 0},
    )

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (*PRAGMAS, f"synchronous={synchronous}"):
            connection.execute(f"PRAGMA {pragma}")
        if _is_new_or_ours(connection):  # it would be written into the file of others too
            connection.execute("PRAGMA journal_mode=WAL")

    event.listen(engine, "connect", connected)
    return _prepared(engine)


def open_postgresql(address: str) -> tuple[Engine, Engine]:
    """A server that other processes may use too, and connections to it that wait for each other.

    Raises `StoreFailed`.
    """
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine, locks = (
            create_engine(url, pool_pre_ping=True, connect_args=PATIENCE) for _ in range(2)
        )
    except ArgumentError:
        raise StoreFailed(
            "store postgresql://…: this is no address; expected postgresql://USER@HOST/DATABASE"
        ) from None
    except ModuleNotFoundError as missing:
        raise StoreFailed(
            f"store {url}: {missing.name} is not installed; install itsid-sim[postgresql]"
        ) from None
    return _prepared(engine), locks


@contextmanager
def failing(engine: Engine) -> Iterator[None]:
    """Tell a failure of the database with its name and what to do; rows that clash pass through."""
    try:
        yield
    except IntegrityError:
        raise
    except DecodeError as error:
        raise Damaged(f"store {engine.url}: {UNREADABLE} ({error})") from error
    except DBAPIError as error:
        raise StoreFailed(f"store {engine.url}: {_remedy(engine, str(error.orig))}") from error


def _remedy(engine: Engine, said: str) -> str:
    if engine.dialect.name == POSTGRESQL:
        said = " ".join(said.split())
        return f"the server does not answer as it should; nothing answered is lost: {said}"
    known = (remedy for word, remedy in REMEDIES.items() if word in said)
    return f"{next(known, 'SQLite failed')} ({said})"


def _prepared(engine: Engine) -> Engine:
    """The tables are there, whole, and of a version that we know."""
    try:
        with failing(engine), engine.begin() as connection:
            if engine.dialect.name == POSTGRESQL:  # two servers may start at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": SCHEMA_LOCK})
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # tables are made all or none
                _must_be_whole(connection)
            _must_be_ours(connection)
    except StoreFailed:
        engine.dispose()
        raise
    return engine


def _is_new_or_ours(connection: sqlite3.Connection) -> bool:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return not names or SCHEMA.name in names


def _must_be_whole(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise StoreFailed(f"store {connection.engine.url}: {REMEDIES['malformed']} ({found})")


def _must_be_ours(connection: Connection) -> None:
    url, tables = connection.engine.url, inspect(connection).get_table_names()
    if not tables:
        TABLES.create_all(connection)
        connection.execute(insert(SCHEMA).values(version=VERSION, seal=new_key()))
    elif SCHEMA.name not in tables:
        raise StoreFailed(f"store {url}: it holds other tables than ours: name another")
    version = connection.execute(select(SCHEMA.c.version)).scalar_one()
    if version > VERSION:
        raise StoreFailed(
            f"store {url}: a newer itsid-sim has written it (schema {version}, this one knows "
            f"{VERSION}): use that one, or name another store"
        )
    if version < VERSION:  # all that has come since are tables
        TABLES.create_all(connection)
        connection.execute(update(SCHEMA).values(version=VERSION))
