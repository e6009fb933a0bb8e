"""Files that cannot be a store, or no longer: which one, what was found, and what to do."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.client.control import Control
from itsid_sim.client.errors import Failed
from itsid_sim.ports.store import StoreFailed
from tests.store.conftest import Serve
from tests.store.servers import CannotBe, Servers

pytestmark = pytest.mark.processes

ITSID = Path(sys.executable).with_name("itsid")
OPENING = (sys.executable, "-m", "tests.store.opening")
TIMEOUT_S = 60
PAGE_BYTES = 4096
SECOND = timedelta(seconds=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "worlds.db"


def address(file: Path) -> str:
    return f"sqlite:///{file}"


def refusal(file: Path) -> str:
    """What is said of a file that cannot be opened."""
    with pytest.raises(StoreFailed) as failed:
        open_store(address(file)).close()
    return str(failed.value)


def other_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def newer_schema(file: Path) -> None:
    open_store(address(file)).close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE itsid_schema SET version = version + 1")


def no_database(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


def folder(file: Path) -> None:
    file.mkdir()


def damaged_last_page(file: Path) -> None:
    open_store(address(file)).close()
    with file.open("r+b") as opened:
        opened.seek(-PAGE_BYTES, os.SEEK_END)
        opened.write(b"\xff" * PAGE_BYTES)


def missing_last_page(file: Path) -> None:
    open_store(address(file)).close()
    os.truncate(file, file.stat().st_size - PAGE_BYTES)


@pytest.mark.parametrize(
    ("spoil", "found", "remedy"),
    [
        (other_tables, "other tables", "name another"),
        (newer_schema, "newer itsid-sim", "use that one"),
        (no_database, "no SQLite file", "name another"),
        (folder, "cannot be opened", "must be there"),
        (damaged_last_page, "damaged", "restore a copy"),
        (missing_last_page, "damaged", "restore a copy"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_and_left_as_it_is(
    file: Path, spoil: Callable[[Path], None], found: str, remedy: str
) -> None:
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""

    said = refusal(file)

    assert all(part in said for part in (str(file), found, remedy)), said
    assert before == (file.read_bytes() if file.is_file() else b"")


def test_an_event_that_cannot_be_read_is_told_as_damage(serve: Serve, file: Path) -> None:
    """Its world cannot be shown, but taken away; the others are there."""
    site = serve(address(file))
    with Control(site.url) as control:
        control.create("damaged")
        control.advance("damaged", by=SECOND)
        control.create("whole")
    site.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE events SET event = substr(event, 9) WHERE at > 0 AND branch = 2")

    with Control(serve(address(file)).url) as control:
        assert 0 == control.world("whole").event
        with pytest.raises(Failed) as failed:
            control.world("damaged")
        listed = [world.id for world in control.worlds().worlds]
        control.delete("damaged")
        control.create("damaged")

    problem = failed.value.problem
    assert (503, "/problems/store") == (problem.status, problem.type)
    assert all(part in problem.detail for part in (str(file), "cannot be read")), problem.detail
    assert ["main", "whole"] == listed


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "worlds.db"

    said = refusal(file)

    assert all(part in said for part in (str(file), "its folder must be there")), said


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_what_may_not_be_written_is_refused(file_mode: int, folder_mode: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "worlds.db"
        open_store(address(file)).close()
        file.chmod(file_mode)
        file.parent.chmod(folder_mode)

        said = subprocess.run(
            [*OPENING, address(file)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

        file.parent.chmod(0o755)
    assert all(part in said for part in (str(file), "see to its permissions")), said


def test_a_second_server_is_refused_and_told_why(serve: Serve, file: Path) -> None:
    serve(address(file))

    ended = subprocess.run(
        [str(ITSID), "serve", "--port", "0", "--smtp-port", "0", "--store", address(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
    )

    assert 2 == ended.returncode
    assert all(part in ended.stderr for part in (str(file), "another server uses")), ended.stderr


def test_a_second_server_takes_nothing_from_the_first(serve: Serve, file: Path) -> None:
    with Control(serve(address(file)).url) as control:
        world = control.create()

        refusal(file)
        after = control.advance(world.id, by=SECOND)

    assert world.event + 1 == after.event


def test_a_file_is_free_again_when_its_server_was_killed(servers: Servers, file: Path) -> None:
    with Control(servers.start(address(file))) as control:
        world = control.create("kept")
    with pytest.raises(StoreFailed, match="another server uses"):
        open_store(address(file))

    servers.kill()
    url = servers.start(address(file))

    with Control(url) as control:
        assert world.etag == control.world("kept").etag


def killed_with(servers: Servers, file: Path, events: int) -> Path:
    """The log of a server that was killed after so many acknowledged events."""
    with Control(servers.start(address(file))) as control:
        control.create("kept")
        for _ in range(events):
            control.advance("kept", by=SECOND)
    servers.kill()
    return Path(f"{file}-wal")


def event_of(servers: Servers, file: Path) -> int:
    """The number of the last event that a new server knows."""
    with Control(servers.start(address(file))) as control:
        event = control.world("kept").event
    servers.kill()
    return event


def test_half_a_transaction_at_the_end_of_the_log_takes_nothing_with_it(
    servers: Servers, file: Path
) -> None:
    log = killed_with(servers, file, 20)
    with log.open("ab") as opened:
        opened.write(log.read_bytes()[-PAGE_BYTES:])

    event = event_of(servers, file)

    assert 20 == event


def test_a_torn_last_write_takes_its_own_transaction_and_no_other(
    servers: Servers, file: Path
) -> None:
    log = killed_with(servers, file, 20)
    os.truncate(log, log.stat().st_size - 1)

    event = event_of(servers, file)

    assert 19 == event


def test_a_server_that_cannot_start_says_so_and_the_next_one_starts(
    servers: Servers, file: Path
) -> None:
    no_database(file)
    with pytest.raises(CannotBe, match="no SQLite file"):
        servers.start(address(file))

    file.unlink()
    url = servers.start(address(file))

    with Control(url) as control:
        assert ["main"] == [world.id for world in control.worlds().worlds]
