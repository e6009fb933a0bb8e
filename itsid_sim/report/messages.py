"""A run as Cucumber Messages: a line of JSON for everything that is known of it, in its order."""

import platform
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler, GherkinDocumentWithURI, Pickle
from gherkin.stream.id_generator import IdGenerator
from msgspec import json

from itsid_sim.adapters.specification import ROOT
from itsid_sim.drivers.record import (
    LetterRecord,
    RunRecord,
    ScenarioRecord,
    Shown,
    StepRecord,
)
from itsid_sim.drivers.recorder import UNKNOWN_SENTENCE

PROTOCOL = "34.2.0"
GHERKIN, TEXT, PNG, JPEG = "text/x.cucumber.gherkin+plain", "text/plain", "image/png", "image/jpeg"
RUN = "run"
STATUSES = {"passed": "PASSED", "failed": "FAILED", "skipped": "SKIPPED", "waiting": "SKIPPED"}
NANOS = 1_000_000_000

Message = dict[str, object]
# Pickles by file:line, as records tell places.
Pickles = dict[str, Pickle]


def write_messages(record: RunRecord, path: Path) -> None:
    """Write messages.ndjson.

    Raises ValueError if a feature file no longer holds what was run.
    """
    encode = json.Encoder().encode
    path.write_bytes(b"".join(encode(message) + b"\n" for message in messages(record)))


def messages(record: RunRecord) -> Iterator[Message]:
    """The messages of a run; the same run gives the same."""
    yield {"meta": _meta(record.version)}
    pickles: Pickles = {}
    run = {one.place for one in record.scenarios}
    ids = IdGenerator()
    for feature in record.features:
        yield from _read(feature.place, run, ids, pickles)
    telling = _Telling(record, pickles)
    yield {"testRunStarted": {"id": RUN, "timestamp": telling.now}}
    yield {"hook": {"id": "hook", "name": "scenario", "sourceReference": {"uri": "itsid"}}}
    for number, scenario in enumerate(record.scenarios):
        yield from telling.scenario(number, scenario)
    success = all(one.status != "failed" for one in record.scenarios)
    finished = {"success": success, "timestamp": telling.now, "testRunStartedId": RUN}
    yield {"testRunFinished": finished}


def _meta(version: str) -> Message:
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "itsid-sim", "version": version},
        "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
        "os": {"name": platform.system()},
        "cpu": {"name": platform.machine()},
    }


def _read(place: str, run: set[str], ids: IdGenerator, pickles: Pickles) -> Iterator[Message]:
    """The source of a feature, its document, and the pickles of what was run."""
    try:
        file = ROOT / place
        text = (file if file.exists() else Path(place)).read_text(encoding="utf-8")
        parsed = Parser(AstBuilder(ids)).parse(text)
    except OSError as error:
        raise ValueError(f"{place}: {error.strerror}; it was there when it was run") from None
    except (CompositeParserException, UnicodeDecodeError) as error:
        raise ValueError(f"{place}: {error}; it could be read when it was run") from None
    document: GherkinDocumentWithURI = {**parsed, "uri": place}
    yield {"source": {"uri": place, "data": text, "mediaType": GHERKIN}}
    yield {"gherkinDocument": document}
    for pickle in Compiler(ids).compile(document):
        name = f"{place}:{pickle['location']['line']}"
        if name in run:
            pickles[name] = pickle
            yield {"pickle": pickle}


