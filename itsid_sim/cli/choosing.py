"""Which scenarios `itsid verify` runs, in which order, and in how many processes."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import click
from msgspec import DecodeError
from msgspec.structs import replace

from itsid_sim.adapters.chance import new_key
from itsid_sim.adapters.smtp_mailer import is_loopback
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.task_workers import workers_of
from itsid_sim.core.chart import Chart
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.drivers.recorder import Observer
from itsid_sim.drivers.venues import BROWSER, EMBEDDED
from itsid_sim.ports.workers import WorkersFailed
from itsid_sim.procedures import CHART
from itsid_sim.report.record_file import read_record
from itsid_sim.rules.value import Value
from itsid_sim.runs.clustered import for_any_machine, run_on_workers
from itsid_sim.runs.parallel import Asked, InTurn, asked_for, narrowed, run_asked, run_in_parallel
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run
from itsid_sim.runs.sharding import Identity, shard_of, shares, shuffled

SEED_BYTES = 4


class Choice(Value, frozen=True):
    """How a run is shared and ordered; `shard` is "1/3" for one of three parts, empty for all.

    `mutant` is a rule broken on purpose, empty for none. `cluster` is the address of a Dask
    scheduler, empty for processes of this machine.
    """

    jobs: int = 1
    shard: str = ""
    failed: bool = False
    shuffle: bool = False
    mutant: str = ""
    cluster: str = ""

    @property
    def is_all(self) -> bool:
        """Whether the request alone says what runs, and in which order."""
        return not (self.shard or self.failed or self.shuffle)


class Chosen(Value, frozen=True):
    """The scenarios that a choice comes to, the request for them, and how many all shards have."""

    request: Request
    asked: tuple[Asked, ...]
    selected: int


def chosen_of(request: Request, choice: Choice, folder: Path) -> Chosen:
    """What runs; the last run's record lies in the folder. Raises `CannotRun`."""
    if choice.shuffle and not request.seed:
        request = replace(request, seed=f"{int.from_bytes(new_key()[:SEED_BYTES])}")
        click.echo(f"shuffled; for the same again: --shuffle --seed {request.seed}", err=True)
    asked = _failed(request, folder) if choice.failed else asked_for(request)
    selected = len(asked)
    if choice.shard:
        asked = _part(asked, choice.shard)
    if choice.shuffle:
        by_place = {one.record.place: one for one in asked}
        asked = [by_place[place] for place in shuffled(by_place, request.seed)]
    return Chosen(narrowed(request, asked), tuple(asked), selected)


def run_chosen(request: Request, choice: Choice, folder: Path, observe: Observer) -> RunRecord:
    """Run what is chosen; the observer hears of one feature at a time. Raises `CannotRun`."""
    is_shared = choice.jobs > 1 or bool(choice.cluster)
    chart = _broken(request, is_shared, choice.mutant) if choice.mutant else CHART
    weights = _last_seconds(request, folder) if is_shared else {}
    if choice.cluster:
        request = for_any_machine(request)
    elif choice.is_all and is_shared:
        return run_in_parallel(request, choice.jobs, weights, observe)
    elif choice.is_all:
        return run(request, observe, chart)
    chosen = chosen_of(request, choice, folder)
    if not chosen.asked:
        raise CannotRun("nothing was selected; with --list in place of --shard all are named")
    if choice.cluster:
        record = _run_on_cluster(chosen, choice.cluster, weights, observe)
    elif is_shared:
        record = run_asked(chosen.request, chosen.asked, choice.jobs, weights, observe)
    else:
        record = run(chosen.request, InTurn(chosen.asked, observe).ended, chart)
    is_whole = not (request.features or request.tags or choice.shard or choice.failed)
    selected = chosen.selected if choice.shard else 0
    return replace(record, whole=is_whole, shard=choice.shard, selected=selected)


