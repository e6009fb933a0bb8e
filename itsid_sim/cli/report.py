"""`itsid report`: what is done with the records of runs afterwards."""

import sys
from pathlib import Path

import click

COULD_NOT_MERGE = 2


@click.group(invoke_without_command=True)
@click.pass_context
def report(context: click.Context) -> None:
    """Make reports of the records that `itsid verify` left."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@report.command()
@click.argument("pieces", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--report",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports"),
    show_default=True,
    help="Where the files of `itsid verify` go.",
)
def merge(pieces: tuple[Path, ...], folder: Path) -> None:
    """Make one report of all PIECES of a run: each a run.json, or a folder with one.

    Exit status: 0 all passed, 1 something failed, 2 could not merge.
    """
    from itsid_sim.cli.merging import CannotMerge, merge_and_report

    try:
        sys.exit(merge_and_report(pieces, folder))
    except CannotMerge as reason:
        click.echo(f"itsid report merge: {reason}", err=True)
        sys.exit(COULD_NOT_MERGE)
