"""Every test of the stores is about each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from itsid_sim.bootstrap.stores import MEMORY, open_store
from itsid_sim.ports.store import Store
from tests.postgresql import Cluster

POSTGRESQL = "postgresql"
STORES = (MEMORY, "sqlite", pytest.param(POSTGRESQL, marks=pytest.mark.postgresql))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    address = {MEMORY: MEMORY, "sqlite": f"sqlite:///{tmp_path / 'worlds.db'}"}.get(request.param)
    if address is None:
        cluster: Cluster = request.getfixturevalue("cluster")
        address = cluster.new_database()
    opened = open_store(address)
    yield opened
    opened.close()
