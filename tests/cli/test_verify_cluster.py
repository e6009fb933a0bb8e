"""`itsid verify --cluster`: the same as without, whatever becomes of a worker meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from itsid_sim.cli import main
from itsid_sim.drivers.mutants import read_mutants
from itsid_sim.drivers.record import RunRecord
from itsid_sim.explore.kept import known_counts, read_exploration
from itsid_sim.report.record_file import read_record
from itsid_sim.rules import spaces
from itsid_sim.runs.clustered import Share, run_share
from itsid_sim.runs.parallel import asked_for
from itsid_sim.runs.request import CannotRun, Request
from tests.dask_cluster import DaskCluster
from tests.runs.mishaps import KILLED, ORPHANED, bring_mishaps_about, write_mishap
from tests.runs.specimen import write_specimen

pytestmark = pytest.mark.processes

# More than a share holds.
MANY = 70
MANY_FEATURE = """# language: ja
機能: たくさん

  シナリオアウトライン: 開く
    もし 太郎がマイページを開く

    例:
      | 何番 |
"""


class Ended(NamedTuple):
    """A call that has ended."""

    status: int
    err: str


def call(*arguments: str | Path) -> Ended:
    """Call itsid within this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return Ended(result.exit_code, result.stderr)


def statuses(folder: Path) -> list[tuple[str, str]]:
    """How each scenario of the run has ended, in order."""
    return [(one.place, one.status) for one in record_in(folder).scenarios]


def record_in(folder: Path) -> RunRecord:
    """What a call left in its report."""
    return read_record(folder / "run.json")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the scheduler of a cluster listens, in whose processes mishaps can happen."""
    with pytest.MonkeyPatch.context() as patch:
        bring_mishaps_about(tmp_path_factory.mktemp("site") / "mishaps", patch)
        cluster = DaskCluster()
    yield cluster.address
    cluster.close()


def test_a_cluster_ends_as_one_process_does(address: str, tmp_path: Path) -> None:
    """The same exit status, scenarios and order, in several shares."""
    folder = write_specimen(tmp_path / "features")
    rows = "".join(f"      | {number} |\n" for number in range(MANY))
    (folder / "3_many.feature").write_text(MANY_FEATURE + rows, encoding="utf-8")

    alone = call("verify", folder, "--report", tmp_path / "alone")
    shared = call("verify", folder, "--cluster", address, "--report", tmp_path / "shared")

    assert (1, 1) == (alone.status, shared.status)
    assert statuses(tmp_path / "alone") == statuses(tmp_path / "shared")
    assert record_in(tmp_path / "alone").screens
    assert {*record_in(tmp_path / "alone").screens} == {*record_in(tmp_path / "shared").screens}


def test_features_of_the_specification_are_those_of_the_workers(
    address: str, tmp_path: Path
) -> None:
    """Named from any folder; tags and shards are as without a cluster."""
    options = ("--tags", "CODE-03", "--shard", "1/2", "--report")

    alone = call("verify", *options, tmp_path / "alone")
    shared = call("verify", *options, tmp_path / "shared", "--cluster", address)

    assert (0, 0) == (alone.status, shared.status)
    assert statuses(tmp_path / "alone") == statuses(tmp_path / "shared")
    assert "1/2" == record_in(tmp_path / "shared").shard


def test_a_worker_killed_in_mid_share_costs_no_result(address: str, tmp_path: Path) -> None:
    """Another runs the share again, and nothing has failed."""
    feature = tmp_path / "orphaned.feature"
    feature.write_text(ORPHANED.format(folder=tmp_path / "once"), encoding="utf-8")

    ended = call("verify", feature, "--cluster", address, "--report", tmp_path)

    assert 0 == ended.status
    assert (tmp_path / "once").is_dir()
    assert ["passed", "passed"] == [status for _, status in statuses(tmp_path)]


def test_a_scenario_that_ends_its_own_process_has_failed(address: str, tmp_path: Path) -> None:
    """It would do so again on every machine."""
    feature = write_mishap(tmp_path / "mishap.feature", KILLED)

    ended = call("verify", feature, "--cluster", address, "--report", tmp_path)

    assert 1 == ended.status
    assert "SIGKILL" in record_in(tmp_path).scenarios[1].reason


def test_what_no_worker_can_begin_is_exit_status_2(address: str, tmp_path: Path) -> None:
    """And the reason is that of the worker."""
    feature = write_specimen(tmp_path / "features") / "1_login.feature"
    target = ("--driver", "http", "--target", "http://127.0.0.1:9")

    ended = call("verify", feature, "--cluster", address, *target, "--report", tmp_path)

    assert 2 == ended.status
    assert "--target http://127.0.0.1:9" in ended.err


def test_a_feature_that_is_another_on_a_worker_is_not_run(tmp_path: Path) -> None:
    """A result must be of what was asked for."""
    feature = write_specimen(tmp_path) / "1_login.feature"
    request = Request((str(feature),))
    share = Share(request, tuple(asked_for(request)), {str(feature): "other"})

    with pytest.raises(CannotRun, match="put it on every machine"):
        run_share(share)

    assert b"passed" in run_share(replace(share, files={}))


def test_target_that_only_this_machine_can_reach_is_refused(tmp_path: Path) -> None:
    target = ("--driver", "http", "--target", "http://127.0.0.1:8025")
    ended = call("verify", *target, "--cluster", "tcp://node1:8786", "--report", tmp_path)

    assert 2 == ended.status
    assert "--target http://127.0.0.1:8025: it is of this machine" in ended.err


@pytest.mark.parametrize("command", ["verify", "explore", "mutate"])
def test_processes_and_a_cluster_are_not_asked_for_together(command: str, tmp_path: Path) -> None:
    both = ("--jobs", "2", "--cluster", "tcp://node1:8786")
    ended = call(command, *both, "--report", tmp_path)

    assert 2 == ended.status
    assert "--jobs are of this machine" in ended.err


@pytest.mark.parametrize("command", ["verify", "explore", "mutate"])
def test_what_is_no_address_is_told_by_every_command(command: str, tmp_path: Path) -> None:
    ended = call(command, "--cluster", "node1:8786", "--report", tmp_path)

    assert 2 == ended.status
    assert "node1:8786: no address of a scheduler; write it as tcp://HOST:PORT" in ended.err


def test_explorations_and_mutants_come_to_the_same_on_a_cluster(
    address: str, tmp_path: Path
) -> None:
    names = (spaces.BESIDE, spaces.FEW_LETTERS)
    explored = call("explore", *names, "--cluster", address, "--report", tmp_path)
    tried = call("mutate", "--rule", "CODE-03", "--cluster", address, "--report", tmp_path)

    assert (0, 0) == (explored.status, tried.status)
    found, mutants = read_exploration(tmp_path), read_mutants(tmp_path / "mutants.json")
    assert found is not None
    assert [known_counts()[name] for name in names] == [
        (one.states, one.transitions) for one in found.explored
    ]
    assert mutants is not None
    assert {"killed", "equivalent"} == {one.outcome for one in mutants.tried}
