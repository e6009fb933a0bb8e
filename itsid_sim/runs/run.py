"""One run of the specification in this process."""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from behave.configuration import Configuration
from behave.formatter.base import StreamOpener
from behave.i18n import languages
from behave.model import Feature, Scenario
from behave.parser import ParserError
from behave.runner_util import (
    InvalidFileLocationError,
    collect_feature_locations,
    parse_features,
)
from cucumber_tag_expressions.parser import TagExpressionError
from msgspec import ValidationError

from itsid_sim import __version__
from itsid_sim.adapters.fixture_files import BadFixture
from itsid_sim.adapters.stopwatch import real_now, real_seconds
from itsid_sim.drivers.behave_hooks import Hooks
from itsid_sim.drivers.behave_runner import Runner
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.drivers.recorder import Notes, Observer, Recorder
from itsid_sim.drivers.specification import FEATURES
from itsid_sim.drivers.venues import EMBEDDED, IN_PROCESS, NoVenue, Wanted
from itsid_sim.rules.settings import settings_from
from itsid_sim.rules.value import Value

# The cheapest way to run behave: it shows nothing, for the record shows all.
QUIET = ("--format=null", "--no-summary", "--no-capture", "--no-capture-stderr", "--no-logcapture")

KEYWORDS = [
    word
    for kind in ("feature", "rule", "background", "scenario", "scenario_outline", "examples")
    for word in languages["ja"][kind]
]
SWALLOWED = re.compile(rf"\s*({'|'.join(KEYWORDS)})\s*\uff1a")


class CannotRun(Exception):
    """The run could not begin; the message says why and what to do."""


class Request(Value, frozen=True):
    """What to run: files, folders or file:line, tag expressions, and what the world is like."""

    features: tuple[str, ...] = ()
    driver: str = IN_PROCESS
    target: str = EMBEDDED
    tags: tuple[str, ...] = ()
    answers: Mapping[str, object] = {}
    seed: str = ""
    pictures: str = ""
    frozen: bool = False


def run(request: Request, observe: Observer) -> RunRecord:
    """Run what is asked for; the observer hears of each scenario as it ends. Raises `CannotRun`."""
    _check(request)
    records: list[ScenarioRecord] = []

    def note(record: ScenarioRecord) -> None:
        records.append(record)
        observe(record)

    configuration, notes = _configuration(request), Notes()
    started, began = real_now(), real_seconds()
    hooks = _hooks(request, notes)
    recorder = Recorder(StreamOpener(stream=sys.stdout), configuration, notes, note)
    runner = Runner(configuration, hooks, recorder)
    try:
        if request.frozen:
            from itsid_sim.runs.frozen import frozen_clock  # noqa: PLC0415 - seldom, and slow

            with frozen_clock():
                _run(runner, records)
        else:
            _run(runner, records)
    finally:
        hooks.close()
    return RunRecord(
        version=__version__,
        driver=request.driver,
        target=request.target,
        started=started.isoformat(timespec="seconds"),
        seconds=real_seconds() - began,
        answers=dict(request.answers),
        seed=request.seed,
        whole=not request.features and not request.tags,
        people=hooks.people,
        scenarios=tuple(records),
        features=tuple(recorder.features.values()),
        screens=tuple(hooks.gallery.screens),
    )


def _hooks(request: Request, notes: Notes) -> Hooks:
    try:
        wanted = Wanted(
            request.driver, request.target, request.answers, request.seed, request.pictures
        )
        return Hooks(wanted, notes=notes)
    except (BadFixture, NoVenue) as fault:
        raise CannotRun(f"{fault}") from None


def selected(request: Request) -> Iterator[Scenario]:
    """The scenarios that a run would visit, without running them. Raises `CannotRun`."""
    _check(request)
    configuration = _configuration(request)
    for feature in _features(configuration):
        for scenario in feature.walk_scenarios():
            if scenario.should_run(configuration):
                yield scenario


def _run(runner: Runner, records: list[ScenarioRecord]) -> None:
    """Let behave run. What fails outside of every scenario would be nowhere in the record."""
    try:
        failed = runner.run()
    except ParserError as error:
        raise CannotRun(f"{error}") from None
    except (InvalidFileLocationError, LookupError, OSError) as error:
        raise CannotRun(f"{error}") from None
    if failed and all(record.status != "failed" for record in records):
        raise CannotRun("something failed before or after a scenario; what it said stands above")


def _check(request: Request) -> None:
    for path in request.features:
        stem, _, line = path.rpartition(":")
        name = stem if line.isdigit() else path
        if not Path(name).exists():
            raise CannotRun(f"{path}: not found; name a feature file, a folder or file:line")
        _check_colons(Path(name))
    try:
        settings_from(dict(request.answers))
    except ValidationError as error:
        raise CannotRun(f"--set {dict(request.answers)}: {error}") from None


def _check_colons(path: Path) -> None:
    """Behave takes a keyword with a full-width colon for prose, and its steps are never run."""
    for file in path.rglob("*.feature") if path.is_dir() else [path]:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise CannotRun(f"{file}: byte {error.start} is not UTF-8; save it as UTF-8") from None
        for number, line in enumerate(text.splitlines(), 1):
            if SWALLOWED.match(line):
                raise CannotRun(f"{file}:{number}: a colon that behave overlooks; write ':'")


def _configuration(request: Request) -> Configuration:
    tags = [f"--tags={expression}" for expression in request.tags]
    paths = request.features or (str(FEATURES),)
    try:
        return Configuration([*QUIET, *tags, *paths], load_config=False)
    except TagExpressionError as error:
        raise CannotRun(f"--tags {' '.join(request.tags)}: {error}") from None


def _features(configuration: Configuration) -> list[Feature]:
    try:
        return list(parse_features(collect_feature_locations(configuration.paths)))
    except (ParserError, InvalidFileLocationError) as error:
        raise CannotRun(f"{error}") from None
