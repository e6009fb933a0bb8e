"""The simulator that the worlds of a test run are in: a running one, or one of the run's own."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from itsid_sim.client.connection import Unreachable
from itsid_sim.client.control import TOKEN_VARIABLE, Control
from itsid_sim.client.errors import NotDone


@contextmanager
def simulator(url: str) -> Iterator[str]:
    """The address of a simulator; without a `url`, of one that is stopped at the end.

    A running one that cannot be used fails the test at hand, and every later one.
    """
    if url:
        _must_answer(url)
        yield url
    else:
        from itsid_sim.pytest_plugin.own import own_simulator  # noqa: PLC0415 - half a second

        with closing(own_simulator()) as served:
            yield served.url


def token_for(url: str) -> str:
    """What a running simulator may ask for; the run's own asks for nothing."""
    return os.environ.get(TOKEN_VARIABLE, "") if url else ""


def _must_answer(url: str) -> None:
    try:
        with Control(url, token_for(url)) as control:
            control.worlds(limit=1)
    except Unreachable as error:
        remedy = "start one with `itsid serve`, or name none and the run has its own"
        raise _failure(f"no simulator at {url}: {error}; {remedy}") from None
    except NotDone as error:
        remedy = f"name it as `itsid serve` says, without a path, its token in {TOKEN_VARIABLE}"
        found = f"{error.status} {error.title}"
        raise _failure(f"no control API at {url}: {found}; {remedy}") from None
    except ValueError as error:
        raise _failure(f"{error}, such as http://127.0.0.1:8025") from None


def _failure(message: str) -> BaseException:
    """What fails a test and shows the message alone."""
    return pytest.fail.Exception(f"itsid_server: {message}", pytrace=False)
