"""All files that a run leaves in its folder."""

from pathlib import Path
from tempfile import TemporaryDirectory

from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.beside import NOTHING, Beside
from itsid_sim.report.junit import write_junit
from itsid_sim.report.messages import write_messages
from itsid_sim.report.page import write_page
from itsid_sim.report.record_file import write_record

RUN, JUNIT, MESSAGES, PAGE = "run.json", "junit.xml", "messages.ndjson", "index.html"
ALTERNATIVES, MUTANTS = "alternatives.json", "mutants.json"


def write_all(record: RunRecord, folder: Path, beside: Beside = NOTHING) -> None:
    """Write run.json, junit.xml, messages.ndjson and index.html; the folder need not be there.

    `beside` is what else is known of the specification. Files of an earlier run stay until all are
    written. Raises ValueError, when all else is in its place, if no messages can be
    told, for a feature is no longer what was run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    untold: ValueError | None = None
    with TemporaryDirectory(dir=folder, prefix=".new-") as made:
        new = Path(made)
        write_record(record, new / RUN)
        write_junit(record, new / JUNIT)
        write_page(record, new / PAGE, beside=beside)
        try:
            write_messages(record, new / MESSAGES)
        except ValueError as reason:
            untold = reason
            (folder / MESSAGES).unlink(missing_ok=True)
        for file in new.iterdir():
            file.replace(folder / file.name)
    if untold:
        raise untold
