"""`itsid verify`: progress while it runs, a summary, and the reports."""

from pathlib import Path

import click
from msgspec.structs import replace

from itsid_sim.adapters.fingerprint import fingerprint
from itsid_sim.cli.choosing import Choice, chosen_of, run_chosen
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.summary import Progress, print_page, print_summary
from itsid_sim.report.verdicts import unknown_numbers
from itsid_sim.runs.request import CannotRun, Request

PASSED, FAILED, COULD_NOT = 0, 1, 2
PICTURES = ("*-light.png", "*-dark.png", "seen-*.jpg")
NOTHING_COULD = "itsid: none of them could run; what waits for a browser takes --driver browser"
NOTHING_SELECTED = "nothing was selected; --list without --tags shows what there is"


def verify_and_report(request: Request, folder: Path, choice: Choice, *, others: bool) -> int:
    """Run, show, write; the exit status. `others`: run with other answers to questions too."""
    if request.pictures:
        _clear(Path(request.pictures))
    progress = Progress()
    before = fingerprint()  # what is edited meanwhile was not run
    record = run_chosen(request, choice, folder, progress.scenario)
    progress.end()
    if not record.scenarios:
        raise CannotRun(NOTHING_SELECTED)
    return report_all(replace(record, fingerprint=before), folder, others=others)


def report_all(record: RunRecord, folder: Path, *, others: bool = False) -> int:
    """Write all files of a run into the folder and print its summary; the exit status."""
    from itsid_sim.cli.beside import beside
    from itsid_sim.report.files import write_all

    print_summary(record)
    for tag, place in unknown_numbers(record).items():
        click.echo(f"itsid: {place}: @{tag} is the number of no rule or question", err=True)
    try:
        write_all(record, folder, beside(record, folder, others=others))
    except ValueError as reason:
        click.echo(f"itsid: no messages.ndjson was written: {reason}", err=True)
    except OSError as fault:
        click.echo(f"itsid: the report could not be written: {fault}", err=True)
        return COULD_NOT
    print_page(folder / "index.html")
    status = _exit_status(record.scenarios)
    if status == COULD_NOT:
        click.echo(NOTHING_COULD, err=True)
    return status


def list_scenarios(request: Request, folder: Path, choice: Choice) -> int:
    """Name what would run; the exit status."""
    chosen = chosen_of(request, choice, folder)
    if not chosen.asked:
        raise CannotRun(NOTHING_SELECTED)
    for one in chosen.asked:
        click.echo(f"{one.location}  {one.record.name}")
    return PASSED


def _clear(pictures: Path) -> None:
    """Throw away the pictures of an earlier run."""
    for name in PICTURES:
        for file in pictures.glob(name):
            file.unlink()


def _exit_status(scenarios: tuple[ScenarioRecord, ...]) -> int:
    statuses = {scenario.status for scenario in scenarios}
    if "failed" in statuses:
        return FAILED
    return PASSED if "passed" in statuses else COULD_NOT
