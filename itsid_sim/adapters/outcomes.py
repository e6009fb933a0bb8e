"""What came of a task, as bytes between processes: its result, or what it raised."""

import pickle
import traceback
from collections.abc import Callable
from typing import Any

from itsid_sim.ports.workers import WorkersFailed


def packed(task: Callable[[Any], object], value: object) -> bytes:
    """A task with its input, for `outcome_of`. Raises what pickle does."""
    return pickle.dumps((task, value))


def outcome_of(told: bytes) -> bytes:
    """Do a task that was packed: what came of it, for `result_in`. Raises nothing."""
    try:
        task, value = pickle.loads(told)  # noqa: S301 - it comes from whoever began our process
        return pickle.dumps((task(value), None))
    except Exception as fault:  # noqa: BLE001 - it is raised where the result is wanted
        return raising(fault)


def raising(fault: Exception) -> bytes:
    """An exception for `result_in`, with the way that it took here: pickle would drop that."""
    way = "".join(traceback.format_exception(fault))
    fault.add_note(f"In a worker:\n{way}")
    try:
        said = pickle.dumps((None, fault))
        pickle.loads(said)  # noqa: S301 - some are pickled and can never be read again
    except Exception:  # noqa: BLE001 - whatever keeps it from being pickled
        return pickle.dumps((None, WorkersFailed(f"a task raised what cannot be pickled:\n{way}")))
    return said


def result_in(said: bytes) -> Any:  # noqa: ANN401 - only the task knows
    """The result of a task. Raises what the task raised."""
    result, fault = pickle.loads(said)  # noqa: S301 - it comes from a worker of our own
    if fault is not None:
        raise fault
    return result
