"""The specification ready to be run again and again: features parsed, sentences known."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from behave.configuration import Configuration
from behave.model import Scenario
from behave.runner import Context
from behave.runner_util import collect_feature_locations, parse_features
from behave.step_registry import registry

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import FEATURES, ROOT
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.core.chart import Chart
from itsid_sim.core.tracing import traced
from itsid_sim.drivers.behave_hooks import NEEDS_BROWSER, Hooks
from itsid_sim.drivers.behave_runner import Runner
from itsid_sim.drivers.recorder import place_of
from itsid_sim.drivers.venues import Wanted
from itsid_sim.mutate.errand import Verdict, Walk

QUIET = ("--format=null", "--no-summary", "--no-capture", "--no-capture-stderr", "--no-logcapture")


class Stand:
    """Nothing runs yet, and no thread: a process may fork here."""

    def __init__(self, features: Path = FEATURES) -> None:
        """Reads all features of a folder, and the sentences that they are made of."""
        self._runner = Runner(Configuration([*QUIET, str(features)], load_config=False))
        with self._runner.path_manager:
            self._runner.setup_paths()
            self._runner.load_step_definitions()
        self._runner.step_registry = registry
        parsed = parse_features(collect_feature_locations([str(features)]))
        found = (one for feature in parsed for one in feature.walk_scenarios())
        self._scenarios = {place_of(one): one for one in found}
        self._undo = ExitStack()
        _warm_up()

    def run(self, chart: Chart, first: Iterable[str], *, then_all: bool = True) -> Verdict:
        """Run these and then all others until one fails."""
        began = real_seconds()
        places = dict.fromkeys(one for one in first if one in self._scenarios)
        others = self._scenarios if then_all else ()
        order = [*places, *(one for one in others if one not in places)]
        self._begin(chart)
        for ran, place in enumerate(order, 1):
            scenario = self._scenarios[place]
            if self._is_playable(scenario) and scenario.run(self._runner):
                return Verdict(
                    "failed",
                    place,
                    str(scenario.name),
                    _tags(scenario),
                    _said(scenario),
                    ran,
                    real_seconds() - began,
                )
        return Verdict(ran=len(order), seconds=real_seconds() - began)

    def walk(self, chart: Chart) -> Verdict:
        """Run all as they are, and tell of each which rows of the chart it took."""
        began, walked = real_seconds(), list[str]()
        self._begin(traced(chart, walked.append))
        walks = tuple(self._walk(walked))
        return Verdict(ran=len(walks), seconds=real_seconds() - began, walks=walks)

    def _walk(self, walked: list[str]) -> Iterator[Walk]:
        for place, scenario in self._scenarios.items():
            walked.clear()
            began = real_seconds()
            was_run = self._is_playable(scenario)
            has_failed = was_run and bool(scenario.run(self._runner))
            rows, seconds = tuple(dict.fromkeys(walked)), real_seconds() - began
            name, tags = str(scenario.name), _tags(scenario)
            yield Walk(place, name, tags, rows, seconds, has_failed, was_run)

    def close(self) -> None:
        """End the simulator of the last run; a process that ends takes it along by itself."""
        self._undo.close()

    def _begin(self, chart: Chart) -> None:
        """Open the simulator."""
        hooks = Hooks(Wanted(), chart=chart)
        self._undo.callback(hooks.close)
        self._runner.context = Context(self._runner)
        self._runner.hooks.update(hooks.table())

    def _is_playable(self, scenario: Scenario) -> bool:
        return NEEDS_BROWSER not in scenario.effective_tags


def _warm_up() -> None:
    """What it takes to read a cast is then at hand in every fork."""
    for contract in read_cast(ROOT / "fixtures" / "cast.toml").contracts:
        contract.value()


def _tags(scenario: Scenario) -> tuple[str, ...]:
    return tuple(sorted(str(tag) for tag in scenario.effective_tags))


def _said(scenario: Scenario) -> str:
    """The sentence that failed."""
    failed = (step for step in scenario.all_steps if step.status.has_failed())
    return next((f"{step.keyword} {step.name}" for step in failed), "")
