"""What only a Dask cluster can do wrong, and what is then said."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from itsid_sim.adapters.dask_workers import DaskWorkers
from itsid_sim.adapters.specification import PACKAGE
from itsid_sim.bootstrap.task_workers import workers_of
from itsid_sim.ports.workers import WorkersFailed
from tests.adapters.errands import Errand, Listener, die, tell_begun_and_stay
from tests.dask_cluster import DaskCluster


@pytest.mark.processes
def test_a_worker_with_another_program_is_refused(tmp_path: Path) -> None:
    """One line of difference is enough, and all is refused before any task."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name)
    (tmp_path / PACKAGE.name / "__init__.py").write_text('__version__ = "0.0"\n', encoding="utf-8")
    cluster = DaskCluster(1, tmp_path)

    with pytest.raises(WorkersFailed, match=r"tcp://\S+ has itsid-sim 0\.0 .*install the same"):
        DaskWorkers(cluster.address)

    cluster.close()


@pytest.mark.processes
def test_a_scheduler_without_workers_is_refused() -> None:
    """It says how to start some."""
    cluster = DaskCluster(0)

    with pytest.raises(WorkersFailed, match=f"no worker.*dask worker {re.escape(cluster.address)}"):
        DaskWorkers(cluster.address, patience_s=1)

    cluster.close()


@pytest.mark.processes
@pytest.mark.parametrize(
    ("end_of", "said"),
    [
        (DaskCluster.end_workers, "all its workers are gone; start some with `dask worker tcp"),
        (DaskCluster.end_scheduler, "the scheduler is gone; start it"),
    ],
    ids=["workers", "scheduler"],
)
def test_a_cluster_that_goes_in_the_middle_is_told(
    end_of: Callable[[DaskCluster], None], said: str, tmp_path: Path
) -> None:
    """Nobody waits for ever."""
    cluster = DaskCluster(1)
    workers = DaskWorkers(cluster.address, patience_s=5, away_s=0)
    begun = Listener(tmp_path)
    found = workers.results(tell_begun_and_stay, [Errand(1, str(tmp_path))])

    def end_once_begun() -> None:
        begun.heard()
        end_of(cluster)

    waiting = Thread(target=end_once_begun)
    waiting.start()

    with pytest.raises(WorkersFailed, match=said):
        next(found)

    waiting.join()
    workers.close()
    cluster.close()


@pytest.mark.processes
def test_what_waited_beside_a_deadly_input_is_not_to_blame(tmp_path: Path) -> None:
    """A scheduler blames all that a worker had; each is tried again alone."""
    cluster = DaskCluster(1)
    workers = DaskWorkers(cluster.address)
    deadly, other = (Errand(number, str(tmp_path)) for number in (3, 4))
    found = workers.results(die, [deadly, other, other])

    with pytest.raises(WorkersFailed, match=r"Errand\(number=3"):
        list(found)

    assert [(other, 4)] == list(workers.results(die, [other]))
    workers.close()
    cluster.close()


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://127.0.0.1", "http://127.0.0.1:8786"])
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    """It says how one is written."""
    with pytest.raises(WorkersFailed, match=f"{address}: no address .*tcp://HOST:PORT"):
        DaskWorkers(address)


def test_where_no_scheduler_answers_it_says_so() -> None:
    """And names the address."""
    with pytest.raises(WorkersFailed, match=r"tcp://127\.0\.0\.1:9: no scheduler"):
        DaskWorkers("tcp://127.0.0.1:9", patience_s=1)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to know what the library is called."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(WorkersFailed, match=r"install itsid-sim\[cluster\]"):
        workers_of(2, "tcp://127.0.0.1:9")
