"""What was answered outlives the server: it is killed in the midst of its work, again and again."""

import os
from pathlib import Path

import pytest

from tests.store.killing import Killing
from tests.store.servers import Servers

pytestmark = pytest.mark.processes

KILLS = 8


class Forgetful(Servers):
    """Servers whose disk loses what it was given last, though it said that it was kept."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log

    def kill(self) -> None:
        super().kill()
        if self._log.exists():
            os.truncate(self._log, self._log.stat().st_size // 2)


@pytest.mark.parametrize("seed", ["one", "two", "three", "four"])
def test_nothing_is_lost_however_often_a_server_is_killed(
    servers: Servers, tmp_path: Path, seed: str
) -> None:
    tally = Killing(tmp_path / "worlds.db", seed, servers).rounds(KILLS)

    assert () == tally.lost
    assert tally.steps > KILLS


def test_a_disk_that_forgets_is_found_out(tmp_path: Path) -> None:
    """So the audit sees what it is there to see."""
    file = tmp_path / "worlds.db"

    with Forgetful(Path(f"{file}-wal")) as servers:
        tally = Killing(file, "five", servers).rounds(2)

    assert () != tally.lost
