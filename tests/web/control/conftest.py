"""One served simulator for all tests of the control API; every test makes its own world."""

from collections.abc import Iterator

import pytest

from tests.web.control.asking import Asker, asking


@pytest.fixture(scope="package")
def asker() -> Iterator[Asker]:
    with asking() as opened:
        yield opened
