"""What explorations leave behind: the file of what was found, counterexamples, and known counts."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from msgspec import DecodeError, json

from itsid_sim.explore.exploration import Exploration, Explored, joined
from itsid_sim.explore.standard import AT_LENGTH, STANDARD

FILE, COUNTEREXAMPLES = "explore.json", "counterexamples"
COUNTS = Path(__file__).with_name("counts.toml")

# States and transitions of a configuration.
Counts = tuple[int, int]


def write_exploration(found: Exploration, folder: Path) -> tuple[Path, ...]:
    """Write what was found, and a feature file for each broken promise. Raises OSError.

    The answer names those files; those of an earlier exploration are gone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    part.write_bytes(json.format(json.encode(found), indent=1))
    part.replace(folder / FILE)
    there = folder / COUNTEREXAMPLES
    for old in there.glob("*.feature"):
        old.unlink()
    written = []
    for one in found.explored:
        if one.broken is not None:
            there.mkdir(exist_ok=True)
            file = there / one.broken.file_name
            file.write_text(one.broken.feature, encoding="utf-8")
            written.append(file)
    return tuple(written)


def with_earlier(found: Exploration, folder: Path) -> Exploration:
    """What was found, and what was found there earlier of other configurations, if it still holds.

    That is, if specification and program are the same.
    """
    earlier = read_exploration(folder)
    if earlier is None or earlier.digest != found.digest:
        return found
    names = {one.name for one in found.explored}
    others = [one for one in earlier.explored if one.name not in names]
    return joined(found.digest, [*others, *found.explored])


def read_exploration(folder: Path) -> Exploration | None:
    """What was written there; None if that is nothing, or nothing that can be read."""
    try:
        return json.decode((folder / FILE).read_bytes(), type=Exploration)
    except (FileNotFoundError, DecodeError):
        return None


def known_counts() -> dict[str, Counts]:
    """The counts that configurations are known to have, by name."""
    known = tomllib.loads(COUNTS.read_text(encoding="utf-8"))
    return {name: (one["states"], one["transitions"]) for name, one in known.items()}


def pin_counts(explored: Iterable[Explored]) -> None:
    """Note the counts of these as known, beside those of others. Raises OSError."""
    found = known_counts() | {one.name: (one.states, one.transitions) for one in explored}
    names = [one.name for one in (*STANDARD, *AT_LENGTH) if one.name in found]
    lines = [
        f'"{name}" = {{ states = {found[name][0]}, transitions = {found[name][1]} }}\n'
        for name in names
    ]
    COUNTS.write_text("".join(lines), encoding="utf-8")
