"""Which scenarios change when an open question is given another answer, and the file of it."""

from pathlib import Path

from msgspec import DecodeError, json

from itsid_sim.drivers.record import Status
from itsid_sim.rules.value import Value


class Change(Value, frozen=True):
    """A scenario that ends another way: `before` with the answer in force, `after` without.

    `place` is file:line from the specification's root, as in the record of a run.
    """

    place: str
    name: str
    before: Status
    after: Status


class Alternative(Value, frozen=True):
    """Another answer, as `--set` takes it and in words, and what it changes of so many scenarios.

    `changes` come in the order of the specification.
    """

    question: str
    value: object
    words: str
    changes: tuple[Change, ...]
    scenarios: int


class Alternatives(Value, frozen=True):
    """All that have been tried, question by question. `digest` tells of which specification."""

    digest: str
    tried: tuple[Alternative, ...]


def read_alternatives(path: Path) -> Alternatives | None:
    """What was written there; None if that is nothing, or nothing that can be read."""
    try:
        return json.decode(path.read_bytes(), type=Alternatives)
    except (FileNotFoundError, DecodeError):
        return None


def write_alternatives(found: Alternatives, path: Path) -> None:
    """Write the file whole or not at all; its folder is made if need be. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(json.format(json.encode(found), indent=1))
    part.replace(path)
