"""What tests of the store share: the cast, and a site that keeps its worlds in a file."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from itsid_sim.adapters.fixture_files import Cast, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from tests.store.servers import Servers

Serve = Callable[[str], Served]


@pytest.fixture(scope="session")
def cast() -> Cast:
    return read_cast(ROOT / "fixtures" / "cast.toml")


@pytest.fixture
def serve(cast: Cast) -> Iterator[Serve]:
    """A site on a store, which is closed at the end."""
    with ExitStack() as undo:

        def served(store: str) -> Served:
            site = Served(Serving(store=store), cast)
            undo.callback(site.close)
            return site

        yield served


@pytest.fixture(scope="session")
def nursery() -> Iterator[Servers]:
    with Servers() as servers:
        yield servers


@pytest.fixture
def servers(nursery: Servers) -> Iterator[Servers]:
    """Servers in processes of their own, none of which outlives the test."""
    yield nursery
    nursery.kill()
