"""Who does the many tasks of a run: a cluster, processes of this machine, or this process."""

from itsid_sim.adapters.dask_workers import DaskWorkers
from itsid_sim.adapters.process_workers import ProcessWorkers
from itsid_sim.adapters.this_process import InThisProcess
from itsid_sim.ports.workers import Workers


def workers_of(jobs: int, cluster: str = "") -> Workers:
    """The workers of the scheduler at `cluster`, such as tcp://127.0.0.1:8786; without, so many.

    Raises `WorkersFailed` if the cluster cannot be used.
    """
    if cluster:
        return DaskWorkers(cluster)
    return ProcessWorkers(jobs) if jobs > 1 else InThisProcess()
