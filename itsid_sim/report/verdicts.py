"""What a run says of each rule: proven, broken, waiting, not proven, or not checkable."""

import re
from collections.abc import Collection, Iterable
from typing import Literal, Protocol, TypeVar

from itsid_sim.drivers.record import RunRecord, ScenarioRecord, Status
from itsid_sim.rules.catalogue import CHAPTERS, RULES
from itsid_sim.rules.questions import QUESTIONS
from itsid_sim.rules.rule import Chapter, Rule
from itsid_sim.rules.value import Value

Word = Literal["proven", "partly", "broken", "waiting", "unproven", "unasked", "policy"]

NUMBERED = re.compile(rf"(Q|({'|'.join(sorted({rule.split('-')[0] for rule in RULES}))})-)\d+")

IN_JAPANESE: dict[Word, str] = {
    "proven": "証明済み",
    "partly": "一部を証明済み",
    "broken": "満たしていない",
    "waiting": "ブラウザーで確かめる",
    "unproven": "未証明",
    "unasked": "今回は対象外",
    "policy": "画面では確かめられない",
}


class Ended(Protocol):
    """A scenario of this run or another, as far as verdicts go."""

    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> Status: ...


E = TypeVar("E", bound=Ended)


class Verdict(Value, frozen=True):
    """A rule, what the run says of it, and the scenarios that say so."""

    rule: Rule
    word: Word
    scenarios: tuple[ScenarioRecord, ...]

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(scenario.status == "failed" for scenario in self.scenarios)


class ChapterVerdict(Value, frozen=True):
    """A chapter of the manual with the verdicts on its rules."""

    chapter: Chapter
    verdicts: tuple[Verdict, ...]

    def count(self, word: Word) -> int:
        """How many rules of the chapter this is said of."""
        return sum(verdict.word == word for verdict in self.verdicts)


def chapters(record: RunRecord) -> tuple[ChapterVerdict, ...]:
    """The verdicts of a run in the manual's order; no rule is left out."""
    tagged = by_tag(record.scenarios)
    return tuple(
        ChapterVerdict(
            chapter,
            tuple(
                _verdict(rule, tuple(tagged.get(rule.id, ())), whole=record.whole)
                for rule in chapter.rules
            ),
        )
        for chapter in CHAPTERS
    )


def exercised(record: RunRecord) -> dict[str, tuple[ScenarioRecord, ...]]:
    """The scenarios that exercise the answer to each open question, by its id."""
    tagged = by_tag(record.scenarios)
    return {question.id: tuple(tagged.get(question.id, ())) for question in QUESTIONS}


def promises(record: RunRecord) -> tuple[ScenarioRecord, ...]:
    """The scenarios about what the simulator itself promises: no rule or question asks for them."""
    asked = RULES.keys() | {question.id for question in QUESTIONS}
    return tuple(one for one in record.scenarios if asked.isdisjoint(one.tags))


def unknown_numbers(record: RunRecord) -> dict[str, str]:
    """Tags that look like the number of a rule or a question and are none, each with a place."""
    known = RULES.keys() | {question.id for question in QUESTIONS}
    return {
        tag: one.place
        for one in record.scenarios
        for tag in one.tags
        if NUMBERED.fullmatch(tag) and tag not in known
    }


def by_tag(scenarios: Iterable[E]) -> dict[str, list[E]]:
    """The scenarios of each tag."""
    tagged: dict[str, list[E]] = {}
    for scenario in scenarios:
        for tag in scenario.tags:
            tagged.setdefault(tag, []).append(scenario)
    return tagged


def word_of(statuses: Collection[Status]) -> Word | None:
    """What scenarios that ended like this say of their rule; None if they say nothing."""
    if "failed" in statuses:
        return "broken"
    if "passed" in statuses:
        return "partly" if "waiting" in statuses else "proven"
    return "waiting" if "waiting" in statuses else None


def _verdict(rule: Rule, scenarios: tuple[ScenarioRecord, ...], *, whole: bool) -> Verdict:
    untold: Word = "policy" if rule.kind == "policy" else "unproven" if whole else "unasked"
    return Verdict(rule, word_of({one.status for one in scenarios}) or untold, scenarios)
