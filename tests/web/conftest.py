"""One served simulator for all tests of the pages; every test makes its own worlds in it."""

from collections.abc import Iterator

import pytest

from tests.web.direct import Direct
from tests.web.intruder import Browser, Intruded


@pytest.fixture(scope="session")
def site() -> Iterator[Intruded]:
    opened = Intruded()
    yield opened
    opened.close()


@pytest.fixture
def browser(site: Intruded) -> Browser:
    """A browser without cookies, in a world of its own."""
    return site.browser()


@pytest.fixture(scope="module")
def direct() -> Iterator[Direct]:
    """The site without sockets; its real time moves only when a test says so."""
    opened = Direct()
    yield opened
    opened.close()