class _Telling:
    """Tells scenario by scenario, and how late it was then."""

    def __init__(self, record: RunRecord, pickles: Pickles) -> None:
        self._screens = record.screens
        self._texts = [_page(screen) for screen in record.screens]
        self._pickles = pickles
        self._moment = datetime.fromisoformat(record.started)

    @property
    def now(self) -> Message:
        """The moment that has been reached."""
        seconds = int(self._moment.timestamp())
        return {"seconds": seconds, "nanos": self._moment.microsecond * 1000}

    def scenario(self, number: int, scenario: ScenarioRecord) -> Iterator[Message]:
        """A test case that ran once."""
        case, started = f"case-{number}", f"started-{number}"
        pickle = self._pickle(scenario)
        steps = _steps(scenario, pickle)
        names = [f"{case}-{n}" for n in range(len(steps))]
        told = _tested(names, pickle)
        hook = _fault(scenario)
        if hook:
            told.append({"id": f"{case}-hook", "hookId": "hook"})
        test = {"id": case, "pickleId": pickle["id"], "testSteps": told, "testRunStartedId": RUN}
        yield {"testCase": test}
        begun = {"id": started, "testCaseId": case, "attempt": 0, "timestamp": self.now}
        yield {"testCaseStarted": begun}
        letters = _letters(scenario, steps)
        for name, step, brought in zip(names, steps, letters, strict=True):
            about: Message = {"testCaseStartedId": started, "testStepId": name}
            attached = self._attachments(about, step, brought)
            yield from self._told(about, _result(step, scenario), step.seconds, attached)
        if hook:
            about = {"testCaseStartedId": started, "testStepId": f"{case}-hook"}
            yield from self._told(about, {"status": "FAILED", "message": hook}, 0.0)
        over = {"testCaseStartedId": started, "timestamp": self.now, "willBeRetried": False}
        yield {"testCaseFinished": over}

    def _pickle(self, scenario: ScenarioRecord) -> Pickle:
        pickle = self._pickles.get(scenario.place)
        if pickle is not None and _fits(pickle, scenario):
            return pickle
        found = "no scenario" if pickle is None else f"{len(pickle['steps'])} steps"
        raise ValueError(
            f"{scenario.place}: found {found} where {scenario.name!r} with "
            f"{len(scenario.steps)} steps was run; run it again"
        )

    def _attachments(
        self, about: Message, step: StepRecord, letters: Sequence[LetterRecord]
    ) -> Iterator[Message]:
        for sight in step.sights:
            name = f"{sight.who}「{self._screens[sight.screen].title}」"
            yield _attached({**about, "fileName": name}, TEXT, self._texts[sight.screen])
        for letter in letters:
            yield _attached({**about, "fileName": letter.subject}, TEXT, _letter(letter))
        pictures = dict.fromkeys(self._screens[one.screen].picture for one in step.sights)
        for picture in filter(None, pictures):
            # The formatter of npm shows no `externalAttachment`, which is to replace this one day.
            yield _attached({**about, "url": picture}, JPEG, "")
        for one in step.evidence:
            if one.picture:
                yield _attached(about, PNG, b64encode(one.picture).decode(), "BASE64")

    def _told(
        self, about: Message, result: Message, seconds: float, brought: Iterable[Message] = ()
    ) -> Iterator[Message]:
        yield {"testStepStarted": {**about, "timestamp": self.now}}
        yield from brought
        self._moment += timedelta(seconds=seconds)
        whole, part = divmod(round(seconds * NANOS), NANOS)
        duration = {"seconds": whole, "nanos": part}
        ended = {"testStepResult": {"duration": duration, **result}, "timestamp": self.now}
        yield {"testStepFinished": {**about, **ended}}


def _fits(pickle: Pickle, scenario: ScenarioRecord) -> bool:
    """Whether a scenario was run as it is written.

    One without a sentence is a pickle without steps, though behave runs the background above it.
    """
    if pickle["steps"]:
        return len(scenario.steps) in {0, len(pickle["steps"])}
    return all(step.line < pickle["location"]["line"] for step in scenario.steps)


def _steps(scenario: ScenarioRecord, pickle: Pickle) -> Sequence[StepRecord]:
    """The steps of a scenario; of one that was never begun, those that it has, as skipped."""
    return scenario.steps or [StepRecord("", step["text"], "skipped") for step in pickle["steps"]]


def _tested(names: Sequence[str], pickle: Pickle) -> list[Message]:
    """The steps of a test case; those that its pickle does not have are told as hooks."""
    if not pickle["steps"]:
        return [{"id": name, "hookId": "hook"} for name in names]
    return [
        {"id": name, "pickleStepId": step["id"], "stepDefinitionIds": []}
        for name, step in zip(names, pickle["steps"], strict=True)
    ]


def _result(step: StepRecord, scenario: ScenarioRecord) -> Message:
    if step.error == UNKNOWN_SENTENCE:
        return {"status": "UNDEFINED"}
    status = STATUSES[step.status]
    message = scenario.reason if scenario.status == "waiting" else step.error
    return {"status": status, "message": message} if message else {"status": status}


def _fault(scenario: ScenarioRecord) -> str:
    """What went wrong beside the steps; empty if nothing did, or if a step tells of it."""
    is_told = any(step.status == "failed" for step in scenario.steps)
    return (scenario.reason or "?") if scenario.status == "failed" and not is_told else ""


def _letters(scenario: ScenarioRecord, steps: Sequence[StepRecord]) -> list[list[LetterRecord]]:
    """The letters by the step of their world during which they came; the last has the others."""
    brought: list[list[LetterRecord]] = [[] for _ in steps]
    for letter in scenario.letters:
        came = letter.arrived or letter.written
        during = (
            n for n, step in enumerate(steps) if step.world == letter.world and 0 < came <= step.at
        )
        if brought:
            brought[next(during, -1)].append(letter)
    return brought


def _letter(letter: LetterRecord) -> str:
    head = f"{letter.sender} → {letter.to} ({letter.state})\n{letter.subject}"
    return f"{head}\n\n{letter.text}"


def _page(screen: Shown) -> str:
    notices = [f"! {field}: {text}" if field else f"! {text}" for field, text in screen.notices]
    fields = [f"☐ {label}" if kind == "toggle" else f"[{label}]" for label, kind in screen.fields]
    buttons = " ".join(f"({button})" for button in screen.buttons)
    return "\n".join((f"「{screen.title}」", *screen.lines, *notices, *fields, buttons))


def _attached(about: Message, kind: str, body: str, coding: str = "IDENTITY") -> Message:
    return {"attachment": {**about, "mediaType": kind, "body": body, "contentEncoding": coding}}
