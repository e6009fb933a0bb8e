"""Several threads that begin together, and whatever went wrong in any of them."""

import sys
from collections.abc import Callable, Sequence
from threading import Barrier, Thread

TIMEOUT_S = 30


def at_once(jobs: Sequence[Callable[[], object]]) -> list[Exception]:
    """Do all jobs in threads of their own, from one starting shot; the exceptions they raised.

    Python changes from thread to thread as often as it can meanwhile, so that races show.
    """
    barrier, raised = Barrier(len(jobs)), []

    def work(job: Callable[[], object]) -> None:
        try:
            barrier.wait(TIMEOUT_S)
            job()
        except Exception as error:  # noqa: BLE001 - told to the test, whatever it is
            raised.append(error)

    threads = [Thread(target=work, args=(job,), daemon=True) for job in jobs]
    interval_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(TIMEOUT_S)
    finally:
        sys.setswitchinterval(interval_s)
    if any(thread.is_alive() for thread in threads):
        raised.append(TimeoutError(f"a thread still works after {TIMEOUT_S} seconds"))
    return raised
