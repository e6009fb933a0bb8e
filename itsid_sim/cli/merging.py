"""`itsid report merge`: the reports of a run whose parts ran on several machines."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from itsid_sim.cli.paging import CannotReport, read_run, run_file
from itsid_sim.cli.verify import report_all
from itsid_sim.drivers.record import RunRecord
from itsid_sim.runs.merging import merged
from itsid_sim.runs.parallel import asked_for
from itsid_sim.runs.request import Request

SCREENS = "screens"


def merge_and_report(pieces: Sequence[Path], folder: Path) -> int:
    """Write all files of the merged run, pictures too; the exit status. Raises `CannotReport`."""
    paths = [run_file(piece) for piece in pieces]
    records = [read_run(path) for path in paths]
    try:
        record = merged(records)
    except ValueError as reason:
        named = "".join(f"\n  piece {number}: {path}" for number, path in enumerate(paths, 1))
        raise CannotReport(f"{reason}{named}") from None
    for path in paths:
        _copy_pictures(path.parent / SCREENS, folder / SCREENS)
    return report_all(replace(record, whole=_is_whole(record)), folder)


def _copy_pictures(of: Path, to: Path) -> None:
    """Copy the pictures; those with one name are of one page."""
    if of.is_dir() and of.resolve() != to.resolve():
        shutil.copytree(of, to, dirs_exist_ok=True)


def _is_whole(record: RunRecord) -> bool:
    """Whether all of the specification stands in a record."""
    there = {scenario.place for scenario in record.scenarios}
    return all(one.record.place in there for one in asked_for(Request()))
