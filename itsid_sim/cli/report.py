"""`itsid report`: what is done with the records of runs afterwards."""

import sys
from pathlib import Path

import click

from itsid_sim.cli.folder import FOLDER, writable

COULD_NOT = 2
PAGE = "page"


class WithRun(click.Group):
    """A group whose name alone, or with a RUN, means the command `page`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is no command and no call for help is meant for `page`."""
        is_page = not args or args[0] not in {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, [PAGE, *args] if is_page else args)


@click.group(cls=WithRun)
def report() -> None:
    """Make reports of what `itsid verify` left.

    `itsid report [RUN]` is short for `itsid report page [RUN]`.
    """


@report.command(PAGE)
@click.argument("run", required=False, type=click.Path(path_type=Path), default=Path("reports"))
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="An earlier run to compare with: its messages.ndjson or run.json.",
)
@click.option(
    "--report",
    "folder",
    type=FOLDER,
    callback=writable,
    help="Where index.html goes, if not beside RUN.",
)
@click.option(
    "--alternatives",
    "others",
    is_flag=True,
    help="Run with each other answer to the open questions too, and tell what that changes.",
)
def page(run: Path, against: Path | None, folder: Path | None, *, others: bool) -> None:
    """Write index.html anew of RUN, a run.json or a folder with one.

    Exit status: 0 written, 2 could not read what it takes.
    """
    from itsid_sim.cli.paging import CannotReport, write_again

    try:
        click.echo(write_again(run, against, folder, others=others))
    except CannotReport as reason:
        click.echo(f"itsid report: {reason}", err=True)
        sys.exit(COULD_NOT)


@report.command()
@click.argument("pieces", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--report",
    "folder",
    type=FOLDER,
    callback=writable,
    default=Path("reports"),
    show_default=True,
    help="Where the files of `itsid verify` go.",
)
def merge(pieces: tuple[Path, ...], folder: Path) -> None:
    """Make one report of all PIECES of a run: each a run.json, or a folder with one.

    Exit status: 0 all passed, 1 something failed, 2 could not merge.
    """
    from itsid_sim.cli.merging import merge_and_report
    from itsid_sim.cli.paging import CannotReport

    try:
        sys.exit(merge_and_report(pieces, folder))
    except CannotReport as reason:
        click.echo(f"itsid report merge: {reason}", err=True)
        sys.exit(COULD_NOT)
