"""The shape of one documented rule, of one open question and of one finding."""

from datetime import date
from typing import Literal

from itsid_sim.rules.value import Value

Kind = Literal["screen", "input", "flow", "mail", "time", "state", "policy"]


class Rule(Value, frozen=True):
    """One promise of the documents in our own words.

    `source` names document and place: W is the support page, M the illustrated manual.
    `assumes` lists the open questions whose answer the rule rests on.
    """

    id: str
    source: str
    kind: Kind
    text: str
    assumes: tuple[str, ...] = ()


class Question(Value, frozen=True):
    """Something the documents leave open, and the answer taken meanwhile.

    `setting` tells whether more than one answer can be chosen (rules/settings.py). The answer is
    provisional until somebody has decided it, `decided_on` a day such as "2026-06-01".
    Raises ValueError if one of the two is missing, or the day is none.
    """

    id: str
    text: str
    default: str
    setting: bool
    decided_by: str = ""
    decided_on: str = ""

    def __post_init__(self) -> None:
        """A decision without a name or a day could not be asked about."""
        if bool(self.decided_by.strip()) != bool(self.decided_on):
            raise ValueError(
                f"{self.id}: found decided_by={self.decided_by!r}, decided_on={self.decided_on!r}; "
                "give both, or neither while the answer is provisional"
            )
        if self.decided_on and not _is_day(self.decided_on):
            raise ValueError(
                f"{self.id}: found decided_on={self.decided_on!r}, expected a day as 2026-06-01"
            )

    @property
    def is_decided(self) -> bool:
        """Whether the answer in force has been decided; otherwise it is provisional."""
        return bool(self.decided_on)


class Finding(Value, frozen=True):
    """Something in the documents that deserves the product owner's attention.

    `documented` is what the documents say or imply, `recommended` what would be better. `clause`
    is the security requirement that asks for it, and `clause_says` what that demands in our own
    words; both are empty where none applies.
    """

    id: str
    source: str
    text: str
    documented: str
    recommended: str
    clause: str = ""
    clause_says: str = ""


class Chapter(Value, frozen=True):
    """One chapter of the manual and the rules that it gives."""

    title: str
    rules: tuple[Rule, ...]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
