"""What is asked of workers is the same of all: this process, processes beside it, a cluster."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from itsid_sim.adapters.dask_workers import DaskWorkers
from itsid_sim.adapters.process_workers import ProcessWorkers
from itsid_sim.adapters.this_process import InThisProcess
from itsid_sim.bootstrap.task_workers import workers_of
from itsid_sim.ports.workers import Workers, WorkersFailed
from tests.adapters.errands import (
    Errand,
    Killer,
    die,
    note,
    process_id,
    refuse,
    refuse_unsendably,
    square,
    stay,
    wait_to_be_killed_once,
)
from tests.dask_cluster import ROOT, DaskCluster

HERE, PROCESSES = "here", pytest.param("processes", marks=pytest.mark.processes)
DASK = pytest.param("dask", marks=pytest.mark.processes)

PARENT = """
from itsid_sim.adapters.process_workers import ProcessWorkers
from tests.adapters.errands import tell_and_stay

list(ProcessWorkers(2).results(tell_and_stay, [1, 2]))
"""


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[DaskCluster]:
    cluster = DaskCluster()
    yield cluster
    cluster.close()


@pytest.fixture(params=[HERE, PROCESSES, DASK])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    opened = opened_as(request.param, request)
    yield opened
    opened.close()


@pytest.fixture(params=[PROCESSES, DASK])
def mortals(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Workers that can die without us."""
    opened = opened_as(request.param, request)
    yield opened
    opened.close()


def opened_as(kind: str, request: pytest.FixtureRequest) -> Workers:
    if kind == "dask":
        cluster: DaskCluster = request.getfixturevalue("dask_cluster")
        return DaskWorkers(cluster.address)
    return ProcessWorkers(2) if kind == "processes" else InThisProcess()


def errands(folder: Path, how_many: int = 8) -> list[Errand]:
    return [Errand(number, str(folder)) for number in range(how_many)]


def numbers(workers: Workers, task: Callable[[Errand], int], folder: Path) -> list[int]:
    """The results of errands, each of which comes with its own input."""
    found = list(workers.results(task, errands(folder)))
    assert [errand.number for errand, _ in found] == [number for _, number in found]
    return sorted(number for _, number in found)


def test_every_input_has_one_result(workers: Workers) -> None:
    """Equal inputs have one each."""
    inputs = [*range(100), *range(10)]

    found = sorted(workers.results(square, inputs))

    assert sorted((number, number * number) for number in inputs) == found


def test_workers_stay_from_call_to_call(workers: Workers) -> None:
    """As a search wants them that calls once for each level; a level may be empty."""
    found = [sorted(workers.results(square, range(level))) for level in range(4)]

    assert [[], [(0, 0)], [(0, 0), (1, 1)], [(0, 0), (1, 1), (2, 4)]] == found


def test_what_a_task_raises_comes_out(workers: Workers) -> None:
    """At once, and the workers are as good as before."""
    with pytest.raises(ValueError, match="not 3"):
        list(workers.results(refuse, range(10)))

    assert [(4, 16)] == list(workers.results(square, [4]))


def test_what_a_worker_raises_tells_its_way(mortals: Workers) -> None:
    """The line that raised it stands in the note."""
    with pytest.raises(ValueError, match="not 3") as caught:
        list(mortals.results(refuse, range(10)))

    assert "in refuse" in "".join(caught.value.__notes__)


def test_what_cannot_be_sent_is_told_in_words(mortals: Workers) -> None:
    """An exception that cannot be pickled does not break a worker."""
    with pytest.raises(WorkersFailed, match="two words"):
        list(mortals.results(refuse_unsendably, [1]))


def test_inputs_are_taken_as_there_are_workers_for_them(workers: Workers) -> None:
    """Without an end they fit too."""
    found = workers.results(square, count())

    first = [next(found) for _ in range(20)]

    assert all(number * number == result for number, result in first)
    assert 20 == len(set(first))
    end(found)


