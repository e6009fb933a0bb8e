"""Tasks done by the workers of a Dask cluster, on however many machines."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from itsid_sim.adapters.installed import Installed, installed
from itsid_sim.adapters.outcomes import outcome_of, packed, raising, result_in
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.ports.workers import RETRIES, R, T, WorkersFailed

if TYPE_CHECKING:
    from distributed import Client, Future

ADDRESS = re.compile(r"(tcp|tls|ws|wss)://.+:\d+")
PATIENCE_S = 10
# So long all workers may be away in the middle: machines are exchanged, containers start again.
AWAY_S = 60
# So many that no worker waits for the scheduler's answers, which take ten milliseconds or more.
IN_HAND_PER_THREAD = 8
# How often it is seen whether an answer has come, and whether all are still there.
ANSWERED_S, WATCHED_S = 0.1, 1.0
SHOWN_CHARS = 200
SCHEDULER_GONE = "the scheduler is gone; start it and its workers, and call again"
SAME = "install the same itsid-sim on every machine, the scheduler's too"


class DaskWorkers:
    """The workers of the scheduler at an address such as tcp://127.0.0.1:8786.

    Raises `WorkersFailed` if the address is none, if nobody answers there, if there is no worker,
    and if a machine has another itsid-sim than this one.
    """

    def __init__(
        self, address: str, patience_s: float = PATIENCE_S, away_s: float = AWAY_S
    ) -> None:
        self._address = address
        self._client = _client(address, patience_s)
        self._crew = _Crew(self._client, address, away_s)
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
        if self._client.status == "closed":
            raise RuntimeError("these workers have been closed; make new ones")
        waiting, suspects = iter(inputs), list[T]()
        while True:
            yield from self._round(task, waiting, suspects)
            if not suspects:
                return
            for value in suspects:
                yield from self._round(task, iter((value,)), None)
            suspects = []

    def close(self) -> None:
        self._client.close()

    def _round(
        self, task: Callable[[T], R], waiting: Iterator[T], suspects: list[T] | None
    ) -> Iterator[tuple[T, R]]:
        """Take inputs to their results, until the first at which workers died.

        A scheduler blames all that a worker had when it died, so they are only suspects, unless
        there is no list for them: then it was alone. Raises `WorkersFailed`.
        """
        from distributed import as_completed  # noqa: PLC0415 - an extra

        given: dict[Future[Any], T] = {}
        ended = as_completed(loop=self._client.loop, with_results=True, raise_errors=False)
        try:
            while True:
                for value in islice(waiting, 0 if suspects else self._crew.room(len(given))):
                    future = self._given(task, value)
                    given[future] = value
                    ended.add(future)
                if not given:
                    return
                for future, outcome in self._answers(ended):
                    value = given.pop(future)
                    if suspects is not None and _has_died(outcome):
                        suspects.append(value)
                    else:
                        yield value, self._result(outcome, value)
        finally:
            self._client.cancel(list(given))

    def _answers(self, ended: Any) -> Any:  # noqa: ANN401 - pairs of a future and its outcome
        """What has come since, at least one. Raises `WorkersFailed` if nobody is left."""
        while not (batch := ended.next_batch(block=False)):
            with ended.thread_condition:
                ended.thread_condition.wait(ANSWERED_S)
            self._crew.watch()
        return batch

    def _given(self, task: Callable[[T], R], value: T) -> "Future[Any]":
        return self._client.submit(
            _work,
            packed(task, value),
            installed(),
            key=f"{task.__name__}-{uuid4().hex}",  # what the dashboard calls it
            retries=RETRIES,
        )

    def _result(self, outcome: Any, value: object) -> Any:  # noqa: ANN401
        """The result; what a task raises is a result too, so an error is the cluster's own.

        What a future says of itself may be of later: that what has come is lost with its worker.
        """
        if isinstance(outcome, bytes):
            return result_in(outcome)
        if isinstance(outcome, CancelledError):
            raise WorkersFailed(f"{self._address}: {SCHEDULER_GONE}")
        reason = outcome[1] if isinstance(outcome, tuple) else outcome
        raise WorkersFailed(
            f"{self._address}: no result for {value!r:.{SHOWN_CHARS}}: {reason!r}; where workers "
            "died again and again, look at what they said, and whether they have enough memory"
        ) from None


class _Crew:
    """How many threads there are, asked for once a second, and since when there is none."""

    def __init__(self, client: "Client", address: str, away_s: float) -> None:
        self._client, self._address, self._away_s = client, address, away_s
        self._threads = 0
        self._asked = self._seen = real_seconds() - WATCHED_S

    def room(self, given: int) -> int:
        """How many more inputs may be given out. Raises `WorkersFailed`."""
        self.watch()
        return max(0, IN_HAND_PER_THREAD * max(1, self._threads) - given)

    def watch(self) -> None:
        """Raises `WorkersFailed` if all have been away for too long."""
        now = real_seconds()
        if now - self._asked < WATCHED_S:
            return
        self._asked, self._threads = now, self._there()
        if self._threads:
            self._seen = now
        elif now - self._seen > self._away_s:
            raise WorkersFailed(f"{self._address}: {self._who_is_gone()}")

    def _there(self) -> int:
        if self._client.status != "running":
            return 0
        try:
            return sum(self._client.nthreads().values())
        except (OSError, RuntimeError):  # it goes just now
            return 0

    def _who_is_gone(self) -> str:
        if self._client.status == "running":
            return f"all its workers are gone; start some with `dask worker {self._address}`"
        return SCHEDULER_GONE


def _has_died(outcome: Any) -> bool:  # noqa: ANN401 - a result or an error
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an extra

    return isinstance(outcome, tuple) and isinstance(outcome[1], KilledWorker)


def _client(address: str, patience_s: float) -> "Client":
    if not ADDRESS.fullmatch(address):
        raise WorkersFailed(f"{address}: no address of a scheduler; write it as tcp://HOST:PORT")
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
    from distributed.comm.core import CommClosedError  # noqa: PLC0415 - an extra

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
        if there != installed() and not isinstance(there, CommClosedError):  # it has gone by now
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
