"""From behave's model of a scenario that has ended to our record of it."""

from pathlib import Path

from behave.model import Scenario, Step

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import ScenarioRecord, Status, StepRecord
from itsid_sim.drivers.specification import ROOT

UNKNOWN_SENTENCE = "no step fits this sentence"
NO_SENTENCE = "the scenario has no sentence; is a keyword misspelt, or its colon full-width?"


def record_of(
    scenario: Scenario, seconds: float, evidence: tuple[Evidence, ...] = ()
) -> ScenarioRecord:
    """The record of one scenario; evidence is of the step that failed."""
    return ScenarioRecord(
        feature=scenario.feature.name,
        rule=_rule(scenario),
        name=_name(scenario),
        place=f"{_from_root(scenario.filename)}:{scenario.line}",
        tags=tuple(str(tag) for tag in scenario.effective_tags),
        status=_status(scenario),
        seconds=seconds,
        steps=tuple(_step(step, evidence) for step in scenario.all_steps),
        reason=scenario.skip_reason or ("" if any(scenario.all_steps) else NO_SENTENCE),
    )


def _rule(scenario: Scenario) -> str:
    """The rule above a scenario; a row stands under its outline, and that under the rule."""
    above = scenario.parent
    while above.type not in {"rule", "feature"}:
        above = above.parent
    return str(above.name) if above.type == "rule" else ""


def _name(scenario: Scenario) -> str:
    """The name of a scenario; a row of an outline is told by its values instead of behave's number.

    behave calls the first row of the first table of 「期限」 「期限 -- @1.1」.
    """
    row = getattr(scenario, "_row", None)
    if row is None:
        return str(scenario.name)
    cells = (f"{heading}: {cell}" for heading, cell in zip(row.headings, row.cells, strict=True))
    return f"{scenario.name.partition(' -- @')[0]}〔{' / '.join(cells)}〕"


def _step(step: Step, evidence: tuple[Evidence, ...]) -> StepRecord:
    """A sentence that behave does not know has failed too."""
    table = () if step.table is None else (step.table.headings, *(row.cells for row in step.table))
    rows = tuple(tuple(row) for row in table)
    name = step.status.name
    if name in {"passed", "skipped", "untested"}:
        status: Status = "passed" if name == "passed" else "skipped"
        return StepRecord(step.keyword, step.name, status, table=rows)
    error = UNKNOWN_SENTENCE if name == "undefined" else _error(step)
    return StepRecord(step.keyword, step.name, "failed", error, rows, evidence)


def _error(step: Step) -> str:
    error = step.exception
    return step.error_message or "" if error is None else f"{error}"


def _status(scenario: Scenario) -> Status:
    if scenario.status.name == "passed":
        return "passed" if any(scenario.all_steps) else "failed"
    if scenario.status.name == "skipped":
        return "waiting"
    return "failed"


def _from_root(filename: str) -> str:
    path = Path(filename).resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else filename
