"""The shape of one documented rule, of one open question and of one finding."""

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

    `setting` tells whether more than one answer can be chosen (rules/settings.py).
    """

    id: str
    text: str
    default: str
    setting: bool


class Finding(Value, frozen=True):
    """Something in the documents that deserves the product owner's attention."""

    id: str
    source: str
    text: str


class Chapter(Value, frozen=True):
    """One chapter of the manual and the rules that it gives."""

    title: str
    rules: tuple[Rule, ...]
