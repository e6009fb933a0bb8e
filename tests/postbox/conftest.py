"""Every test has a post office of its own."""

from collections.abc import Iterator

import pytest

from tests.postbox.office import Office


@pytest.fixture
def office() -> Iterator[Office]:
    with Office() as opened:
        yield opened