def test_what_nobody_waits_for_is_not_done(workers: Workers, tmp_path: Path) -> None:
    """Whoever closes the results early has the rest cancelled."""
    found = workers.results(note, errands(tmp_path, 1000))

    next(found)
    end(found)

    assert [(5, 25)] == list(workers.results(square, [5]))
    assert len(list(tmp_path.iterdir())) < 20


def test_a_worker_killed_in_mid_task_costs_no_result(mortals: Workers, tmp_path: Path) -> None:
    """Another does what it was at, and every input has one result."""
    killer = Killer(tmp_path)

    found = numbers(mortals, wait_to_be_killed_once, tmp_path)

    killer.join()
    assert list(range(8)) == found


def test_an_input_that_kills_every_worker_is_named(mortals: Workers, tmp_path: Path) -> None:
    """It is tried a few times, and then it is to blame."""
    with pytest.raises(WorkersFailed, match=r"Errand\(number=3"):
        numbers(mortals, die, tmp_path)

    assert list(range(8)) == numbers(mortals, note, tmp_path)


@pytest.mark.processes
def test_a_process_that_was_killed_at_rest_is_replaced() -> None:
    """Nobody had given it anything."""
    workers = ProcessWorkers(1)
    ((_, killed),) = workers.results(process_id, [0])
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)

    ((_, other),) = workers.results(process_id, [0])

    workers.close()
    assert killed != other


@pytest.mark.processes
def test_what_goes_on_for_ever_ends_with_the_results(tmp_path: Path) -> None:
    """Nobody waits for it any more, and its worker is free again."""
    workers = ProcessWorkers(2)
    found = workers.results(stay, errands(tmp_path))
    others = [next(found)[1] for _ in range(7)]

    end(found)

    assert [0, 1, 2, 4, 5, 6, 7] == sorted(others)
    assert 4 == len(list(workers.results(square, range(4))))
    workers.close()


@pytest.mark.processes
def test_no_process_outlives_its_parent() -> None:
    """Whatever ends the parent: their stdout is closed when the last of them has gone."""
    command = (sys.executable, "-c", PARENT)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout
        told = [parent.stdout.readline() for _ in range(2)]

        parent.kill()

        assert b"" == parent.stdout.read()
    assert 2 == len(set(told))


@pytest.mark.processes
def test_ctrl_c_means_the_parent() -> None:
    """A terminal sends it to all; workers leave it to the parent, which ends them."""
    command = (sys.executable, "-c", PARENT)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        process_group=0,
        text=True,
    ) as parent:
        assert parent.stdout
        for _ in range(2):
            parent.stdout.readline()

        os.killpg(parent.pid, signal.SIGINT)

        _, said = parent.communicate()
    assert 1 == said.count("KeyboardInterrupt")


def test_workers_that_were_closed_are_refused(mortals: Workers) -> None:
    """Nothing is taken for done that nobody did."""
    mortals.close()

    with pytest.raises(RuntimeError, match="closed"):
        list(mortals.results(square, [1]))


@pytest.mark.processes
def test_processes_that_are_at_another_call_are_refused() -> None:
    """Theirs would be the first call's results."""
    workers = ProcessWorkers(2)
    first = workers.results(square, count())
    next(first)

    with pytest.raises(RuntimeError, match="another call"):
        list(workers.results(square, [1]))

    end(first)
    workers.close()


@pytest.mark.processes
def test_jobs_decide_who_works() -> None:
    """One job needs no other process."""
    alone, together = workers_of(1), workers_of(2)

    own = {result for _, result in alone.results(process_id, range(4))}
    others = {result for _, result in together.results(process_id, range(4))}

    together.close()
    assert {os.getpid()} == own
    assert os.getpid() not in others


def end(results: Iterator[object]) -> None:
    """Stop wanting results."""
    assert isinstance(results, Generator)
    results.close()
