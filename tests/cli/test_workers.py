"""`itsid serve --workers 2` on one PostgreSQL: one site, served by processes that come and go."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from select import select

import pytest

from itsid_sim.bootstrap.served import Serving
from itsid_sim.bootstrap.workers import Workers
from itsid_sim.client.control import Control
from itsid_sim.ports.listening import PortTaken
from itsid_sim.ports.store import StoreFailed
from tests.cli.test_serve import TIMEOUT_S, address, refused, serving
from tests.drivers.sites import CAST
from tests.postgresql import Cluster

pytestmark = pytest.mark.processes

MINUTE = timedelta(minutes=1)
CALLERS, TIMES = 8, 5

Server = tuple["subprocess.Popen[str]", str]


@contextmanager
def served(cluster: Cluster) -> Iterator[Server]:
    with serving("--store", cluster.new_database(), "--workers", "2") as (process, said):
        yield process, address(said, "My Page").removesuffix("/w/main/")


@pytest.fixture(scope="module")
def server(cluster: Cluster) -> Iterator[Server]:
    """A server for those who leave it as it was."""
    with served(cluster) as opened:
        yield opened


def workers(process: "subprocess.Popen[str]") -> list[int]:
    """The processes that serve: children that were spawned to."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, line in lines.items() if b"spawn_main" in line]


@contextmanager
def calling(url: str) -> Iterator[Control]:
    with Control(url) as control:
        yield control


def lived(url: str, caller: int) -> list[timedelta]:
    """How far a world has come that is moved over many connections, each to some process."""
    with calling(url) as control:
        world = control.create(f"w{caller}")
    came = []
    for _ in range(TIMES):
        with calling(url) as moving, calling(url) as looking:
            moving.advance(world.id, by=MINUTE)
            came.append(looking.world(world.id).now - world.now)
    return came


@pytest.mark.postgresql
def test_what_one_process_has_done_every_other_knows(server: Server) -> None:
    process, url = server

    with ThreadPoolExecutor(CALLERS) as threads:
        seen = list(threads.map(lambda caller: lived(url, caller), range(CALLERS)))

    assert [[n * MINUTE for n in range(1, TIMES + 1)]] * CALLERS == seen
    assert 2 == len(workers(process))


@pytest.mark.postgresql
def test_one_world_that_all_move_at_once_comes_as_far_as_all_together(server: Server) -> None:
    _, url = server
    with calling(url) as control:
        before = control.create("one").now

    def move(_: int) -> None:
        with calling(url) as control:
            control.advance("one", by=MINUTE)

    with ThreadPoolExecutor(CALLERS) as threads:
        list(threads.map(move, range(CALLERS * TIMES)))

    with calling(url) as control:
        assert CALLERS * TIMES * MINUTE == control.world("one").now - before


@pytest.mark.postgresql
def test_processes_are_made_anew_until_all_are_asked_to_end(cluster: Cluster) -> None:
    with served(cluster) as (process, url):
        with calling(url) as control:
            moved = control.advance(control.create("kept").id, by=MINUTE)
        killed = workers(process)
        for worker in killed:
            os.kill(worker, signal.SIGKILL)
        assert process.stdout is not None
        while "serves in its place" not in (line := process.stdout.readline()):
            assert line

        with calling(url) as control:
            assert moved.now == control.world("kept").now
        assert set() == {*workers(process)} & {*killed}
        made = workers(process)
        process.terminate()
        process.wait(TIMEOUT_S)
        assert [] == [one for one in made if Path(f"/proc/{one}").exists()]


@pytest.mark.postgresql
def test_none_outlives_the_one_that_made_it(cluster: Cluster) -> None:
    with served(cluster) as (process, _):
        made = workers(process)
        ends = [os.pidfd_open(worker) for worker in made]

        process.kill()

        for end in ends:
            assert [end] == select([end], [], [], TIMEOUT_S)[0]


def test_several_processes_want_a_store_that_they_can_share() -> None:
    status, said = refused("--store", "memory", "--workers", "2")

    assert 2 == status
    assert "--store postgresql://USER@HOST/DATABASE" in said


@pytest.mark.postgresql
def test_they_are_served_from_any_process(cluster: Cluster) -> None:
    serving = Serving(store=cluster.new_database())
    with closing(Workers(1, serving, CAST)) as served, calling(served.url) as control:
        world = control.create()

        assert world == control.world(world.id)


def test_a_process_that_cannot_begin_tells_why() -> None:
    serving = Serving(store="postgresql://nobody:secret@127.0.0.1:1/none")

    with pytest.raises(StoreFailed, match="the server does not answer") as failed:
        Workers(1, serving, CAST)

    assert "secret" not in str(failed.value)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortTaken, match=str(port)):
            Workers(1, Serving(port=port), CAST)
