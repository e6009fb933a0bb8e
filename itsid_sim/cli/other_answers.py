"""What other answers to the open questions would change, for the report."""

from pathlib import Path

import click

from itsid_sim.cli.processors import processors
from itsid_sim.drivers.alternatives import Alternative
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.files import ALTERNATIVES
from itsid_sim.runs.alternatives import alternatives, known_alternatives


def other_answers(
    record: RunRecord, folder: Path, *, wanted: bool, jobs: int = 0
) -> tuple[Alternative, ...]:
    """Each other answer with what it changes; if it is not wanted, as far as it is known.

    The file in the folder is what is known, as long as the specification is the same. 0 jobs: one
    for each processor. Raises `CannotRun`.
    """
    file = folder / ALTERNATIVES
    if not wanted:
        known = known_alternatives(file)
        return known.tried if known else ()
    return alternatives(record, jobs or processors(), file, _told).tried


def _told(progress: str) -> None:
    click.echo(f"another answer to an open question: {progress}", err=True)
