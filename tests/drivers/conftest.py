"""Every test of the contracts runs on each site."""

from collections.abc import Iterator

import pytest

from itsid_sim.bootstrap.served import Served, Serving
from tests.drivers.sites import CAST, SITES, Site


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """One simulator for all tests; each has a world of its own."""
    opened = Served(Serving(), CAST)
    yield opened
    opened.close()


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, served: Served) -> Iterator[Site]:
    with SITES[request.param](served) as opened:
        yield opened
