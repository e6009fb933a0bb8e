"""All files that a run leaves in its folder."""

from pathlib import Path

from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.junit import write_junit
from itsid_sim.report.page import write_page
from itsid_sim.report.record_file import write_record

RUN, JUNIT, PAGE = "run.json", "junit.xml", "index.html"


def write_all(record: RunRecord, folder: Path) -> None:
    """Write run.json, junit.xml and index.html; the folder is made if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    write_record(record, folder / RUN)
    write_junit(record, folder / JUNIT)
    write_page(record, folder / PAGE)
