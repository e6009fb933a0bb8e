"""An earlier run, as far as a later one is compared with it: from its record, or its messages."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import DecodeError, json

from itsid_sim.drivers.record import ScenarioRecord, Status
from itsid_sim.report.record_file import read_record
from itsid_sim.rules.value import Value

NDJSON = ".ndjson"
NANOS = 1_000_000_000
EXPECTED = "expected Cucumber Messages, a JSON object on every line, from meta to testRunFinished"
# From the best to the worst; a test case ends as its worst step.
STATUSES: dict[str, Status] = {
    "PASSED": "passed",
    "SKIPPED": "waiting",
    "PENDING": "failed",
    "UNKNOWN": "failed",
    "UNDEFINED": "failed",
    "AMBIGUOUS": "failed",
    "FAILED": "failed",
}

Message = dict[str, Any]


class Earlier(Value, frozen=True):
    """How a scenario ended; `place` is file:line, `seconds` are real."""

    place: str
    name: str
    tags: tuple[str, ...]
    status: Status
    seconds: float


def earlier_of(scenario: ScenarioRecord) -> Earlier:
    """The same of a scenario of ours."""
    return Earlier(scenario.place, scenario.name, scenario.tags, scenario.status, scenario.seconds)


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """The scenarios of a run.json or a messages.ndjson, be it another tool's.

    Raises OSError, and ValueError that says where, what was found and what was expected.
    """
    if path.suffix != NDJSON:
        try:
            return tuple(map(earlier_of, read_record(path).scenarios))
        except DecodeError as error:
            raise ValueError(
                f"{path}: {error}; expected a messages.ndjson, or a run.json of this version"
            ) from None
    messages = list(_read(path))
    try:
        return _scenarios(messages)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        told = f"found no {error} where one belongs" if isinstance(error, KeyError) else error
        raise ValueError(f"{path}: {told}; {EXPECTED}") from None


def _read(path: Path) -> Iterator[Message]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield json.decode(line, type=Message)
        except DecodeError as error:
            raise ValueError(f"{path}:{number}: {error}; {EXPECTED}") from None


def _scenarios(messages: Sequence[Message]) -> tuple[Earlier, ...]:
    if not any("testRunFinished" in message for message in messages):
        raise ValueError("found no testRunFinished, is it cut off?")
    cells: dict[str, str] = {}
    for document in _all(messages, "gherkinDocument"):
        cells |= _rows(document.get("feature") or {})
    pickles = {one["id"]: one for one in _all(messages, "pickle")}
    cases = {one["id"]: pickles[one["pickleId"]] for one in _all(messages, "testCase")}
    retried = {
        one["testCaseStartedId"]
        for one in _all(messages, "testCaseFinished")
        if one.get("willBeRetried")
    }
    results: dict[str, list[Message]] = {}
    for step in _all(messages, "testStepFinished"):
        results.setdefault(step["testCaseStartedId"], []).append(step["testStepResult"])
    return tuple(
        _earlier(cases[one["testCaseId"]], cells, results.get(one["id"], ()))
        for one in _all(messages, "testCaseStarted")
        if one["id"] not in retried
    )


def _all(messages: Sequence[Message], kind: str) -> Iterator[Message]:
    return (message[kind] for message in messages if kind in message)


def _rows(parent: Mapping[str, Any]) -> dict[str, str]:
    """The cells of every row of an outline as we tell them, by the row's id."""
    told: dict[str, str] = {}
    for child in parent.get("children", ()):
        told |= _rows(child.get("rule", {}))
        for table in child.get("scenario", {}).get("examples", ()):
            headings = [cell["value"] for cell in table.get("tableHeader", {}).get("cells", ())]
            for row in table.get("tableBody", ()):
                values = (cell["value"] for cell in row["cells"])
                pairs = zip(headings, values, strict=True)
                told[row["id"]] = " / ".join(f"{heading}: {cell}" for heading, cell in pairs)
    return told


def _earlier(pickle: Message, cells: Mapping[str, str], results: Sequence[Message]) -> Earlier:
    row = cells.get(pickle["astNodeIds"][-1])
    name = pickle["name"] if row is None else f"{pickle['name']}〔{row}〕"
    worst = max((one["status"] for one in results), key=list(STATUSES).index, default="PASSED")
    durations = [one["duration"] for one in results]
    return Earlier(
        place=f"{pickle['uri']}:{pickle.get('location', {}).get('line', 0)}",
        name=name,
        tags=tuple(tag["name"].removeprefix("@") for tag in pickle["tags"]),
        status=STATUSES[worst],
        seconds=sum(one["seconds"] + one["nanos"] / NANOS for one in durations),
    )
