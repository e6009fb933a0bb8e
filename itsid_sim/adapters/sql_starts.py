"""What branches begin with, kept once however many worlds begin so."""

import hashlib
from collections import OrderedDict
from typing import Any

from msgspec import json
from msgspec.structs import replace
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from itsid_sim.adapters.sql_engine import POSTGRESQL, SQLITE
from itsid_sim.adapters.sql_schema import BRANCHES, STARTS
from itsid_sim.core import snapshot
from itsid_sim.core.state import World
from itsid_sim.rules.settings import Settings

UNANSWERED = Settings()


def _kept(row: "postgresql.Insert | sqlite.Insert") -> "postgresql.Insert | sqlite.Insert":
    """Touched where it is there already, lest somebody clears it away meanwhile."""
    touched = {"digest": row.excluded.digest}
    return row.on_conflict_do_update(index_elements=["digest"], set_=touched)


# So many starts are shared by the worlds in memory that began with them.
SHARED_MAX = 16


KEEP = {SQLITE: _kept(sqlite.insert(STARTS)), POSTGRESQL: _kept(postgresql.insert(STARTS))}


class Starts:
    """Worlds before anything has happened in them: time and answers apart from all else."""

    def __init__(self) -> None:
        self._shared: OrderedDict[str, World] = OrderedDict()

    def kept(self, connection: Connection, world: World) -> dict[str, Any]:
        """What a branch that begins with this world has in its row."""
        start = snapshot.to_bytes(replace(world, now=0, settings=UNANSWERED))
        digest = hashlib.blake2b(start, digest_size=16).hexdigest()
        kept = KEEP[connection.dialect.name]
        connection.execute(kept, {"digest": digest, "world": start})
        return {"start": digest, "now": world.now, "settings": json.encode(world.settings)}

    def read(self, connection: Connection, branch: int) -> World:
        """The world that a branch begins with."""
        columns = select(BRANCHES.c.start, BRANCHES.c.now, BRANCHES.c.settings)
        row = connection.execute(columns.where(BRANCHES.c.id == branch)).first()
        if row is None:
            raise LookupError(f"branch {branch}: there is none")
        settings = json.decode(row.settings, type=Settings)
        return replace(self._start(connection, row.start), now=row.now, settings=settings)

    def _start(self, connection: Connection, digest: str) -> World:
        if digest not in self._shared:
            wanted = select(STARTS.c.world).where(STARTS.c.digest == digest)
            start = connection.execute(wanted).scalar_one()
            self._shared[digest] = snapshot.from_bytes(start)
        self._shared.move_to_end(digest)
        if len(self._shared) > SHARED_MAX:
            self._shared.popitem(last=False)
        return self._shared[digest]
