"""A run in several processes side by side, each with worlds, mail and browser of its own."""

import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

from behave.model import Scenario
from msgspec import json
from msgspec.structs import replace

from itsid_sim import __version__
from itsid_sim.adapters.stopwatch import real_now, real_seconds
from itsid_sim.drivers.record import FeatureRecord, RunRecord, ScenarioRecord
from itsid_sim.drivers.recorder import Observer, Told, record_of
from itsid_sim.rules.value import Value
from itsid_sim.runs.merging import merged
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run, selected
from itsid_sim.runs.shard import COULD_NOT_RUN, PATIENCE_S, Errand
from itsid_sim.runs.sharding import Identity, expected_weights, shares

COMMAND = (sys.executable, "-P", "-m", "itsid_sim.runs.shard")
LAST_WORDS_CHARS = 2000


class Asked(Value, frozen=True):
    """A scenario that is to run: where it is found, what is known of it, how many steps it has."""

    location: str
    record: ScenarioRecord
    feature: FeatureRecord
    steps: int

    @property
    def identity(self) -> Identity:
        """What it is known by in the record of another run."""
        return self.record.place, self.record.name


def asked_for(request: Request) -> list[Asked]:
    """The scenarios that a run would visit, in its order, each once. Raises `CannotRun`."""
    found = map(_asked, selected(request))
    return list({one.record.place: one for one in found}.values())


def narrowed(request: Request, asked: Sequence[Asked]) -> Request:
    """The request for these scenarios alone, in this order."""
    return replace(request, features=tuple(one.location for one in asked), tags=())


def run_in_parallel(
    request: Request, jobs: int, weights: Mapping[Identity, float], observe: Observer
) -> RunRecord:
    """Run what is asked for in so many processes; the observer hears of one feature at a time.

    `weights` are the seconds that scenarios took in another run, where that is known. What a
    process leaves undone has failed, and the reason tells of the process's end. Raises `CannotRun`
    if no process could begin, or if one failed beside its scenarios.
    """
    asked = asked_for(request)
    record = run_asked(request, asked, jobs, weights, observe) if asked else run(request, observe)
    return replace(record, whole=not request.features and not request.tags)


def run_asked(
    request: Request,
    asked: Sequence[Asked],
    jobs: int,
    weights: Mapping[Identity, float],
    observe: Observer,
) -> RunRecord:
    """Run these scenarios, at least one, as the request says how."""
    started, began = real_now().isoformat(timespec="seconds"), real_seconds()
    turns = InTurn(asked, observe)
    with TemporaryDirectory(prefix="itsid-") as folder:
        children = list(_children(Path(folder), request, asked, jobs, weights))
        _run(children, turns)
        _check_could_run(children)
        pieces = [child.piece(started) for child in children]
    together = merged(pieces, [one.record.place for one in asked])
    turns.end(together)
    return replace(together, seconds=real_seconds() - began)


class InTurn:
    """Tells an observer of scenarios feature by feature, in whatever order they end."""

    def __init__(self, asked: Sequence[Asked], observe: Observer) -> None:
        self._observe = observe
        self._awaited = Counter(one.feature.place for one in asked)
        self._places = [one.record.place for one in asked]
        self._ended: dict[str, dict[str, ScenarioRecord]] = defaultdict(dict)
        self._told: set[str] = set()

    def ended(self, record: ScenarioRecord) -> None:
        """A scenario has ended; with the last of its feature all of that are told of."""
        feature = record.place.rpartition(":")[0]
        self._ended[feature][record.place] = record
        if len(self._ended[feature]) == self._awaited[feature]:
            self._tell(self._ended.pop(feature))

    def end(self, record: RunRecord) -> None:
        """The run has ended: tell of what has not been told."""
        self._tell({one.place: one for one in record.scenarios if one.place not in self._told})

    def _tell(self, records: Mapping[str, ScenarioRecord]) -> None:
        for place in self._places:
            if place in records:
                self._told.add(place)
                self._observe(records[place])


