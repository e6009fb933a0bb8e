"""What fields take: numbers off by one, each allowed character refused and refused one allowed.

A limit is another only while the rows of one button are weighed, so that each rule that bounds a
field has mutants of its own.
"""

import string
from collections.abc import Callable, Iterator

from itsid_sim.core import text
from itsid_sim.core.chart import Case, Condition
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import Cases, on_cases, with_condition
from itsid_sim.mutate.mutant import Mutant, mutant
from itsid_sim.procedures import shared
from itsid_sim.rules import labels, limits, sentences
from itsid_sim.rules.code import CODE_05, CODE_07
from itsid_sim.rules.forgotten import FORGOT_05
from itsid_sim.rules.help import HELP_01, HELP_03
from itsid_sim.rules.phrase import PHRASE_02
from itsid_sim.rules.registration import REG_04, REG_06, REG_13, REG_14
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value


class Limit(Value, frozen=True):
    """A constant that bounds what a rule lets pass, by the name of its module and its own.

    `forbids`: a set of characters that may not stand there, in place of those that may.
    """

    name: str
    module: object = limits
    forbids: bool = False

    @property
    def value(self) -> object:
        """What it is."""
        return getattr(self.module, self.name)


class Bounded(Value, frozen=True):
    """Where a rule bounds what is typed."""

    rule: Rule
    place: str
    button: str
    limits: tuple[Limit, ...]


IDS = tuple(
    Limit(name) for name in ("ITSCOM_ID_CHARS_MIN", "ITSCOM_ID_CHARS_MAX", "ITSCOM_ID_ALPHABET")
)
PASSWORDS = tuple(
    Limit(name) for name in ("PASSWORD_CHARS_MIN", "PASSWORD_CHARS_MAX", "PASSWORD_ALPHABET")
)
PHONES = (Limit("PHONE_DIGITS_MIN"), Limit("PHONE_DIGITS_MAX"))
FACTS = (Limit("LAST_DIGITS"), Limit("PAYMENT_ALPHABET"))
ANSWERS = (Limit("ANSWER_CHARS_MAX"), Limit("HALF_WIDTH_SYMBOLS", text, forbids=True))
TEXTS = (Limit("TEXT_CHARS_MAX", shared),)

BOUNDED = (
    Bounded(REG_13, sentences.ID_ENTRY, labels.NEXT, IDS),
    Bounded(FORGOT_05, labels.IDENTITY, labels.NEXT, IDS),
    Bounded(REG_14, sentences.ID_ENTRY, labels.NEXT, PASSWORDS),
    Bounded(CODE_07, labels.NEW_PASSWORD, labels.NEXT, PASSWORDS),
    Bounded(REG_04, labels.CONTRACTOR, labels.CONFIRM, PHONES),
    Bounded(REG_06, labels.CONTRACTOR, labels.CONFIRM, FACTS),
    Bounded(REG_06, labels.MORE_FACTS, labels.CONFIRM, FACTS[1:]),
    Bounded(CODE_05, labels.CODE_ENTRY, labels.NEXT, (Limit("CODE_DIGITS"),)),
    Bounded(PHRASE_02, labels.PHRASE_SETTING, labels.NEXT, ANSWERS),
    Bounded(PHRASE_02, labels.PHRASE_ENTRY, labels.REISSUE, ANSWERS),
    Bounded(HELP_03, labels.INQUIRY, sentences.SEND, TEXTS),
    Bounded(HELP_01, sentences.WRITE_MAIL, sentences.SEND, TEXTS),
    Bounded(HELP_01, sentences.READ_MAIL, sentences.REPLY, TEXTS),
)

# What people type: every printable ASCII character, and some of other kinds.
TYPED = frozenset(string.printable) - frozenset(string.whitespace) | set(" \uff41\u3042\u30a2")


def limit_mutants() -> Iterator[Mutant]:
    """Every limit of every field, off by one, and every character taken for its opposite."""
    for bounded in BOUNDED:
        for limit in bounded.limits:
            for operator, about, value in _ways(limit):
                change = on_cases(bounded.place, bounded.button, _under(limit, value))
                at = f"{bounded.place}/{limit.name.lower().replace('_', '-')}{_tail(about)}"
                told = (bounded.place, *about)
                yield mutant(bounded.rule, operator, *told, change=change, at=at)


def _tail(about: tuple[str, ...]) -> str:
    """A character by its own name where it can be written, else by its number."""
    if not about:
        return ""
    return f"/{about[0]}" if about[0].isalnum() else f"/u{ord(about[0]):04x}"


def _ways(limit: Limit) -> Iterator[tuple[str, tuple[str, ...], object]]:
    value = limit.value
    if isinstance(value, int):
        lower = "min" if limit.name.endswith("_MIN") else "max"
        exact = not limit.name.endswith(("_MIN", "_MAX"))
        kind = "exact" if exact else lower
        yield f"{kind}-one-less", (), value - 1
        yield f"{kind}-one-more", (), value + 1
        return
    if not isinstance(value, frozenset):
        raise TypeError(f"{limit.name}: {value!r} is neither a number nor a set of characters")
    for char in sorted(TYPED | value if limit.forbids else TYPED):
        is_taken = (char in value) is not limit.forbids
        other = value - {char} if char in value else value | {char}
        yield "char-refused" if is_taken else "char-allowed", (char,), other


def _under(limit: Limit, value: object) -> Callable[[Cases], Cases]:
    """The cases, weighed as if the limit had this value."""

    def condition(when: Condition) -> Condition:
        def under(turn: Turn) -> bool:
            kept = limit.value
            setattr(limit.module, limit.name, value)
            try:
                return when(turn)
            finally:
                setattr(limit.module, limit.name, kept)

        return under

    def of_case(case: Case) -> Case:
        return with_condition(case, condition(case.when)) if case.refuses else case

    return lambda cases: tuple(map(of_case, cases))
