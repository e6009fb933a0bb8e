"""Several records of parts of a run as one: nothing lost, nothing twice."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from itsid_sim.drivers.record import FeatureRecord, RunRecord, ScenarioRecord, Shown, StepRecord
from itsid_sim.runs.sharding import shard_of

# What parts of one run have in common, and what it means where they have not.
ALIKE = {
    "version": "",
    "fingerprint": "features or program have changed in between: ",
    "driver": "",
    "target": "",
    "answers": "",
}


def merged(records: Sequence[RunRecord], order: Sequence[str] | None = None) -> RunRecord:
    """One record as if all had been run in one, side by side: it began first and took longest.

    Scenarios come in the order of the specification, or in that of the places given. It is whole
    if a part is. Raises ValueError for parts that do not belong together, or are not all there.
    """
    _check_there(records)
    _check_alike(records)
    _check_shards(records)
    _check_places(records)
    screens: dict[Shown, int] = {}
    scenarios = [one for record in records for one in _pointing_into(screens, record)]
    features = {one.place: one for record in records for one in record.features}
    scenarios.sort(key=_place if order is None else _numbers(order))
    first, seeds = records[0], {record.seed for record in records}
    return RunRecord(
        version=first.version,
        driver=first.driver,
        target=first.target,
        started=min(record.started for record in records),
        seconds=max(record.seconds for record in records),
        answers=first.answers,
        seed=first.seed if len(seeds) == 1 else "",
        whole=any(record.whole for record in records),
        people={name: role for record in records for name, role in record.people.items()},
        scenarios=tuple(scenarios),
        features=_features(features, scenarios),
        screens=tuple(screens),
        selected=first.selected,
        fingerprint=first.fingerprint,
    )


def _check_there(records: Sequence[RunRecord]) -> None:
    if not records:
        raise ValueError("no pieces; name the run.json of each part")


def _check_alike(records: Sequence[RunRecord]) -> None:
    for name, meaning in ALIKE.items():
        expected = getattr(records[0], name)
        for number, record in enumerate(records, 1):
            if (found := getattr(record, name)) != expected:
                raise ValueError(
                    f"{_called(number, record)}: {meaning}{name} is {found!r}, {expected!r} in "
                    f"{_called(1, records[0])}; merge parts of one run"
                )


def _check_shards(records: Sequence[RunRecord]) -> None:
    """All parts of a run that was split, each once, and as many scenarios as were selected."""
    parts = [record for record in records if record.shard]
    if not parts:
        return
    _, count = shard_of(parts[0].shard)
    found = Counter(record.shard for record in parts)
    for number, record in enumerate(records, 1):
        if not record.shard or shard_of(record.shard)[1] != count:
            expected = f"a part of {count}, as {parts[0].shard} is, is expected"
            raise ValueError(f"{_called(number, record)}: {expected}; merge parts of one run")
        if record.selected != parts[0].selected:
            raise ValueError(
                f"{_called(number, record)}: one of {record.selected} selected scenarios, "
                f"{parts[0].selected} in {parts[0].shard}; run all parts with the same options"
            )
    for shard in (f"{number}/{count}" for number in range(1, count + 1)):
        if found[shard] != 1:
            trouble = f"is given {found[shard]} times" if found[shard] else "is missing"
            raise ValueError(f"{shard} {trouble}; give each of the {count} parts once")
    scenarios, selected = sum(len(record.scenarios) for record in parts), parts[0].selected
    if scenarios != selected:
        raise ValueError(
            f"{scenarios} scenarios in all {count} parts together, {selected} were selected; "
            "run the parts again"
        )


def _check_places(records: Sequence[RunRecord]) -> None:
    found: dict[str, str] = {}
    for number, record in enumerate(records, 1):
        for scenario in record.scenarios:
            piece = _called(number, record)
            if scenario.place in found:
                raise ValueError(
                    f"{piece}: {scenario.place} stands in {found[scenario.place]} too; "
                    "give each scenario once"
                )
            found[scenario.place] = piece


def _called(number: int, record: RunRecord) -> str:
    """What a piece is called in a message."""
    return f"piece {number}" + (f" (shard {record.shard})" if record.shard else "")


def _pointing_into(screens: dict[Shown, int], record: RunRecord) -> list[ScenarioRecord]:
    """The scenarios of a record with sights that point into the screens of all records."""
    places = [screens.setdefault(shown, len(screens)) for shown in record.screens]

    def pointing(step: StepRecord) -> StepRecord:
        sights = tuple(replace(sight, screen=places[sight.screen]) for sight in step.sights)
        return replace(step, sights=sights) if sights else step

    return [
        replace(scenario, steps=tuple(map(pointing, scenario.steps)))
        for scenario in record.scenarios
    ]


def _place(scenario: ScenarioRecord) -> tuple[tuple[str, ...], int]:
    path, _, line = scenario.place.rpartition(":")
    return PurePath(path).parts, int(line)


def _numbers(order: Sequence[str]) -> Callable[[ScenarioRecord], int]:
    """What to sort by; a place that is not in the order comes last."""
    numbers = {place: number for number, place in enumerate(order)}
    return lambda scenario: numbers.get(scenario.place, len(numbers))


def _features(
    known: Mapping[str, FeatureRecord], scenarios: Sequence[ScenarioRecord]
) -> tuple[FeatureRecord, ...]:
    """The features in the order of their scenarios."""
    places = dict.fromkeys(scenario.place.rpartition(":")[0] for scenario in scenarios)
    return tuple(known[place] for place in {**places, **dict.fromkeys(known)} if place in known)
