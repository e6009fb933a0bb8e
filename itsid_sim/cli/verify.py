"""`itsid verify`: progress while it runs, a summary, and the reports."""

from pathlib import Path

import click

from itsid_sim.drivers.record import ScenarioRecord
from itsid_sim.report.junit import write_junit
from itsid_sim.report.record_file import write_record
from itsid_sim.report.summary import Progress, print_summary
from itsid_sim.runs.run import CannotRun, Request, run, selected

PASSED, FAILED, NOTHING_RAN = 0, 1, 2
NOTHING_SELECTED = "nothing was selected; --list without --tags shows what there is"


def verify_and_report(request: Request, folder: Path) -> int:
    """Run, show, write; the exit status."""
    progress = Progress()
    record = run(request, progress.scenario)
    progress.end()
    if not record.scenarios:
        raise CannotRun(NOTHING_SELECTED)
    from itsid_sim.report.page import write_page

    folder.mkdir(parents=True, exist_ok=True)
    write_record(record, folder / "run.json")
    write_junit(record, folder / "junit.xml")
    write_page(record, folder / "index.html")
    print_summary(record, folder / "index.html")
    return _exit_status(record.scenarios)


def list_scenarios(request: Request) -> int:
    """Name what would run; the exit status."""
    found = list(selected(request))
    if not found:
        raise CannotRun(NOTHING_SELECTED)
    for scenario in found:
        click.echo(f"{scenario.location}  {scenario.name}")
    return PASSED


def _exit_status(scenarios: tuple[ScenarioRecord, ...]) -> int:
    statuses = {scenario.status for scenario in scenarios}
    if "failed" in statuses:
        return FAILED
    return PASSED if "passed" in statuses else NOTHING_RAN
