"""Rows of the SQL store, written and read within a transaction of the caller's."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import Connection, Select, insert, select, update

from itsid_sim.adapters.sql_schema import EVENTS, REVEALS, WORLDS
from itsid_sim.adapters.sql_statements import APPEND, FIND, FORGET, GISTS, KEEP_BODY, RAW
from itsid_sim.core.journal import to_line
from itsid_sim.ports.store import Branch, Conflict, Fork, Record, Written
from itsid_sim.rules.value import Value


class Reach(Value, frozen=True):
    """A part of a branch's past: the events of a branch after number `first`, up to `until`."""

    branch: int
    first: int
    until: int


def found_record(connection: Connection, wanted: Select[Any], name: str) -> Record | None:
    """The world of a name."""
    row = connection.execute(wanted, {"name": name}).first()
    return None if row is None else Record(*row)


def must_stand(connection: Connection, record: Record) -> None:
    """Keep others from changing a record that is as we know it."""
    found = found_record(connection, FIND.with_for_update(), record.name)
    if found != record:
        raise Conflict(f"world {record.name!r}: {found} found, {record} expected")


def put_record(connection: Connection, record: Record) -> None:
    """Put a record in the place of the one of its name."""
    connection.execute(update(WORLDS).where(WORLDS.c.name == record.name).values(asdict(record)))


def write(connection: Connection, branch: int, written: Written) -> None:
    """Append to a branch."""
    rows = [
        {"branch": branch, "number": one.number, "at": one.at, "event": to_line(one.event)}
        for one in written.happened
    ]
    if rows:
        connection.execute(APPEND, rows)
    for browser, password in written.reveals.items():
        connection.execute(FORGET, {"on": branch, "for": browser})
        if password:
            row = {"branch": branch, "browser": browser, "password": password}
            connection.execute(insert(REVEALS), row)

    bodies = [
        {"branch": branch, "letter": int(letter), "gist": body.gist, "raw": body.raw}
        for letter, body in written.bodies.items()
    ]
    if bodies:
        connection.execute(KEEP_BODY, bodies)


def gists(
    connection: Connection, lineage: Iterable[Reach], letters: Sequence[str]
) -> dict[str, bytes]:
    """The gists of letters, each from the nearest branch that keeps it."""
    found: dict[str, bytes] = {}
    for reach in lineage:
        wanted = [int(letter) for letter in letters if letter not in found]
        rows = connection.execute(GISTS, {"branch": reach.branch, "letters": wanted})
        found |= {str(letter): bytes(gist) for letter, gist in rows}
    return found


def raw(connection: Connection, lineage: Iterable[Reach], letter: str) -> bytes:
    """A mail as it came, from the nearest branch that keeps it."""
    for reach in lineage:
        found = connection.execute(RAW, {"branch": reach.branch, "letter": int(letter)}).scalar()
        if found is not None:
            return bytes(found)
    raise LookupError(f"letter {letter}: no mail of this number is kept")


def within(reach: Reach) -> tuple[Any, ...]:
    """What holds for the events of a part of the past."""
    return (EVENTS.c.branch == reach.branch, EVENTS.c.number <= reach.until)


def told_branch(connection: Connection, row: Any) -> Branch:  # noqa: ANN401 - SQLAlchemy's row
    """A branch with its last event."""
    parent = None if row.parent is None else Fork(row.parent, row.event)
    own = select(EVENTS.c.number, EVENTS.c.at).where(EVENTS.c.branch == row.id)
    last = connection.execute(own.order_by(EVENTS.c.number.desc()).limit(1)).first()
    return Branch(row.id, parent, *((row.event, row.now) if last is None else last))
