"""`itsid explore`: everything that anybody could do, to the end, and what never happens on it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itsid_sim.cli.folder import FOLDER, writable

if TYPE_CHECKING:
    from itsid_sim.explore.configuration import Configuration
    from itsid_sim.explore.exploration import Explored

CLOSED, BROKEN, COULD_NOT, NOT_CLOSED, INTERRUPTED = 0, 1, 2, 3, 130
STATES_MAX = 10_000_000


class NotThere(Exception):
    """A name that no configuration has."""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "only_list", is_flag=True, help="Name the configurations, explore nothing.")
@click.option("--all", "everything", is_flag=True, help="All chapters at two browsers too.")
@click.option(
    "--states",
    type=click.IntRange(min=1),
    default=STATES_MAX,
    show_default=True,
    metavar="N",
    help="Stop a configuration when it has so many states.",
)
@click.option("--pin", is_flag=True, help="Note the counts as known, in a checkout.")
@click.option(
    "--report",
    "folder",
    type=FOLDER,
    callback=writable,
    default=Path("reports"),
    show_default=True,
    help="Where explore.json and counterexamples/ go.",
)
def explore(
    names: tuple[str, ...],
    folder: Path,
    states: int,
    *,
    only_list: bool,
    everything: bool,
    pin: bool,
) -> None:
    """Explore all configurations, or those named, to their end.

    Exit status: 0 closed and all holds, 1 a promise does not hold, a row cannot be reached or the
    counts are not the known ones, 2 could not run, 3 not closed, 130 interrupted.
    """
    from itsid_sim.report.exploring import print_configurations

    try:
        chosen = _chosen(names, everything=everything)
        if only_list:
            print_configurations(chosen)
            sys.exit(CLOSED)
        sys.exit(_run(chosen, folder, states, whole=not names, pin=pin))
    except NotThere as reason:
        click.echo(f"itsid explore: {reason}", err=True)
        sys.exit(COULD_NOT)
    except OSError as fault:
        click.echo(f"itsid explore: what was found could not be written: {fault}", err=True)
        sys.exit(COULD_NOT)
    except KeyboardInterrupt:
        click.echo("itsid explore: interrupted; nothing was written", err=True)
        sys.exit(INTERRUPTED)


def _chosen(names: Sequence[str], *, everything: bool) -> list["Configuration"]:
    """The configurations that are asked for. Raises `NotThere`."""
    from itsid_sim.explore.standard import AT_LENGTH, STANDARD

    known = {one.name: one for one in (*STANDARD, *AT_LENGTH)}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise NotThere(f"{unknown[0]!r}: no such configuration; --list --all names them all")
    if names:
        return [known[name] for name in names]
    return list(known.values()) if everything else list(STANDARD)


def _run(
    chosen: Sequence["Configuration"], folder: Path, states: int, *, whole: bool, pin: bool
) -> int:
    from itsid_sim.adapters.fixture_files import read_cast
    from itsid_sim.adapters.stopwatch import real_seconds
    from itsid_sim.drivers.specification import ROOT
    from itsid_sim.explore.exploration import explored, joined
    from itsid_sim.explore.kept import known_counts, pin_counts, write_exploration
    from itsid_sim.report.exploring import print_exploration, print_explored
    from itsid_sim.runs.fingerprint import fingerprint

    digest, cast, parts = fingerprint(), read_cast(ROOT / "fixtures" / "cast.toml"), []
    known = {} if pin else known_counts()
    for one in chosen:
        began = real_seconds()
        parts.append(explored(one, cast, states))
        print_explored(parts[-1], real_seconds() - began, known.get(one.name))
    found = joined(digest, parts)
    files = write_exploration(found, folder)
    print_exploration(found, files, whole=whole)
    if pin:
        pin_counts(one for one in parts if one.closed)
    same = all(known.get(one.name) in (None, (one.states, one.transitions)) for one in parts)
    return _status(parts, same=same and not (whole and found.unreached))


def _status(parts: Sequence["Explored"], *, same: bool) -> int:
    if any(one.broken is not None for one in parts):
        return BROKEN
    if not all(one.closed for one in parts):
        return NOT_CLOSED
    return CLOSED if same else BROKEN
