"""Scenarios as the page shows them: anchors to link to, rows of an outline together, and packed."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby

from msgspec import json

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import RunRecord, ScenarioRecord, StepRecord
from itsid_sim.rules.value import Value

PNG_URL = "data:image/png;base64,"


class Story(Value, frozen=True):
    """A scenario with its place in the packed run, and the anchor that leads to it."""

    number: int
    anchor: str
    record: ScenarioRecord


class Group(Value, frozen=True):
    """The rows of an outline, or a single scenario, whose `outline` is empty."""

    outline: str
    stories: tuple[Story, ...]

    @property
    def feature(self) -> str:
        """The name of the feature that they are of."""
        return self.stories[0].record.feature

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(story.record.status == "failed" for story in self.stories)


def stories(record: RunRecord) -> tuple[Story, ...]:
    """All scenarios of a run; an anchor stays the same while feature and name do."""
    taken: dict[str, int] = {}
    told = []
    for number, scenario in enumerate(record.scenarios):
        name = f"{scenario.place.rpartition(':')[0]}/{scenario.rule}/{scenario.name}"
        anchor = "s-" + blake2b(name.encode(), digest_size=5).hexdigest()
        taken[anchor] = taken.get(anchor, 0) + 1
        double = f"-{taken[anchor]}" if taken[anchor] > 1 else ""
        told.append(Story(number, anchor + double, scenario))
    return tuple(told)


def groups(told: Iterable[Story]) -> tuple[Group, ...]:
    """Rows of the same outline together, in the order of the stories."""
    by_outline = groupby(told, lambda one: (one.record.feature, one.record.outline or one.anchor))
    return tuple(
        Group(some[0].record.outline if len(some) > 1 else "", some)
        for some in (tuple(rows) for _, rows in by_outline)
    )


def packed(record: RunRecord, walkers: Mapping[str, Sequence[int]]) -> str:
    """What the page unfolds when somebody opens it, as JSON that may stand in a script.

    `walkers` are the numbers of stories by the anchor of a row of the chart.
    """
    texts: dict[str, int] = {}
    content: dict[str, object] = {
        "screens": [
            [one.title, one.lines, one.fields, one.buttons, one.notices, one.picture]
            for one in record.screens
        ],
        "walkers": walkers,
        "stories": [_story(one, texts) for one in record.scenarios],
    }
    content["texts"] = list(texts)
    return json.encode(content).decode().replace("<", "\\u003c")


def _story(scenario: ScenarioRecord, texts: dict[str, int]) -> dict[str, object]:
    """Texts of letters, which are many times the same, are kept once."""
    story: dict[str, object] = {
        "at": f"{scenario.feature} ／ {scenario.rule}" if scenario.rule else scenario.feature,
        "place": scenario.place,
        "steps": [_step(one) for one in scenario.steps],
        "letters": [
            [one.to, one.sender, one.subject, texts.setdefault(one.text, len(texts)), one.state,
             one.written, one.arrived, one.world]
            for one in scenario.letters
        ],
        "dues": [[one.at, one.text, one.world, one.missed_at] for one in scenario.dues],
    }  # fmt: skip
    if scenario.reason and scenario.status != "waiting":
        story["reason"] = scenario.reason
    return story


def _step(step: StepRecord) -> list[object]:
    """Keyword, text, status, time, world, sights; what most steps lack comes last or not at all."""
    told: list[object] = [step.keyword, step.text, step.status, step.at, step.world]
    told.append([[sight.who, sight.screen] for sight in step.sights])
    if step.table or step.error or step.evidence:
        told += [step.table, step.error, [_evidence(one) for one in step.evidence]]
    return told


def _evidence(seen: Evidence) -> list[object]:
    picture = PNG_URL + b64encode(seen.picture).decode() if seen.picture else ""
    return [seen.who, seen.address, seen.lines, seen.console, picture]
