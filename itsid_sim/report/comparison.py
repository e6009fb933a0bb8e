"""What has changed since an earlier run: what became proven, what broke, what got slower."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.earlier import Earlier, earlier_of
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


class Comparison(Value, frozen=True):
    """A run beside an earlier one; scenarios are the same if feature file and name are.

    `mended` failed before, `broke` did not. `gone` are the names of those that are no more.
    `counts` are pairs, then and now: of rules that are proven, and of scenarios that failed.
    """

    counts: tuple[tuple[int, int], tuple[int, int]]
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
    now = {(_file(one.place), one.name): one for one in record.scenarios}
    both = [(one, before[name]) for name, one in now.items() if name in before]
    proven_now, broken_now = _verdicts(map(earlier_of, record.scenarios))
    proven_then, broken_then = _verdicts(earlier)
    failed = (_failed(earlier), _failed(record.scenarios))
    return Comparison(
        counts=((len(_rules(proven_then)), len(_rules(proven_now))), failed),
        proven=_rules(proven_now - proven_then),
        broken=_rules(broken_now - broken_then),
        mended=tuple(one for one, was in both if (was.status, one.status) == ("failed", "passed")),
        broke=tuple(one for one, was in both if one.status == "failed" != was.status),
        slower=tuple(_slower(both)),
        added=_missing(now, before),
        gone=tuple(one.name for one in _missing(before, now)),
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


def _verdicts(told: Iterable[Earlier]) -> tuple[set[str], set[str]]:
    """The rules that a run proves, and those that it finds broken."""
    statuses: dict[str, set[str]] = {}
    for one in told:
        for tag in one.tags:
            statuses.setdefault(tag, set()).add(one.status)
    broken = {tag for tag, found in statuses.items() if "failed" in found}
    proven = {
        tag for tag, found in statuses.items() if "passed" in found and "waiting" not in found
    }
    return proven - broken, broken


def _failed(told: Iterable[Earlier | ScenarioRecord]) -> int:
    return sum(one.status == "failed" for one in told)


def _rules(ids: set[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.id in ids)


def _file(place: str) -> str:
    return place.rpartition(":")[0]
