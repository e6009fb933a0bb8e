"""What every test shares: a PostgreSQL server where one is asked for, and Hypothesis' effort.

`--hypothesis-profile=long` tries harder.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgresql import Cluster

# The same examples in every run, so that a red test is about the change and never about luck.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def cluster() -> Iterator["Cluster"]:
    """A PostgreSQL server of this test process."""
    from tests.postgresql import Cluster  # noqa: PLC0415 - most tests need none

    with TemporaryDirectory(prefix="itsid-") as home:  # pytest's own are too long for a socket
        opened = Cluster(Path(home))
        yield opened
        opened.close()
