"""What goes to a bench and what comes back: small values, a line of JSON each."""

from typing import Literal

from itsid_sim.rules.value import Value

# No mutant: the scenarios as they are, to see which rows each of them walks.
NONE = ""

How = Literal["", "failed", "timeout", "died", "unmade"]


class Errand(Value, frozen=True):
    """A mutant, the scenarios that run first (file:line), and how long all may take at most.

    All others follow in the order of the specification, unless one has failed; none do if not
    `then_all`.
    """

    mutant: str
    first: tuple[str, ...] = ()
    then_all: bool = True
    patience_s: float = 60.0


class Walk(Value, frozen=True):
    """A scenario of the specification as it is: how it ended, and which rows of the chart it took.

    `seconds` are real.
    """

    place: str
    name: str
    tags: tuple[str, ...]
    rows: tuple[str, ...]
    seconds: float
    has_failed: bool
    was_run: bool


class Verdict(Value, frozen=True):
    """What became of a mutant: the scenario that failed first, if any, and how many had run then.

    `how` is empty if none failed; "timeout" and "died" are of the process, "unmade" is a fault of
    the mutant itself, and `said` tells which. `walks` are those of an errand without a mutant.
    """

    how: How = ""
    place: str = ""
    name: str = ""
    tags: tuple[str, ...] = ()
    said: str = ""
    ran: int = 0
    seconds: float = 0.0
    walks: tuple[Walk, ...] = ()