def _broken(request: Request, is_shared: bool, name: str) -> Chart:
    """The chart of a broken rule; this process is changed for good. Raises `CannotRun`."""
    if is_shared or request.target != EMBEDDED:
        raise CannotRun(
            "--mutant: it takes one process and its own simulator; leave --jobs and --cluster out"
        )
    from itsid_sim.mutate.catalogue import mutants

    mutant = mutants().get(name)
    if mutant is None:
        raise CannotRun(f"--mutant {name}: not found; itsid mutate --list names them")
    return mutant.change(CHART)


def _run_on_cluster(
    chosen: Chosen, address: str, weights: Mapping[Identity, float], observe: Observer
) -> RunRecord:
    """Run it by the workers of a cluster; `WorkersFailed` becomes `CannotRun`."""
    target = chosen.request.target
    if _is_here(target) and not _is_here(address):
        raise CannotRun(
            f"--target {target}: it is of this machine, and the workers of {address} may be of "
            "others; let it listen where they can reach it, and name that address"
        )
    if chosen.request.driver == BROWSER:
        click.echo("pictures stay on the workers' machines; the report draws screens", err=True)
    try:
        with closing(workers_of(1, address)) as workers:
            if workers.dashboard:
                click.echo(f"dashboard: {workers.dashboard}", err=True)
            return run_on_workers(chosen.request, chosen.asked, workers, weights, observe)
    except WorkersFailed as failure:
        raise CannotRun(f"--cluster {failure}") from None


def _is_here(address: str) -> bool:
    """Whether an address is one of this machine alone."""
    return is_loopback(urlsplit(address).hostname or "")


def _last_seconds(request: Request, folder: Path) -> dict[Identity, float]:
    """How long scenarios took when the same driver walked last; nothing if that is not known."""
    try:
        last = read_record(folder / "run.json")
    except (OSError, DecodeError):
        return {}
    if last.driver != request.driver:
        return {}
    return {(one.place, one.name): one.seconds for one in last.scenarios}


def _part(asked: Sequence[Asked], shard: str) -> list[Asked]:
    """One part of all that is asked for: on every machine the same, so seconds do not count."""
    number, count = shard_of(shard)
    part = set(shares({one.record.place: float(one.steps) for one in asked}, count)[number - 1])
    return [one for one in asked if one.record.place in part]


def _failed(request: Request, folder: Path) -> list[Asked]:
    """What failed in the last run, where it stands now; of that what the request selects."""
    failed = _last_failed(folder / "run.json")
    files = tuple(dict.fromkeys(_file(one) for one in failed))
    features = request.features or tuple(file for file in files if Path(file).exists())
    asked = asked_for(replace(request, features=features)) if features else []
    there = {one.identity for one in asked}
    wanted = {(one.place, one.name) for one in failed}
    moved = {_home(one) for one in failed if (one.place, one.name) not in there}
    found = [one for one in asked if one.identity in wanted or _home(one.record) in moved]
    if not found:
        raise CannotRun("--failed: nothing that failed in the last run is still there and selected")
    return found


def _last_failed(path: Path) -> list[ScenarioRecord]:
    if not path.exists():
        raise CannotRun(f"--failed: {path}: not found; run without --failed first")
    try:
        last = read_record(path)
    except DecodeError as error:
        raise CannotRun(
            f"--failed: {path}: {error}; it is of another version, run without --failed first"
        ) from None
    failed = [one for one in last.scenarios if one.status == "failed"]
    if not failed:
        raise CannotRun(f"--failed: {path}: nothing failed in the last run")
    return failed


def _home(record: ScenarioRecord) -> Identity:
    """The file and the name of a scenario, which stay when lines above it come or go."""
    return record.place.rpartition(":")[0], record.name


def _file(record: ScenarioRecord) -> str:
    """The feature file of a scenario; places of our own are told from the specification's root."""
    file = record.place.rpartition(":")[0]
    return str(ROOT / file) if (ROOT / file).exists() else file
