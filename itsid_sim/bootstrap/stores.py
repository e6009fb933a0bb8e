"""Which store an address names."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.ports.store import Store, StoreFailed

MEMORY = "memory"
SYNCHRONOUS = ("FULL", "NORMAL")
EXPECTED = (
    "expected memory, sqlite:///PATH, sqlite:///PATH?synchronous=NORMAL, "
    "or postgresql://USER@HOST/DATABASE"
)


def open_store(address: str) -> Store:
    """The store of an address. Raises `StoreFailed` with what is wrong with it and what to do."""
    scheme, _, rest = address.partition("://")
    if address == MEMORY:
        return MemoryStore()
    # SQLAlchemy takes a fifth of a second to import.
    if scheme == "sqlite":
        return _sqlite(address)
    if scheme == "postgresql" and rest:
        from itsid_sim.adapters.sql_engine import open_postgresql  # noqa: PLC0415
        from itsid_sim.adapters.sql_store import SqlStore  # noqa: PLC0415

        return SqlStore(*open_postgresql(address))
    raise StoreFailed(f"store {shown(address)!r}: {EXPECTED}")


def shown(address: str) -> str:
    """The address without a password."""
    return re.sub(r"(?<=//)([^/@:]*):[^/@]*@", r"\1:***@", address)


def _sqlite(address: str) -> Store:
    from itsid_sim.adapters.sql_engine import open_sqlite  # noqa: PLC0415
    from itsid_sim.adapters.sql_store import SqlStore  # noqa: PLC0415

    parts = urlsplit(address)
    asked = parse_qs(parts.query, keep_blank_values=True)
    synchronous = asked.pop("synchronous", ["FULL"])[-1]
    path = parts.path.removeprefix("/")
    if parts.netloc or not path or asked or synchronous not in SYNCHRONOUS:
        raise StoreFailed(f"store {shown(address)!r}: {EXPECTED}")
    return SqlStore(open_sqlite(Path(path), synchronous))
