"""Every test of the stores is about each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from itsid_sim.ports.store import Store
from tests.adapters.stores import STORES

PARAMETERS = [
    pytest.param(name, marks=pytest.mark.postgresql) if name == "postgresql" else name
    for name in STORES
]


@pytest.fixture(params=PARAMETERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()
