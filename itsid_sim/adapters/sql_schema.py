"""The tables of the SQL stores, the same in SQLite and in PostgreSQL, and their version."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

# Raised with every change that an older program could not read.
VERSION = 2

Number = BigInteger().with_variant(Integer, "sqlite")
# Sorted by its characters, as Python does, and not as some language would.
Name = Text().with_variant(Text(collation="C"), "postgresql")
TABLES = MetaData()

# One row. `seal` is the key that ties forms to browsers: pages outlive a process.
SCHEMA = Table(
    "itsid_schema",
    TABLES,
    Column("version", Integer, primary_key=True),
    Column("seal", LargeBinary, nullable=False),
)

# What branches begin with, each kept once, by its digest: a world at time 0, with no answers given.
STARTS = Table(
    "starts",
    TABLES,
    Column("digest", Text, primary_key=True),
    Column("world", LargeBinary, nullable=False),
)

# `world` is null when the world is gone and others have grown out of the branch. A branch leaves
# its `parent` after `event`, or begins with `start` and `settings`; its clock begins at `now`.
BRANCHES = Table(
    "branches",
    TABLES,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("world", Text, index=True),
    Column("parent", ForeignKey("branches.id"), index=True),
    Column("event", BigInteger, nullable=False),
    Column("now", BigInteger, nullable=False),
    Column("start", ForeignKey("starts.digest"), index=True),
    Column("settings", LargeBinary),
    sqlite_autoincrement=True,  # a number is never given twice: letters and tags name it
)


def _branch() -> Column[int]:
    """The branch that a row belongs to, and goes with."""
    return Column("branch", ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True)


EVENTS = Table(
    "events",
    TABLES,
    _branch(),
    Column("number", BigInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("event", Text, nullable=False),
    sqlite_with_rowid=False,
)

SNAPSHOTS = Table(
    "snapshots",
    TABLES,
    _branch(),
    Column("number", BigInteger, primary_key=True),
    Column("world", LargeBinary, nullable=False),
)

# Passwords that stand on a screen, and no longer than they stand there.
REVEALS = Table(
    "reveals",
    TABLES,
    _branch(),
    Column("browser", Text, primary_key=True),
    Column("password", Text, nullable=False),
)

# Mails from elsewhere, by the number of their letter.
BODIES = Table(
    "bodies",
    TABLES,
    _branch(),
    Column("letter", BigInteger, primary_key=True),
    Column("gist", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)

WORLDS = Table(
    "worlds",
    TABLES,
    Column("name", Name, primary_key=True),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("seed", Text),
    Column("ahead", BigInteger),
    Column("keep_s", BigInteger),
    Column("used_at", BigInteger, nullable=False),
    Column("parent", Text, nullable=False),
    Column("parent_event", BigInteger, nullable=False),
)