class _Child:
    """One process with its part of the run."""

    def __init__(self, folder: Path, request: Request, part: Sequence[Asked]) -> None:
        folder.mkdir()
        self.ended: list[ScenarioRecord] = []
        self.part = part
        self._request = request
        self._record, self._said = folder / "run.json", folder / "stderr"
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            )

    def tell(self, told: "SimpleQueue[tuple[_Child, ScenarioRecord | None]]") -> None:
        """Hand over the part; pass on what the process tells, and None when it has ended."""
        request = narrowed(self._request, self.part)
        errand = Errand(request, str(self._record))
        to, of = _pipes(self.process)
        try:
            with suppress(BrokenPipeError):
                to.write(json.encode(errand) + b"\n")
                to.flush()
            for line in of:
                if line.endswith(b"\n"):  # else it died in the middle of a line
                    told.put((self, json.decode(line, type=ScenarioRecord)))
        finally:
            told.put((self, None))

    @property
    def left(self) -> list[Asked]:
        """What has not ended, in the order in which it would have run."""
        ended = {record.place for record in self.ended}
        return [one for one in self.part if one.record.place not in ended]

    @property
    def has_left_record(self) -> bool:
        """Whether it came to its end."""
        return self._record.exists()

    @property
    def said(self) -> str:
        """The end of what it wrote to stderr."""
        return self._said.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS_CHARS:].strip()

    def piece(self, started: str) -> RunRecord:
        """Its record; without one, what it told, and what it left undone as failed."""
        if self.has_left_record and not self.left:
            return json.decode(self._record.read_bytes(), type=RunRecord)
        how = f"{_end_of(self.process.returncode)}: {self.said or 'it said nothing'}"
        first, *others = self.left
        return RunRecord(
            version=__version__,
            driver=self._request.driver,
            target=self._request.target,
            started=started,
            seconds=0.0,
            answers=dict(self._request.answers),
            seed=self._request.seed,
            whole=False,
            people={},
            scenarios=(
                *self.ended,
                replace(first.record, reason=f"while it ran, its process {how}"),
                *(
                    replace(one.record, reason=f"before it ran, its process {how}")
                    for one in others
                ),
            ),
            features=tuple({one.feature.place: one.feature for one in self.part}.values()),
        )


def _children(
    folder: Path,
    request: Request,
    asked: Sequence[Asked],
    jobs: int,
    weights: Mapping[Identity, float],
) -> Iterator[_Child]:
    by_place = {one.record.place: one for one in asked}
    expected = expected_weights({one.identity: one.steps for one in asked}, weights)
    for number, places in enumerate(shares(expected, min(jobs, len(asked))), 1):
        yield _Child(folder / f"{number}", request, [by_place[place] for place in places])


def _run(children: Sequence[_Child], turns: InTurn) -> None:
    """Listen until all have ended; whatever happens, none is left behind."""
    told: SimpleQueue[tuple[_Child, ScenarioRecord | None]] = SimpleQueue()
    threads = [Thread(target=child.tell, args=(told,), daemon=True) for child in children]
    try:
        for thread in threads:
            thread.start()
        running = len(children)
        while running:
            child, record = told.get()
            if record is None:
                running -= 1
            else:
                child.ended.append(record)
                turns.ended(record)
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(PATIENCE_S)
    finally:
        _end([child.process for child in children])
        for thread, child in zip(threads, children, strict=True):
            thread.join()
            _pipes(child.process)[1].close()


def _end(processes: "Sequence[subprocess.Popen[bytes]]") -> None:
    """Ask those to end that have not, and make them."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(BrokenPipeError):
            _pipes(process)[0].close()


def _check_could_run(children: Sequence[_Child]) -> None:
    """What is wrong beside every scenario would be nowhere in the record."""
    for child in children:
        if not child.left and not child.has_left_record:
            end = f"a process {_end_of(child.process.returncode)} when its scenarios were over"
            raise CannotRun(child.said or f"{end}; nothing was written, run it again")
    if all(child.process.returncode == COULD_NOT_RUN and not child.ended for child in children):
        raise CannotRun(children[0].said)


def _asked(scenario: Scenario) -> Asked:
    record = record_of(scenario, (), 0.0, Told())
    feature = scenario.feature
    return Asked(
        f"{scenario.filename}:{scenario.line}",
        record,
        FeatureRecord(
            feature.name, record.place.rpartition(":")[0], "\n".join(feature.description)
        ),
        len(list(scenario.all_steps)),
    )


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """Where a process listens, and where it tells."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    return process.stdin, process.stdout


def _end_of(status: int) -> str:
    """What is known of the end of a process."""
    if status >= 0:
        return f"ended with {status}"
    return f"was ended by {signal.Signals(-status).name}"
