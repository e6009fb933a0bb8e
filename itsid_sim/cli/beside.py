"""What other commands left in a folder, as long as specification and program are the same."""

from pathlib import Path

from itsid_sim.adapters.fingerprint import fingerprint
from itsid_sim.cli.other_answers import other_answers
from itsid_sim.drivers.mutants import Mutants
from itsid_sim.drivers.record import RunRecord
from itsid_sim.explore.exploration import Exploration
from itsid_sim.explore.kept import read_exploration
from itsid_sim.report.beside import Beside
from itsid_sim.report.files import MUTANTS


def beside(record: RunRecord, folder: Path, *, others: bool) -> Beside:
    """All that is known beside a run. `others`: run with each other answer too.

    Raises `CannotRun`.
    """
    tried = other_answers(record, folder, wanted=others)
    digest = fingerprint()
    return Beside(tried, _broken(folder, digest), _explored(folder, digest))


def _broken(folder: Path, digest: str) -> Mutants | None:
    file = folder / MUTANTS
    if not file.exists():
        return None
    from itsid_sim.mutate.campaign import known

    return known(file, digest)


def _explored(folder: Path, digest: str) -> Exploration | None:
    found = read_exploration(folder)
    return found if found is not None and found.digest == digest else None
