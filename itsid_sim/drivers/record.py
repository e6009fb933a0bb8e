"""What a run leaves behind: which scenarios ran, how each ended, and against what."""

from typing import Literal

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.rules.value import Value

Status = Literal["passed", "failed", "waiting", "skipped"]


class StepRecord(Value, frozen=True):
    """One sentence of a scenario, with the rows of its table, headings first.

    `error` tells what was expected beside what was found, `evidence` what everybody had before
    them then.
    """

    keyword: str
    text: str
    status: Status
    error: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()


class ScenarioRecord(Value, frozen=True):
    """One scenario, or one row of an outline. `reason` says why it was not run.

    `place` is file:line from the specification's root; `seconds` are real, whatever the clocks say.
    """

    feature: str
    rule: str
    name: str
    place: str
    tags: tuple[str, ...]
    status: Status
    seconds: float
    steps: tuple[StepRecord, ...]
    reason: str = ""


class RunRecord(Value, frozen=True):
    """A run: `started` is real time in ISO 8601, `answers` are those given by --set.

    `whole` tells whether all scenarios were asked for; `people` is the cast, each with a role.
    """

    version: str
    driver: str
    target: str
    started: str
    seconds: float
    answers: dict[str, object]
    seed: str
    whole: bool
    people: dict[str, str]
    scenarios: tuple[ScenarioRecord, ...]
