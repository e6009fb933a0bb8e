"""Whole runs of pytest: strict, with warnings as errors, imported by importlib."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.control import Control
from tests.pytest_plugin.running import Run, run

pytestmark = pytest.mark.processes

TOKEN = "a token of many characters"
NOBODY = "http://127.0.0.1:9"  # the port of a protocol that nobody serves any more
USING = """
def test_clock(itsid_world):
    assert itsid_world.advance(minutes=30).now == itsid_world.now
"""

MIXED = """
import pytest

@pytest.fixture
def broken(itsid_world):
    itsid_world.advance(seconds=2)
    raise ValueError

def test_passes(itsid_world):
    itsid_world.advance(seconds=1)

def test_is_not_ready(itsid_world, broken):
    pass

@pytest.mark.itsid(setings={})
def test_wrong(itsid_world):
    pass

def test_fails(itsid_world):
    itsid_world.advance(seconds=3)
    itsid_world.fork()
    raise ValueError

def test_has_no_world():
    raise ValueError
"""


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """A simulator that runs, and asks for a token."""
    opened = Served(Serving(token=TOKEN), read_cast(ROOT / "fixtures" / "cast.toml"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def mixed(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Tests that pass and fail, in a simulator that the environment names."""
    folder = tmp_path_factory.mktemp("mixed")
    dead = f"itsid_url = {NOBODY}\n"
    named = {"ITSID_URL": served.url, "ITSID_CONTROL_TOKEN": TOKEN}
    return run(folder, MIXED, configuration=dead, **named)


def worlds(served: Served) -> list[str]:
    with Control(served.url, TOKEN) as control:
        return [world.id for world in control.worlds().worlds]


def test_who_uses_no_world_imports_next_to_nothing(tmp_path: Path) -> None:
    source = """
        import sys

        def test_ours():
            ours = sorted(name for name in sys.modules if name.startswith("itsid_sim"))
            plugin = "itsid_sim.pytest_plugin"
            assert ours == ["itsid_sim", plugin, f"{plugin}.hooks"]
        """

    ended = run(tmp_path, source)

    assert 0 == ended.status, ended.said


def test_without_the_plugin_there_is_no_such_fixture(tmp_path: Path) -> None:
    ended = run(tmp_path, USING, "-pno:itsid")

    assert [] == ended.has("fixture 'itsid_world' not found", "1 error")


def test_a_failure_is_reported_with_its_world(mixed: Run) -> None:
    assert [] == mixed.has("- itsid world -", "2秒たった", "3秒たった", "- itsid world, fork -")
    assert (2, False) == (mixed.said.count("- itsid world -"), "1秒たった" in mixed.said)


def test_a_wrong_marker_is_reported_without_a_trace(mixed: Run) -> None:
    _, _, after = mixed.said.partition("ERROR at setup of test_wrong")

    heading, message, following, *_ = after.splitlines()

    assert ("itsid_world: marker itsid: found setings", "===") == (
        message.partition(";")[0],
        following[:3],
    ), heading


def test_in_a_running_simulator_nothing_is_left(served: Served, mixed: Run) -> None:
    assert [] == mixed.has(f"{served.url}/w/", "2 failed, 1 passed, 2 errors")
    assert ["main"] == worlds(served)


def test_processes_that_share_the_tests_have_a_simulator_each(tmp_path: Path) -> None:
    source = """
        import pytest

        @pytest.mark.parametrize("again", range(4))
        def test_clock(itsid_world, itsid_server, again):
            assert itsid_world.url.startswith(itsid_server)
            assert len(itsid_world.control.worlds().worlds) == 2
        """

    ended = run(tmp_path, source, "--numprocesses=2")

    assert (0, []) == (ended.status, ended.has("4 passed")), ended.said


def test_in_a_running_simulator_worlds_may_be_left(served: Served, tmp_path: Path) -> None:
    options = ("--itsid-url", served.url, "--itsid-keep", "--numprocesses=1")

    ended = run(tmp_path, USING, *options, ITSID_URL=NOBODY, ITSID_CONTROL_TOKEN=TOKEN)

    left = [name for name in worlds(served) if name != "main"]
    assert [1, []] == [len(left), ended.has("1 passed", f"{served.url}/w/{left[0]}/console")]
    with Control(served.url, TOKEN) as control:
        control.delete(left[0])


def test_worlds_cannot_outlive_the_simulator_of_the_run(tmp_path: Path) -> None:
    ended = run(tmp_path, USING, "--itsid-keep")

    assert (4, []) == (ended.status, ended.has("--itsid-keep: the simulator of this run ends"))
