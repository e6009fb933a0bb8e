"""What the record of a run adds to it, and how long the report takes to write and to open."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from benchmarks.figures import Figure, ratio, rounds, seconds_of
from itsid_sim.adapters.specification import FEATURES
from itsid_sim.drivers.chromium import Chromium
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.files import write_all
from itsid_sim.report.page import write_page
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run

ROUNDS = 7
FEW, MANY = 300, 5_000
SHOWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
MEGABYTE = 1_000_000


def figures() -> Iterator[Figure]:
    """The run with and without its record, round by round; then the report of few and of many."""
    pairs = [(_run_ms("in-process"), _run_ms("recorded")) for _ in range(ROUNDS + 1)][1:]
    bare, recorded = zip(*pairs, strict=True)
    yield Figure("a scenario in process, unrecorded", bare, "ms", "the yardstick")
    yield ratio("recorded against unrecorded", recorded, bare, "<= 1.15")
    record = run(Request(), lambda _: None)
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        few = replace(record, scenarios=record.scenarios[:FEW])
        written = rounds(lambda: seconds_of(lambda: write_all(few, folder)))
        yield Figure(f"all files of {FEW} scenarios written", written, "s", "<= 1")
        page = folder / "many.html"
        write_page(_many(record), page)
        yield Figure(f"the page of {MANY}", (page.stat().st_size / MEGABYTE,), "MB", "<= 30")
        yield Figure(f"the page of {MANY} opened", rounds(lambda: _opened_s(page)), "s", "<= 3")


def _many(record: RunRecord) -> RunRecord:
    """As many scenarios, each under a name of its own."""
    times = range(MANY // len(record.scenarios) + 1)
    many = (replace(one, name=f"{one.name} {n}") for n in times for one in record.scenarios)
    return replace(record, scenarios=tuple(many)[:MANY])


def _opened_s(page: Path) -> float:
    with closing(Chromium()) as chromium, closing(chromium.context()) as context:
        tab = context.new_page()

        def opened() -> None:
            tab.goto(page.as_uri())
            tab.evaluate(SHOWN)

        return seconds_of(opened)


def _run_ms(kind: str) -> float:
    command = [sys.executable, "-m", "benchmarks.one_run", kind, str(FEATURES)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(answer.stdout.splitlines()[-1])
