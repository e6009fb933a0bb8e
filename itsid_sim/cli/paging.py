"""`itsid report`: the page of a run that has been, beside an earlier one if asked for."""

from pathlib import Path

from click import echo
from msgspec import DecodeError

from itsid_sim.cli.beside import beside
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.earlier import read_earlier
from itsid_sim.report.files import PAGE, RUN
from itsid_sim.report.page import Against, write_page
from itsid_sim.report.record_file import read_record
from itsid_sim.report.summary import print_page
from itsid_sim.runs.request import CannotRun


class CannotReport(Exception):
    """There is nothing to make a report of; the message says why and what to do."""


def write_again(run: Path, against: Path | None, folder: Path | None, *, others: bool) -> Path:
    """Write index.html and answer with its path. Raises `CannotReport`.

    `others`: run with each other answer to the open questions too.
    """
    file = run_file(run)
    record = read_run(file)
    page = (folder or file.parent) / PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    earlier = _earlier(against) if against else None
    try:
        known = beside(record, page.parent, others=others)
    except CannotRun as reason:
        raise CannotReport(f"--alternatives: {reason}") from None
    write_page(record, page, earlier, known)
    return page


def show_beside(folder: Path, command: str) -> None:
    """The report of the last run, if there is one, has what this command found from now on."""
    if (folder / RUN).exists():
        try:
            print_page(write_again(folder, None, None, others=False))
        except CannotReport as reason:
            echo(f"itsid {command}: {reason}", err=True)


def run_file(run: Path) -> Path:
    """The run.json that is meant by a file or a folder."""
    return run / RUN if run.is_dir() else run


def read_run(file: Path) -> RunRecord:
    """The record of a run. Raises `CannotReport`."""
    try:
        return read_record(file)
    except OSError as error:
        raise CannotReport(
            f"{file}: {error.strerror}; expected a run.json, or a folder that holds one"
        ) from None
    except DecodeError as error:
        raise CannotReport(
            f"{file}: {error}; expected the run.json of an `itsid verify` of this version"
        ) from None


def _earlier(path: Path) -> Against:
    try:
        return Against(str(path), read_earlier(path))
    except OSError as error:
        raise CannotReport(
            f"--against {path}: {error.strerror}; expected a messages.ndjson or a run.json"
        ) from None
    except ValueError as error:
        raise CannotReport(f"--against {error}") from None
