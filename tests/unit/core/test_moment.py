"""Times are read in Japan, whatever the machine's own zone is."""

import pytest

from itsid_sim.core.moment import in_japan
from tests.unit.people import NOW


@pytest.mark.parametrize(
    ("seconds", "read"),
    [
        (NOW, "2024-02-28T23:45:00+09:00"),
        (NOW + 15 * 60, "2024-02-29T00:00:00+09:00"),
        (0, "1970-01-01T09:00:00+09:00"),
    ],
)
def test_time_is_read_in_japan(seconds: int, read: str) -> None:
    assert read == in_japan(seconds).isoformat()
