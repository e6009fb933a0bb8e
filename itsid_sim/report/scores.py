"""How many broken versions of each rule were noticed, and by whom."""

from collections.abc import Iterable

from msgspec.structs import replace

from itsid_sim.drivers.mutants import Tried
from itsid_sim.report.breaking import told
from itsid_sim.rules.value import Value

HOW = {"timeout": "終わらなくなった", "died": "途中で落ちた"}
# These differ only in the character that they are about; the report tells them together.
OF_CHARACTERS = {"char-refused", "char-allowed"}
ORDER = {"survived": 0, "killed": 1, "equivalent": 2}


class Score(Value, frozen=True):
    """A rule, and what became of its broken versions."""

    rule: str
    tried: tuple[Tried, ...]

    @property
    def equivalent(self) -> tuple[Tried, ...]:
        """Those that nothing can tell from the rule."""
        return tuple(one for one in self.tried if one.outcome == "equivalent")

    @property
    def survived(self) -> tuple[Tried, ...]:
        """Those that nobody noticed."""
        return tuple(one for one in self.tried if one.outcome == "survived")

    @property
    def killed(self) -> tuple[Tried, ...]:
        """Those that a scenario noticed."""
        return tuple(one for one in self.tried if one.outcome == "killed")

    @property
    def elsewhere(self) -> tuple[Tried, ...]:
        """Those that only scenarios of other rules noticed."""
        return tuple(one for one in self.killed if not (one.is_own or one.how))

    @property
    def of(self) -> int:
        """How many could be noticed."""
        return len(self.tried) - len(self.equivalent)


def scores(tried: Iterable[Tried]) -> dict[str, Score]:
    """The score of each rule that was broken."""
    found: dict[str, list[Tried]] = {}
    for one in tried:
        found.setdefault(one.rule, []).append(one)
    return {rule: Score(rule, tuple(some)) for rule, some in found.items()}


def lines(score: Score) -> list[tuple[str, Tried]]:
    """What was broken in words, and what became of it: first what nobody noticed."""
    together: dict[tuple[object, ...], list[Tried]] = {}
    for one in sorted(score.tried, key=lambda one: ORDER[one.outcome]):
        alike = one.operator in OF_CHARACTERS
        key = (one.operator, one.about[0], one.outcome, one.place) if alike else (one.mutant,)
        together.setdefault(key, []).append(one)
    return [(told(_as_one(some)), some[0]) for some in together.values()]


def _as_one(some: list[Tried]) -> Tried:
    """The first of several that differ in their characters, with all of these."""
    first = some[0]
    if len(some) == 1:
        return first
    return replace(first, about=(first.about[0], "」「".join(one.about[1] for one in some)))
