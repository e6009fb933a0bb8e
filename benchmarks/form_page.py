"""A page with a form under wrk: many strangers ask for the login page."""

import re
import subprocess
from collections.abc import Iterator
from shutil import which

from benchmarks.figures import ROUNDS, Figure, Line, Remark, ratio
from benchmarks.processes import python, telling
from benchmarks.site import LOGIN_PAGE

CONNECTIONS, SECONDS = 16, 2
FOUND = re.compile(r"Requests/sec: +([0-9.]+)")
FAILED = re.compile(r"Non-2xx|Socket errors")


def figures() -> Iterator[Line]:
    """Ours, and the same bytes from the server alone."""
    if which("wrk") is None:
        yield Remark("the login page under wrk: not measured, there is no wrk on this machine")
        return
    ours, bare = [], []
    with (
        telling(python("benchmarks.site")) as (_, url),
        telling(python("benchmarks.bare", url + LOGIN_PAGE)) as (_, bare_url),
    ):
        for _ in range(ROUNDS):
            ours.append(_per_second(url + LOGIN_PAGE))
            bare.append(_per_second(bare_url + LOGIN_PAGE))
    yield Figure("the same bytes from uvicorn alone", tuple(bare), "per s", "the yardstick")
    title = f"the login page, {CONNECTIONS} connections of wrk"
    yield Figure(title, tuple(ours), "per s", ">= 4,000")
    yield ratio("the login page against uvicorn alone", ours, bare, "")


def _per_second(url: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = FOUND.search(said)
    if found is None or FAILED.search(said):
        raise ValueError(f"wrk: {said}")
    return float(found[1])
