"""Tasks done by the workers of a Dask cluster, on however many machines."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from itsid_sim.adapters.installed import Installed, installed
from itsid_sim.adapters.outcomes import outcome_of, packed, raising, result_in
from itsid_sim.ports.workers import RETRIES, R, T, WorkersFailed

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE_S = 10
# So many that no worker waits for the scheduler's answers, which take ten milliseconds or more.
IN_HAND_PER_THREAD = 8
SHOWN_CHARS = 200
SAME = "install the same itsid-sim on every machine, the scheduler's too"


class DaskWorkers:
    """The workers of the scheduler at an address such as tcp://127.0.0.1:8786.

    Raises `WorkersFailed` if nobody answers there, if there is no worker, and if a machine has
    another itsid-sim than this one.
    """

    def __init__(self, address: str, patience_s: float = PATIENCE_S) -> None:
        self._address = address
        self._client = _client(address, patience_s)
        try:
            _check(self._client, address, patience_s)
        except BaseException:
            self._client.close()
            raise

    @property
    def dashboard(self) -> str:
        try:
            return self._client.dashboard_link or ""
        except KeyError:  # a scheduler without one
            return ""

    def results(self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[tuple[T, R]]:
        from distributed import as_completed  # noqa: PLC0415 - an extra

        waiting = iter(inputs)
        given: dict[Future[Any], T] = {}
        in_hand = IN_HAND_PER_THREAD * max(1, sum(self._client.nthreads().values()))
        ended = as_completed(loop=self._client.loop, with_results=True, raise_errors=False)
        try:
            while True:
                for value in islice(waiting, in_hand - len(given)):
                    future = self._given(task, value)
                    given[future] = value
                    ended.add(future)
                if not given:
                    return
                future, outcome = next(ended)
                value = given.pop(future)
                yield value, self._result(future, outcome, value)
        finally:
            self._client.cancel(list(given))

    def close(self) -> None:
        self._client.close()

    def _given(self, task: Callable[[T], R], value: T) -> "Future[Any]":
        return self._client.submit(
            _work,
            packed(task, value),
            installed(),
            key=f"{task.__name__}-{uuid4().hex}",  # what the dashboard calls it
            retries=RETRIES,
        )

    def _result(self, future: "Future[Any]", outcome: Any, value: object) -> Any:  # noqa: ANN401
        """The result; what a task raises is a result too, so an error is the cluster's own."""
        if future.status == "finished":
            return result_in(outcome)
        reason = outcome[1] if future.status == "error" else outcome
        raise WorkersFailed(
            f"{self._address}: no result for {value!r:.{SHOWN_CHARS}}: {reason!r}; where workers "
            "died again and again, look at what they said, and whether they have enough memory"
        ) from None


def _client(address: str, patience_s: float) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise WorkersFailed(
            f"{address}: {missing.name} is not installed; install itsid-sim[cluster]"
        ) from None
    try:
        with warnings.catch_warnings():
            # It is of libraries that we do not use as well; `_check` asks for those that count.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            return Client(address, timeout=patience_s, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise WorkersFailed(
            f"{address}: no scheduler answers there: {fault}; `dask scheduler` tells its address"
        ) from None


def _check(client: "Client", address: str, patience_s: float) -> None:
    """Every machine that takes part has what this one has."""
    try:
        client.wait_for_workers(1, timeout=patience_s)
    except TimeoutError:
        raise WorkersFailed(
            f"{address}: it has no worker; start some with `dask worker {address}`"
        ) from None
    try:
        client.run_on_scheduler(installed)  # it reads every task before a worker does
    except Exception as fault:  # noqa: BLE001 - whatever it says is told
        raise WorkersFailed(_strange("the scheduler", fault)) from None
    for place, there in client.run(installed, on_error="return").items():
        if there != installed() and not isinstance(there, OSError):  # it has gone by now
            raise WorkersFailed(_strange(place, there))


def _strange(place: str, there: object) -> str:
    has = there if isinstance(there, Installed) else f"no itsid-sim of this kind ({there!r})"
    return f"{place} has {has}, and here is {installed()}; {SAME}"


def _work(told: bytes, expected: Installed) -> bytes:
    """Do a task on a worker, which may have come after all were checked."""
    if installed() == expected:
        return outcome_of(told)
    from distributed import get_worker  # noqa: PLC0415 - an extra

    return raising(
        WorkersFailed(f"{get_worker().address} has {installed()}, expected is {expected}; {SAME}")
    )
