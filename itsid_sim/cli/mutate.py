"""`itsid mutate`: every documented rule broken in every way, and which scenario notices."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itsid_sim.cli.folder import FOLDER, writable
from itsid_sim.cli.processors import JOBS, cluster_that, processors, refuse_both

if TYPE_CHECKING:
    from itsid_sim.mutate.campaign import Wish

ALL_KILLED, SURVIVORS, COULD_NOT, INTERRUPTED = 0, 1, 2, 130


@click.command()
@click.option("--rule", default="", metavar="CODE-03", help="Break this rule alone.")
@JOBS
@cluster_that("try them")
@click.option("--list", "only_list", is_flag=True, help="Name what would be tried, try nothing.")
@click.option("--fresh", is_flag=True, help="Try anew what is known already.")
@click.option(
    "--report",
    "folder",
    type=FOLDER,
    callback=writable,
    default=Path("reports"),
    show_default=True,
    help="Where mutants.json goes, which `itsid report` shows.",
)
def mutate(
    rule: str, jobs: int, cluster: str, folder: Path, *, only_list: bool, fresh: bool
) -> None:
    """Break every rule in every way, and tell which scenario notices.

    What was tried of the same specification and program is not tried again. Exit status: 0 each
    was noticed or has its reason, 1 some were not noticed, 2 could not run, 130 interrupted.
    """
    from itsid_sim.mutate.campaign import CannotMutate, Wish
    from itsid_sim.ports.workers import WorkersFailed

    refuse_both(jobs, cluster)
    try:
        wish = Wish(rule, fresh)
        sys.exit(_list(wish) if only_list else _run(wish, jobs or processors(), cluster, folder))
    except (CannotMutate, WorkersFailed) as reason:
        click.echo(f"itsid mutate: {reason}", err=True)
        sys.exit(COULD_NOT)
    except OSError as fault:
        click.echo(f"itsid mutate: the results could not be written: {fault}", err=True)
        sys.exit(COULD_NOT)
    except KeyboardInterrupt:
        click.echo("itsid mutate: interrupted; what was tried is kept, call it again", err=True)
        sys.exit(INTERRUPTED)


def _list(wish: "Wish") -> int:
    from itsid_sim.mutate.campaign import wanted
    from itsid_sim.report.mutation import print_list

    print_list((one.id, one.operator, one.about) for one in wanted(wish))
    return ALL_KILLED


def _run(wish: "Wish", jobs: int, cluster: str, folder: Path) -> int:
    from itsid_sim.adapters.fingerprint import fingerprint
    from itsid_sim.bootstrap.task_workers import workers_of
    from itsid_sim.cli.paging import show_beside
    from itsid_sim.mutate.campaign import Campaign
    from itsid_sim.report.files import MUTANTS
    from itsid_sim.report.mutation import print_scores, progress

    with closing(workers_of(jobs, cluster)) as workers:
        if workers.dashboard:
            click.echo(f"dashboard: {workers.dashboard}", err=True)
        campaign = Campaign(wish, folder / MUTANTS, fingerprint(), workers)
        with progress(len(campaign.left)) as bar:
            tried = campaign.run(lambda _: bar.update(1))
    print_scores(tried)
    show_beside(folder, "mutate")
    return SURVIVORS if any(one.outcome == "survived" for one in tried) else ALL_KILLED
