"""Why some broken rules cannot be told from the rule: written down by hand, and reviewed.

`equivalents.toml` beside this file lists them, each with its reason in the words of the report.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from itsid_sim.rules.value import Value

FILE = "equivalents.toml"


class Reason(Value, frozen=True, forbid_unknown_fields=True):
    """A reason, and the ids of the mutants that it is the reason for."""

    reason: str
    mutants: tuple[str, ...]


class _File(Value, frozen=True, forbid_unknown_fields=True):
    equivalent: tuple[Reason, ...]


@cache
def reasons() -> tuple[Reason, ...]:
    """All that is written down. Raises `msgspec.ValidationError` for what has another shape."""
    text = (files("itsid_sim.mutate") / FILE).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File).equivalent


def reason_by_mutant() -> dict[str, str]:
    """The reason of each mutant that has one."""
    return {mutant: one.reason for one in reasons() for mutant in one.mutants}


def unknown(known: Iterable[str]) -> list[str]:
    """The ids that have a reason and are those of no mutant: renamed, or gone."""
    return sorted(reason_by_mutant().keys() - set(known))
