"""Every test of the contracts runs on each site."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from itsid_sim.bootstrap.served import Served, Serving
from tests.drivers.sites import CAST, SITES, Site


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """One simulator for all tests; each has a world of its own."""
    opened = Served(Serving(), CAST)
    yield opened
    opened.close()


def _marked(name: str) -> ParameterSet:
    """A site, marked if it takes a real browser."""
    return pytest.param(name, marks=pytest.mark.browser if name == "browser" else ())


@pytest.fixture(params=map(_marked, SITES))
def site(request: pytest.FixtureRequest, served: Served) -> Iterator[Site]:
    with SITES[request.param](served) as opened:
        yield opened
