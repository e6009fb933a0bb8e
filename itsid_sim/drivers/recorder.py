"""A formatter of behave that keeps what ran: from behave's model to our record of it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from behave.configuration import Configuration
from behave.formatter.base import Formatter, StreamOpener
from behave.model import Feature, Scenario, Step

from itsid_sim.adapters.specification import ROOT
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.drivers.record import (
    DueRecord,
    FeatureRecord,
    LetterRecord,
    ScenarioRecord,
    Status,
    StepRecord,
)
from itsid_sim.drivers.witness import Noted
from itsid_sim.drivers.words import Otherwise
from itsid_sim.rules.value import Value

UNKNOWN_SENTENCE = "no step fits this sentence"
# What a sentence leaves for those after it, such as the letter that they speak of.
UNSAID = re.compile(r"'Context' object has no attribute '(\w+)'")
NO_SENTENCE = "the scenario has no sentence; is a keyword misspelt, or its colon full-width?"

STATUSES: dict[str, Status] = {"passed": "passed", "skipped": "skipped", "untested": "skipped"}

Observer = Callable[[ScenarioRecord], None]


class Told(Value, frozen=True):
    """What the worlds of a scenario leave behind: their letters, and what fell due."""

    letters: tuple[LetterRecord, ...] = ()
    dues: tuple[DueRecord, ...] = ()


class Notes:
    """What our hooks add to behave's model, for the formatter to find."""

    def __init__(self) -> None:
        self.steps: dict[int, Noted] = {}
        self.told = Told()

    def take(self) -> tuple[dict[int, Noted], Told]:
        """What was added for one scenario; it is forgotten here."""
        steps, told = self.steps, self.told
        self.steps, self.told = {}, Told()
        return steps, told


class Recorder(Formatter):
    """Tells an observer of every scenario that has ended; durations are real, frozen or not.

    A scenario has ended when all its hooks have run, which behave shows only by going on.
    """

    name = "itsid"
    description = "The record that reports are made of."

    def __init__(
        self,
        stream_opener: StreamOpener,
        config: Configuration,
        notes: Notes,
        observe: Observer,
    ) -> None:
        super().__init__(stream_opener, config)
        self.features: dict[str, FeatureRecord] = {}
        self._notes = notes
        self._observe = observe
        self._scenario: Scenario | None = None
        self._began = self._step_began = 0.0
        self._seconds: dict[int, float] = {}

    def feature(self, feature: Feature) -> None:
        """A feature begins."""
        place = _from_root(feature.filename)
        self.features[place] = FeatureRecord(feature.name, place, "\n".join(feature.description))

    def scenario(self, scenario: Scenario) -> None:
        """A scenario begins; one that is left out is none of ours."""
        self._end()
        if scenario.should_run(self.config):
            self._scenario, self._began = scenario, real_seconds()

    def match(self, match: Any) -> None:  # noqa: ANN401 - behave's own
        """A step begins."""
        self._step_began = real_seconds()

    def result(self, step: Step) -> None:
        """A step has ended."""
        self._seconds[id(step)] = real_seconds() - self._step_began

    def eof(self) -> None:
        """A feature has ended."""
        self._end()

    def _end(self) -> None:
        if self._scenario is None:
            return
        scenario, self._scenario = self._scenario, None
        noted, told = self._notes.take()
        seconds, self._seconds = self._seconds, {}
        steps = tuple(
            _step(step, seconds.get(id(step), 0.0), noted.get(id(step), Noted()))
            for step in scenario.all_steps
        )
        self._observe(record_of(scenario, steps, real_seconds() - self._began, told))


def record_of(
    scenario: Scenario, steps: tuple[StepRecord, ...], seconds: float, told: Told
) -> ScenarioRecord:
    """The record of a scenario as behave left it, with these of its steps."""
    row = getattr(scenario, "_row", None)
    cells = () if row is None else tuple(zip(row.headings, row.cells, strict=True))
    outline = "" if row is None else scenario.name.partition(" -- @")[0]
    return ScenarioRecord(
        feature=scenario.feature.name,
        rule=_rule(scenario),
        name=_name(scenario.name, outline, cells),
        place=place_of(scenario),
        tags=tuple(sorted(str(tag) for tag in scenario.effective_tags)),
        status=_status(scenario),
        seconds=seconds,
        steps=steps,
        reason=scenario.skip_reason or ("" if scenario.steps else NO_SENTENCE),
        outline=outline,
        cells=cells,
        letters=told.letters,
        dues=told.dues,
    )


def _rule(scenario: Scenario) -> str:
    """The rule above a scenario; a row stands under its outline, and that under the rule."""
    above = scenario.parent
    while above.type not in {"rule", "feature"}:
        above = above.parent
    return str(above.name) if above.type == "rule" else ""


def _name(name: str, outline: str, cells: tuple[tuple[str, str], ...]) -> str:
    """The name of a scenario; a row of an outline is told by its values instead of behave's number.

    behave calls the first row of the first table of 「期限」 「期限 -- @1.1」.
    """
    told = " / ".join(f"{heading}: {cell}" for heading, cell in cells)
    return f"{outline}〔{told}〕" if outline else str(name)


def _step(step: Step, seconds: float, noted: Noted) -> StepRecord:
    """A sentence that behave does not know has failed too."""
    table = () if step.table is None else (step.table.headings, *(row.cells for row in step.table))
    status = STATUSES.get(step.status.name, "failed")
    error = UNKNOWN_SENTENCE if step.status.name == "undefined" else _error(step)
    return StepRecord(
        step.keyword,
        step.name,
        status,
        error if status == "failed" else "",
        tuple(tuple(row) for row in table),
        noted.evidence,
        step.line,
        seconds,
        step.exception.title if isinstance(step.exception, Otherwise) else "",
        noted.at,
        noted.world,
        noted.sights,
        noted.cases,
    )


def _error(step: Step) -> str:
    error = step.exception
    if error is None:
        return step.error_message or ""
    unsaid = UNSAID.search(f"{error}")
    return f"no sentence before this one has brought up its {unsaid[1]}" if unsaid else f"{error}"


def _status(scenario: Scenario) -> Status:
    """One without a sentence of its own has shown nothing, whatever its background did."""
    if scenario.status.name == "passed":
        return "passed" if scenario.steps else "failed"
    if scenario.status.name == "skipped":
        return "waiting"
    return "failed"


def place_of(scenario: Scenario) -> str:
    """A scenario's file:line from the specification's root."""
    return f"{_from_root(scenario.filename)}:{scenario.line}"


def _from_root(filename: str) -> str:
    path = Path(filename).resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else filename
