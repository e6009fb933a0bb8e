"""What failed, with the page that was expected beside the one that came."""

from itertools import groupby

from gherkin.dialect import DIALECTS

from itsid_sim.core.chart import Screen
from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import RunRecord, ScenarioRecord, Shown, StepRecord
from itsid_sim.procedures import CHART
from itsid_sim.rules.value import Value

JAPANESE = DIALECTS["ja"]
GOING_ON = {word.strip() for word in (*JAPANESE["and"], *JAPANESE["but"])}
NO_STEP = StepRecord("", "", "failed")


class Came(Value, frozen=True):
    """The page that somebody had before them when a step failed."""

    evidence: Evidence
    page: Shown


class Failure(Value, frozen=True):
    """A scenario that failed, the sentence at which it did, and both pages.

    `expected` is None where the sentence is not about a page of the chart; `is_action` tells that
    it was to do something, not to find something. `alike` are the other rows of the same outline
    that failed.
    """

    scenario: ScenarioRecord
    step: StepRecord
    expected: Shown | None
    came: tuple[Came, ...]
    is_action: bool
    alike: tuple[ScenarioRecord, ...]


def failures(record: RunRecord) -> tuple[Failure, ...]:
    """All that failed, rows of an outline together; those about a page that did not come first."""
    failed = (scenario for scenario in record.scenarios if scenario.status == "failed")
    rows = groupby(failed, lambda one: (one.place.rpartition(":")[0], one.outline or one.name))
    found = [_failure(record, *some) for _, some in rows]
    return tuple(sorted(found, key=lambda one: one.expected is None))


def _failure(record: RunRecord, scenario: ScenarioRecord, *alike: ScenarioRecord) -> Failure:
    step = next((one for one in scenario.steps if one.status == "failed"), NO_STEP)
    screen = CHART.screens.get(step.expected)
    expected = None if screen is None else _as_documented(screen)
    came = tuple(_came(record, scenario, one) for one in step.evidence)
    return Failure(scenario, step, expected, came, _is_action(scenario, step), alike)


def _is_action(scenario: ScenarioRecord, failed: StepRecord) -> bool:
    """Whether the sentence that failed does something; one that goes on is as the one before."""
    if failed is NO_STEP:
        return False
    steps = scenario.steps[: scenario.steps.index(failed) + 1]
    keywords = [one.keyword for one in steps if one.keyword not in GOING_ON]
    return bool(keywords) and keywords[-1] not in JAPANESE["then"]


def _came(record: RunRecord, scenario: ScenarioRecord, evidence: Evidence) -> Came:
    sights = [
        sight for step in scenario.steps for sight in step.sights if sight.who == evidence.who
    ]
    page = record.screens[sights[-1].screen] if sights else Shown("", evidence.lines)
    return Came(evidence, page)


def _as_documented(screen: Screen) -> Shown:
    """A screen of the chart, with what it shows whatever the world is like."""
    return Shown(
        screen.title,
        tuple(line.words for line in screen.shows if isinstance(line.words, str)),
        tuple((field.label, field.kind) for field in screen.fields),
        (*screen.press, *(link.label for link in screen.links)),
    )
