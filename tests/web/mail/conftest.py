"""A served simulator for the mail API; every test makes its own world in it."""

from collections.abc import Iterator

import pytest

from tests.web.control.asking import Asker, asking
from tests.web.mail.boxes import Box


@pytest.fixture(scope="package")
def asker() -> Iterator[Asker]:
    with asking() as opened:
        yield opened


@pytest.fixture
def box(asker: Asker) -> Box:
    """The empty mailbox of a new world."""
    return Box(asker)
