"""A run in shares by workers of other machines; each share runs in a process of its own there."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from math import ceil
from os.path import abspath
from pathlib import Path
from socket import gethostname

from msgspec import json
from msgspec.structs import replace

from itsid_sim.adapters.fingerprint import DIGEST_BYTES
from itsid_sim.adapters.specification import FEATURES, ROOT
from itsid_sim.adapters.stopwatch import real_now, real_seconds
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.drivers.recorder import Observer
from itsid_sim.ports.workers import Workers
from itsid_sim.rules.value import Value
from itsid_sim.runs.merging import merged
from itsid_sim.runs.parallel import Asked, InTurn, run_asked
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.sharding import Identity, expected_weights, shares

# A process takes a second to begin, and three with a browser; what a dead worker had is run again.
SHARE_S = 10
# Where it is not known how long they take.
SCENARIOS_PER_SHARE = 64


class Share(Value, frozen=True):
    """Scenarios for one worker, and the files that must be there as they are here, by digest.

    Those of the specification need no digest: all workers have the same itsid-sim.
    """

    request: Request
    asked: tuple[Asked, ...]
    files: Mapping[str, str]


def for_any_machine(request: Request) -> Request:
    """The request with names that lead to the same files from any folder, and without pictures.

    Those would stay where they were taken.
    """
    return replace(request, features=tuple(map(abspath, request.features)), pictures="")


def run_on_workers(
    request: Request,
    asked: Sequence[Asked],
    workers: Workers,
    weights: Mapping[Identity, float],
    observe: Observer,
) -> RunRecord:
    """Run these scenarios, at least one; the observer hears of them as shares end.

    The request is one for any machine. Raises `CannotRun` if a share could not begin, and
    `WorkersFailed`.
    """
    started, began = real_now().isoformat(timespec="seconds"), real_seconds()
    turns, pieces = InTurn(asked, observe), []
    for _, said in workers.results(run_share, _shares(request, asked, weights)):
        piece = json.decode(said, type=RunRecord)
        pieces.append(piece)
        for record in piece.scenarios:
            turns.ended(record)
    together = merged(pieces, [one.record.place for one in asked])
    turns.end(together)
    return replace(together, started=started, seconds=real_seconds() - began)


def run_share(share: Share) -> bytes:
    """Run a share on this machine: its `RunRecord` as JSON. Raises `CannotRun`."""
    for file, digest in share.files.items():
        if _digest(ROOT / file) != digest:
            raise CannotRun(
                f"{gethostname()}: {ROOT / file} is not there, or is another than where the run "
                "was asked for; put it on every machine, or into features/ of itsid-sim"
            )
    asked = [replace(one, location=str(ROOT / one.record.place)) for one in share.asked]
    return json.encode(run_asked(share.request, asked, 1, {}, _ignore))


def _shares(
    request: Request, asked: Sequence[Asked], weights: Mapping[Identity, float]
) -> list[Share]:
    by_place = {one.record.place: one for one in asked}
    expected = expected_weights({one.identity: one.steps for one in asked}, weights)
    digests = {file: _digest(ROOT / file) for file in set(map(_file, asked)) if _is_another(file)}
    is_known = any(one.identity in weights for one in asked)
    wanted = sum(expected.values()) / SHARE_S if is_known else len(asked) / SCENARIOS_PER_SHARE
    count = min(max(1, ceil(wanted)), len(asked))
    parts = (tuple(by_place[place] for place in places) for places in shares(expected, count))
    return [
        Share(request, part, {file: digests[file] for file in set(map(_file, part)) & set(digests)})
        for part in parts
    ]


def _is_another(file: str) -> bool:
    """Whether a file is none of the specification's own."""
    return not (ROOT / file).is_relative_to(FEATURES)


def _file(one: Asked) -> str:
    """The file of a scenario: from the root of the specification, or else from that of the disk."""
    return one.record.place.rpartition(":")[0]


def _digest(file: Path) -> str:
    """What a file holds; empty: it is not there."""
    try:
        return blake2b(file.read_bytes(), digest_size=DIGEST_BYTES).hexdigest()
    except OSError:
        return ""


def _ignore(_record: ScenarioRecord) -> None:
    """Its end is told with that of the share."""
