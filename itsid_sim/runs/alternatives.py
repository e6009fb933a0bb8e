"""The specification run again with each other answer to an open question: what would change."""

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import json

from itsid_sim.adapters.fingerprint import DIGEST_BYTES, fingerprint
from itsid_sim.adapters.specification import ROOT
from itsid_sim.drivers.alternatives import (
    Alternative,
    Alternatives,
    Change,
    read_alternatives,
    write_alternatives,
)
from itsid_sim.drivers.record import RunRecord
from itsid_sim.drivers.venues import EMBEDDED, IN_PROCESS
from itsid_sim.rules.alternatives import ALTERNATIVES, Answer
from itsid_sim.rules.value import Value
from itsid_sim.runs.parallel import COMMAND, LAST_WORDS_CHARS
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.shard import COULD_NOT_RUN, Errand

Told = Callable[[str], None]


class Trial(Value, frozen=True):
    """Which answers are tried, on which specification: a folder that holds features/."""

    answers: tuple[Answer, ...] = ALTERNATIVES
    root: Path = ROOT


WHOLE = Trial()


def alternatives(
    base: RunRecord | None, jobs: int, cache: Path, told: Told, trial: Trial = WHOLE
) -> Alternatives:
    """Run the specification once for each answer, in so many processes at a time.

    `base` is the run that these are compared with; if there is none, or not one of the whole
    specification in process with the answers in force, that is run too. Nothing is run if `cache`
    holds what was found of the same specification; otherwise it is written.
    Raises `CannotRun`, which names the answer, if a run cannot be made, and OSError for the cache.
    """
    known = known_alternatives(cache, trial)
    if known is not None:
        return known
    digest = digest_of(trial)  # before the runs: what is edited meanwhile must not count as tried
    compared = base if base is not None and _can_be_compared(base) else None
    wanted = trial.answers if compared else (None, *trial.answers)
    records = _records(wanted, jobs, trial.root, told)
    if compared is None:
        compared, *records = records
    tried = (
        _tried(answer, compared, record)
        for answer, record in zip(trial.answers, records, strict=True)
    )
    found = Alternatives(digest, tuple(tried))
    write_alternatives(found, cache)
    return found


def known_alternatives(cache: Path, trial: Trial = WHOLE) -> Alternatives | None:
    """What was found of the specification as it is now; None if nothing was."""
    known = read_alternatives(cache)
    return known if known is not None and known.digest == digest_of(trial) else None


def digest_of(trial: Trial) -> str:
    """What the outcome follows from: the answers, the specification, the program that runs it."""
    told = json.encode(trial.answers) + fingerprint(trial.root).encode()
    return blake2b(told, digest_size=DIGEST_BYTES).hexdigest()


def _can_be_compared(base: RunRecord) -> bool:
    whole, where = base.whole and not base.shard, (base.driver, base.target)
    return whole and not base.answers and where == (IN_PROCESS, EMBEDDED)


def _tried(answer: Answer, base: RunRecord, record: RunRecord) -> Alternative:
    before = {(one.place, one.name): one.status for one in base.scenarios}
    after = {(one.place, one.name): one.status for one in record.scenarios}
    if before.keys() != after.keys():
        place, _ = min(before.keys() ^ after.keys())
        raise CannotRun(f"{_called(answer)}: {place} stands in one run alone; run it all again")
    changes = (
        Change(place, name, before[place, name], status)
        for (place, name), status in after.items()
        if status != before[place, name]
    )
    return Alternative(answer.question, answer.value, answer.words, tuple(changes), len(after))


def _records(wanted: Sequence[Answer | None], jobs: int, root: Path, told: Told) -> list[RunRecord]:
    """The runs with these answers, in this order; None stands for the answers in force."""
    pool = ThreadPoolExecutor(jobs)
    try:
        runs = {pool.submit(_run, one, root): one for one in wanted}
        for number, ended in enumerate(as_completed(runs), 1):
            ended.result()
            told(f"{number}/{len(runs)} {_called(runs[ended])}")
        return [run.result() for run in runs]
    finally:
        pool.shutdown(cancel_futures=True)


def _called(answer: Answer | None) -> str:
    """What a run is called: its answer as `--set` takes it."""
    if answer is None:
        return "answers in force"
    value = answer.value
    written = value if isinstance(value, str) else json.encode(value).decode()
    return f"{answer.question}={written}"


def _run(answer: Answer | None, root: Path) -> RunRecord:
    """One run in a process of its own, where no other can leave anything behind."""
    answers = {} if answer is None else {answer.question: answer.value}
    with TemporaryDirectory(prefix="itsid-") as folder:
        file = Path(folder) / "run.json"
        status, said = _end(Errand(Request((str(root / "features"),), answers=answers), str(file)))
        if status:
            how = "" if status == COULD_NOT_RUN else f"its process ended with {status}: "
            raise CannotRun(f"{_called(answer)}: {how}{said or 'it said nothing'}")
        return json.decode(file.read_bytes(), type=RunRecord)


def _end(errand: Errand) -> tuple[int, str]:
    """How a process that runs an errand has ended, and the last that it said."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        # `communicate` would close stdin at once, by which the process takes us to be gone.
        if process.stdin is None or process.stderr is None:
            raise ValueError("a process without pipes")
        process.stdin.write(json.encode(errand) + b"\n")
        process.stdin.flush()
        said = process.stderr.read().decode(errors="replace")
        return process.wait(), said[-LAST_WORDS_CHARS:].strip()
