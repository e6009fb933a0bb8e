"""`itsid explore`: everything that anybody could do, to the end, and what never happens on it."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from itsid_sim.cli.folder import FOLDER, writable
from itsid_sim.cli.processors import JOBS, cluster_that, processors, refuse_both
from itsid_sim.rules.value import Value

if TYPE_CHECKING:
    from itsid_sim.explore.configuration import Configuration
    from itsid_sim.explore.exploration import Explored
    from itsid_sim.explore.kept import Counts

CLOSED, BROKEN, COULD_NOT, NOT_CLOSED, INTERRUPTED = 0, 1, 2, 3, 130
STATES_MAX = 10_000_000


class Wish(Value, frozen=True):
    """How to explore: how far, by whom, and what is kept where. 0 jobs: one a processor."""

    folder: Path
    states: int
    jobs: int
    cluster: str
    pin: bool


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
@JOBS
@cluster_that("explore them")
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
def explore(names: tuple[str, ...], *, only_list: bool, everything: bool, **wish: object) -> None:
    """Explore all configurations, or those named, to their end.

    Exit status: 0 closed and all holds, 1 a promise does not hold, something is never come to or
    the counts are not the known ones, 2 could not run, 3 not closed, 130 interrupted.
    """
    from itsid_sim.ports.workers import WorkersFailed
    from itsid_sim.report.exploring import print_configurations

    wished = msgspec.convert(wish, Wish)
    refuse_both(wished.jobs, wished.cluster)
    try:
        chosen = _chosen(names, everything=everything)
        if only_list:
            print_configurations(chosen)
            sys.exit(CLOSED)
        sys.exit(_run(chosen, wished, whole=not names))
    except (NotThere, WorkersFailed) as reason:
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


def _run(chosen: Sequence["Configuration"], wish: Wish, *, whole: bool) -> int:
    from itsid_sim.adapters.fingerprint import fingerprint
    from itsid_sim.cli.paging import show_beside
    from itsid_sim.explore.exploration import joined
    from itsid_sim.explore.kept import known_counts, pin_counts, with_earlier, write_exploration
    from itsid_sim.report.exploring import print_exploration

    digest, known = fingerprint(), {} if wish.pin else known_counts()
    parts = _explored(chosen, wish, known)
    found = joined(digest, parts)
    files = write_exploration(with_earlier(found, wish.folder), wish.folder)
    print_exploration(found, files, whole=whole)
    show_beside(wish.folder, "explore")
    if wish.pin:
        pin_counts(one for one in parts if one.closed)
    same = all(known.get(one.name) in (None, (one.states, one.transitions)) for one in parts)
    return _status(parts, same=same and not (whole and found.unreached))


def _explored(
    chosen: Sequence["Configuration"], wish: Wish, known: dict[str, "Counts"]
) -> list["Explored"]:
    """What came of each, in the order chosen; those that take long are begun first."""
    from itsid_sim.bootstrap.task_workers import workers_of
    from itsid_sim.explore.exploration import Task, carried_out
    from itsid_sim.explore.kept import known_counts
    from itsid_sim.report.exploring import print_explored

    sizes, found = known_counts(), {}
    long_first = sorted(chosen, key=lambda one: sizes.get(one.name, (0, STATES_MAX))[1])[::-1]
    with closing(workers_of(wish.jobs or processors(), wish.cluster)) as workers:
        if workers.dashboard:
            click.echo(f"dashboard: {workers.dashboard}", err=True)
        tasks = [Task(one, wish.states) for one in long_first]
        for task, (one, seconds) in workers.results(carried_out, tasks):
            print_explored(one, seconds, known.get(one.name))
            found[task.configuration.name] = one
    return [found[one.name] for one in chosen]


def _status(parts: Sequence["Explored"], *, same: bool) -> int:
    if any(one.broken is not None for one in parts):
        return BROKEN
    if not all(one.closed for one in parts):
        return NOT_CLOSED
    return CLOSED if same else BROKEN
