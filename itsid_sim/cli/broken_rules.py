"""What became of rules broken on purpose, for the report."""

from pathlib import Path

from itsid_sim.drivers.mutants import Mutants
from itsid_sim.report.files import MUTANTS
from itsid_sim.runs.fingerprint import fingerprint


def broken_rules(folder: Path) -> Mutants | None:
    """What `itsid mutate` left in the folder, as long as specification and program are the same."""
    file = folder / MUTANTS
    if not file.exists():
        return None
    from itsid_sim.mutate.campaign import known

    return known(file, fingerprint())
