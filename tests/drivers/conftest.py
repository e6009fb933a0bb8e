"""Every test of the contracts runs on each site."""

from collections.abc import Iterator

import pytest

from tests.drivers.sites import SITES, Site


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    with SITES[request.param]() as opened:
        yield opened
