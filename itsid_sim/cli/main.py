"""The commands and their options; what they do is imported only when they are called."""

import json
import sys
from pathlib import Path

import click

from itsid_sim import __version__
from itsid_sim.cli.explore import explore
from itsid_sim.cli.folder import FOLDER, writable
from itsid_sim.cli.mutate import mutate
from itsid_sim.cli.processors import JOBS_MAX, cluster_that, processors, refuse_both
from itsid_sim.cli.report import report as report_group

COULD_NOT_RUN, INTERRUPTED = 2, 130
PORT = click.IntRange(0, 65535)


@click.group()
@click.version_option(__version__, prog_name="itsid")
def main() -> None:
    """The documented account procedures of an ISP, as a specification that runs."""


@main.command()
@click.argument("features", nargs=-1, metavar="[FEATURE]...")
@click.option(
    "--driver",
    type=click.Choice(["in-process", "http", "browser"]),
    default="in-process",
    show_default=True,
    help="Who walks the site.",
)
@click.option(
    "--target",
    default="embedded",
    metavar="URL",
    help="A simulator that `itsid serve` runs; without one, its own in this process.",
)
@click.option("--tags", multiple=True, help="A tag expression, such as 'CODE-03 and not Q01'.")
@click.option(
    "--set", "answers", multiple=True, metavar="Q01=inclusive", help="An answer for the whole run."
)
@click.option("--seed", default="", help="What the dice of the worlds come from.")
@click.option(
    "--jobs",
    default="1",
    show_default=True,
    metavar="N",
    callback=lambda _context, _option, given: _jobs(given),
    help="How many processes share the run; `auto`: one for each processor.",
)
@cluster_that("share the run")
@click.option(
    "--shard",
    default="",
    metavar="I/N",
    callback=lambda _context, _option, given: _shard(given),
    help="Run one of N parts; `itsid report merge` makes one report of all.",
)
@click.option("--failed", is_flag=True, help="Only what failed in the last run of the report.")
@click.option("--shuffle", is_flag=True, help="Run in an order that follows from the seed.")
@click.option(
    "--alternatives",
    "others",
    is_flag=True,
    help="Run with each other answer to the open questions too, and report what that changes.",
)
@click.option("--list", "only_list", is_flag=True, help="Name the scenarios, run nothing.")
@click.option("--frozen-clock", "frozen", is_flag=True, help="Freeze the ambient clock.")
@click.option("--mutant", default="", hidden=True, help="Run with a rule broken on purpose.")
@click.option(
    "--report",
    type=FOLDER,
    callback=writable,
    default=Path("reports"),
    show_default=True,
    help="Where index.html, junit.xml, run.json and messages.ndjson go, and pictures of screens.",
)
def verify(
    report: Path,
    *,
    only_list: bool,
    answers: tuple[str, ...],
    others: bool,
    **chosen: object,
) -> None:
    """Run the specification, or the FEATURE files, folders or file:line named.

    Exit status: 0 all passed, 1 something failed, 2 could not run, could not write or nothing was
    selected, 130 interrupted.
    """
    import msgspec

    from itsid_sim.cli.choosing import Choice
    from itsid_sim.cli.verify import list_scenarios, verify_and_report
    from itsid_sim.runs.request import CannotRun, Request

    choice = msgspec.convert(chosen, Choice)
    refuse_both(choice.jobs, choice.cluster)
    if choice.mutant:  # its report must not be taken for one of the specification
        report /= "mutant"
    try:
        request = msgspec.convert(
            {"answers": _answers(answers), "pictures": str(report / "screens"), **chosen}, Request
        )
        if only_list:
            sys.exit(list_scenarios(request, report, choice))
        sys.exit(verify_and_report(request, report, choice, others=others))
    except CannotRun as reason:
        click.echo(f"itsid verify: {reason}", err=True)
        sys.exit(COULD_NOT_RUN)
    except KeyboardInterrupt:
        click.echo("itsid verify: interrupted; nothing was written", err=True)
        sys.exit(INTERRUPTED)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=PORT, default=8025, show_default=True, help="For the site.")
@click.option("--smtp-port", type=PORT, default=1025, show_default=True, help="For mail.")
@click.option(
    "--store",
    default="sqlite:///itsid-sim.db",
    show_default=True,
    metavar="ADDRESS",
    help="Where worlds are kept: memory, sqlite:///PATH or postgresql://USER@HOST/DATABASE.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes serve together; more than one want a PostgreSQL.",
)
@click.option("--public-url", default="", metavar="URL", help="What mailed URLs begin with.")
@click.option("--allow-remote", is_flag=True, help="Listen beyond this machine.")
@click.option(
    "--no-control",
    "control",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Leave the control API out.",
)
def serve(**chosen: object) -> None:
    """Serve the site until Ctrl-C.

    Beyond this machine it takes --allow-remote, and ITSID_CONTROL_TOKEN for the control API.
    Exit status: 0 stopped, 2 could not start.
    """
    from itsid_sim.cli.serve import CannotServe, serve_until_stopped

    try:
        serve_until_stopped(chosen)
    except CannotServe as reason:
        click.echo(f"itsid serve: {reason}", err=True)
        sys.exit(COULD_NOT_RUN)


main.add_command(explore)
main.add_command(mutate)
main.add_command(report_group)


def _jobs(given: str) -> int:
    if given == "auto":
        return processors()
    if not (given.isascii() and given.isdigit()) or not 1 <= int(given) <= JOBS_MAX:
        raise click.BadParameter(f"{given!r}: expected a number from 1 to {JOBS_MAX}, or auto")
    return int(given)


def _shard(given: str) -> str:
    from itsid_sim.runs.sharding import shard_of

    try:
        return "/".join(map(str, shard_of(given))) if given else ""
    except ValueError as reason:
        raise click.BadParameter(f"{reason}") from None


def _answers(pairs: tuple[str, ...]) -> dict[str, object]:
    """Answers by question: what follows the equals sign is JSON, or else a word."""
    answers: dict[str, object] = {}
    for pair in pairs:
        question, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r}: found no '='; write it as Q01=inclusive")
        if question in answers:
            raise click.BadParameter(f"{pair!r}: {question} has been answered before; set it once")
        try:
            answers[question] = json.loads(value)
        except json.JSONDecodeError:
            answers[question] = value
    return answers
