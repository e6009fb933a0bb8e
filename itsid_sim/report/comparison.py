"""What has changed since an earlier run: what became proven, what broke, what got slower."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.earlier import Earlier
from itsid_sim.report.verdicts import Ended, Word, by_tag, word_of
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value

# Less than this is the machine's mood.
SLOWER_TIMES, SLOWER_S = 1.5, 0.1

T = TypeVar("T")
Name = tuple[str, str]


class Slower(Value, frozen=True):
    """A scenario that takes longer than it did, both in real seconds."""

    scenario: ScenarioRecord
    before_s: float


class Standing(Value, frozen=True):
    """How a run stands: what it says of the rules, and how many of its scenarios failed."""

    words: Mapping[str, Word]
    failed: int

    @property
    def proven(self) -> int:
        """How many rules it proves."""
        return sum(word == "proven" for word in self.words.values())


class Comparison(Value, frozen=True):
    """A run beside an earlier one; scenarios are the same if feature file and name are.

    `mended` failed before, `broke` did not. `gone` are the names of those that are no more.
    """

    then: Standing
    now: Standing
    proven: tuple[Rule, ...]
    broken: tuple[Rule, ...]
    mended: tuple[ScenarioRecord, ...]
    broke: tuple[ScenarioRecord, ...]
    slower: tuple[Slower, ...]
    added: tuple[ScenarioRecord, ...]
    gone: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        lists = (self.proven, self.broken, self.mended, self.broke, self.slower)
        return not any((*lists, self.added, self.gone))


def compared(record: RunRecord, earlier: Sequence[Earlier]) -> Comparison:
    """What has changed since an earlier run."""
    before = {(_file(one.place), one.name): one for one in earlier}
    after = {(_file(one.place), one.name): one for one in record.scenarios}
    both = [(one, before[name]) for name, one in after.items() if name in before]
    then, now = _standing(earlier), _standing(record.scenarios)
    return Comparison(
        then=then,
        now=now,
        proven=_became("proven", then, now),
        broken=_became("broken", then, now),
        mended=tuple(one for one, was in both if (was.status, one.status) == ("failed", "passed")),
        broke=tuple(one for one, was in both if one.status == "failed" != was.status),
        slower=tuple(_slower(both)),
        added=_missing(after, before),
        gone=tuple(one.name for one in _missing(before, after)),
    )


def _slower(both: Iterable[tuple[ScenarioRecord, Earlier]]) -> Iterable[Slower]:
    """The slowest first."""
    found = [
        Slower(one, was.seconds)
        for one, was in both
        if one.seconds > max(SLOWER_TIMES * was.seconds, was.seconds + SLOWER_S)
        and one.status == was.status == "passed"
    ]
    return sorted(found, key=lambda slower: slower.before_s - slower.scenario.seconds)


def _missing(these: Mapping[Name, T], those: Mapping[Name, object]) -> tuple[T, ...]:
    return tuple(one for name, one in these.items() if name not in those)


def _standing(scenarios: Collection[Ended]) -> Standing:
    ended = {tag: {one.status for one in some} for tag, some in by_tag(scenarios).items()}
    words = {tag: word_of(statuses) for tag, statuses in ended.items() if tag in RULES}
    return Standing(
        {rule: word for rule, word in words.items() if word},
        sum(one.status == "failed" for one in scenarios),
    )


def _became(word: Word, then: Standing, now: Standing) -> tuple[Rule, ...]:
    """The rules of which this is said now and was not then."""
    return tuple(
        rule for rule in RULES.values() if now.words.get(rule.id) == word != then.words.get(rule.id)
    )


def _file(place: str) -> str:
    return place.rpartition(":")[0]
