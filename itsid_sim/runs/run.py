"""One run of the specification in this process."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from behave.configuration import Configuration
from behave.formatter.base import StreamOpener
from behave.model import Feature, Scenario
from behave.parser import ParserError
from behave.runner_util import (
    InvalidFileLocationError,
    collect_feature_locations,
    parse_features,
)
from cucumber_tag_expressions.parser import TagExpressionError

from itsid_sim import __version__
from itsid_sim.adapters.fixture_files import BadFixture
from itsid_sim.adapters.specification import FEATURES
from itsid_sim.adapters.stopwatch import real_now, real_seconds
from itsid_sim.core.chart import Chart
from itsid_sim.drivers.behave_hooks import Hooks
from itsid_sim.drivers.behave_runner import Runner
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.drivers.recorder import Notes, Observer, Recorder
from itsid_sim.drivers.venues import NoVenue, Wanted
from itsid_sim.procedures import CHART
from itsid_sim.runs.request import CannotRun, Request, check

# The cheapest way to run behave: it shows nothing, for the record shows all.
QUIET = ("--format=null", "--no-summary", "--no-capture", "--no-capture-stderr", "--no-logcapture")


def run(request: Request, observe: Observer, chart: Chart = CHART) -> RunRecord:
    """Run what is asked for; the observer hears of each scenario as it ends. Raises `CannotRun`.

    A simulator of our own follows the chart.
    """
    check(request)
    records: list[ScenarioRecord] = []

    def note(record: ScenarioRecord) -> None:
        records.append(record)
        observe(record)

    configuration, notes = _configuration(request), Notes()
    started, began = real_now(), real_seconds()
    hooks = _hooks(request, notes, chart)
    recorder = Recorder(StreamOpener(stream=sys.stdout), configuration, notes, note)
    runner = Runner(configuration, hooks, recorder)
    try:
        with _clock(request):
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


def _clock(request: Request) -> AbstractContextManager[None]:
    """The ambient clock as the request wants it."""
    if not request.frozen:
        return nullcontext()
    from itsid_sim.runs.frozen import frozen_clock  # noqa: PLC0415 - seldom, and slow

    return frozen_clock()


def _hooks(request: Request, notes: Notes, chart: Chart) -> Hooks:
    try:
        wanted = Wanted(
            request.driver, request.target, request.answers, request.seed, request.pictures
        )
        return Hooks(wanted, notes=notes, chart=chart)
    except (BadFixture, NoVenue) as fault:
        raise CannotRun(f"{fault}") from None


def selected(request: Request) -> Iterator[Scenario]:
    """The scenarios that a run would visit, without running them. Raises `CannotRun`."""
    check(request)
    configuration = _configuration(request)
    for feature in _features(configuration):
        for scenario in feature.walk_scenarios():
            if scenario.should_run(configuration):
                yield scenario


def _run(runner: Runner, records: list[ScenarioRecord]) -> None:
    """Let behave run. What fails outside of every scenario would be nowhere in the record."""
    try:
        failed = runner.run()
    except BrokenPipeError:
        raise
    except ParserError as error:
        raise CannotRun(f"{error}") from None
    except (InvalidFileLocationError, LookupError, OSError) as error:
        raise CannotRun(f"{error}") from None
    if runner.aborted:
        raise KeyboardInterrupt
    if failed and all(record.status != "failed" for record in records):
        raise CannotRun("something failed before or after a scenario; what it said stands above")


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
