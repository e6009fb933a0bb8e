"""Every test has a post office of its own, or a universe whose real time stands still."""

from collections.abc import Iterator

import pytest

from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.service.universe import Universe
from tests.postbox.office import Office
from tests.service.lives import Hand, opened


@pytest.fixture
def office() -> Iterator[Office]:
    with Office() as its_doors:
        yield its_doors


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def simulator(hand: Hand) -> Iterator[Embedded]:
    with opened(hand) as running:
        yield running


@pytest.fixture
def universe(simulator: Embedded) -> Universe:
    return simulator.universe
