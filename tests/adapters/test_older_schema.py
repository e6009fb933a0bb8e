"""A file that an older version has written is brought up to date when it is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from itsid_sim.adapters.sql_schema import VERSION
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.ports.store import Body
from tests.adapters.stores import begun, marks, steps


def test_a_store_from_before_mail_was_kept_keeps_its_worlds_and_takes_mail(
    tmp_path: Path,
) -> None:
    """Version 1 had no table for the bodies of mails."""
    file = tmp_path / "worlds.db"
    older = open_store(f"sqlite:///{file}")
    world = begun(older, "a", last=3, mark=7)
    older.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE bodies")
        connection.execute("UPDATE itsid_schema SET version = 1")

    store = open_store(f"sqlite:///{file}")
    store.append(world, replace(steps(4, 4, mark=7), bodies={"1": Body(b'"gist"', b"raw")}))
    happened, raw = marks(store.read(world.branch)), store.raw(world.branch, "1")
    store.close()

    with closing(sqlite3.connect(file)) as connection:
        (version,) = connection.execute("SELECT version FROM itsid_schema").fetchone()
    assert ([(1, 7), (2, 7), (3, 7), (4, 7)], b"raw", VERSION) == (happened, raw, version)
