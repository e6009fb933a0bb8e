"""Disks that are full from one moment to another, each in a way of its own."""

import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Engine, event

ENDLESS = resource.RLIM_INFINITY
PAGES_MAX = 2**31
FILLING_BYTES = 64 * 1024


class Disk(Protocol):
    """Where a file is to be kept, and whether there is room for more."""

    file: Path

    def fill(self) -> None:
        """Leave no room, or next to none."""
        ...

    def free(self) -> None:
        """Let there be room."""
        ...


class Pages:
    """SQLite itself says that it is full."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._opened: list[sqlite3.Connection] = []

    def opened(self, connection: sqlite3.Connection, _record: object) -> None:
        """Remember a connection of the store's."""
        self._opened.append(connection)

    def fill(self) -> None:
        for connection in self._opened:
            connection.execute("PRAGMA max_page_count=1")

    def free(self) -> None:
        for connection in self._opened:
            with suppress(sqlite3.ProgrammingError):  # closed meanwhile
                connection.execute(f"PRAGMA max_page_count={PAGES_MAX}")


class Sizes:
    """Files may not grow, and what is written across the limit is written by half."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        log = Path(f"{self.file}-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 1000, self._before[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


class Memory:
    """A small disk in memory."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "worlds.db"
        self._filling = folder / "filling"

    def fill(self) -> None:
        with suppress(OSError), self._filling.open("wb", buffering=0) as filling:
            while filling.write(b"x" * FILLING_BYTES):
                pass

    def free(self) -> None:
        self._filling.unlink(missing_ok=True)


@contextmanager
def pages(folder: Path) -> Iterator[Disk]:
    """A file that may have no more pages."""
    disk = Pages(folder / "worlds.db")
    event.listen(Engine, "connect", disk.opened)
    yield disk
    event.remove(Engine, "connect", disk.opened)


@contextmanager
def sizes(folder: Path) -> Iterator[Disk]:
    """A process that may write no longer files."""
    disk = Sizes(folder / "worlds.db")
    yield disk
    disk.free()


@contextmanager
def memory(folder: Path) -> Iterator[Disk]:
    """A disk of a megabyte, for those who may mount one."""
    mount = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of a megabyte needs a user who may mount one")
    yield Memory(folder)
    subprocess.run([shutil.which("umount") or "umount", "--lazy", str(folder)], check=True)


DISKS: dict[str, Callable[[Path], AbstractContextManager[Disk]]] = {
    "pages": pages,
    "sizes": sizes,
    "memory": memory,
}
