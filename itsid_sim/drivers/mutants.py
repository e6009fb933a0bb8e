"""What became of rules broken on purpose, and the file of it."""

from pathlib import Path
from typing import Literal

from msgspec import DecodeError, json

from itsid_sim.rules.value import Value

Outcome = Literal["killed", "survived", "equivalent"]


class Tried(Value, frozen=True):
    """A broken rule: how it was broken, and which scenario noticed.

    `operator` and `about` say how, and the report has the words. `place` is file:line of the
    scenario that failed first, after `ran` had run; `is_own` if it bears the rule's tag. `how`
    tells of an end without a failed sentence. `reason` is why nothing can notice (equivalent).
    """

    mutant: str
    rule: str
    operator: str
    about: tuple[str, ...]
    outcome: Outcome
    place: str = ""
    name: str = ""
    is_own: bool = False
    how: str = ""
    reason: str = ""
    ran: int = 0
    seconds: float = 0.0


class Mutants(Value, frozen=True):
    """All that have been tried, by the specification and the program that `digest` tells of.

    `of` is how many there are; fewer were tried if the campaign was interrupted or asked for less.
    """

    digest: str
    of: int
    tried: tuple[Tried, ...]


def read_mutants(path: Path) -> Mutants | None:
    """What was written there; None if that is nothing, or nothing that can be read."""
    try:
        return json.decode(path.read_bytes(), type=Mutants)
    except (FileNotFoundError, DecodeError):
        return None


def write_mutants(found: Mutants, path: Path) -> None:
    """Write the file whole or not at all; its folder is made if need be. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(json.format(json.encode(found), indent=1))
    part.replace(path)
