"""One run of features in a process of its own: `python -m benchmarks.one_run KIND FOLDER`.

KIND is a driver, "recorded" for in process with a record, or "empty" for steps that do nothing.
"""

import sys

from behave.configuration import Configuration
from behave.runner import Context
from behave.step_registry import registry

from benchmarks.figures import seconds_of
from itsid_sim.drivers.behave_runner import Runner
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import QUIET, run


class EmptyRunner(Runner):
    """behave alone: the same features and sentences, and nothing happens."""

    def load_hooks(self, filename: str | None = None) -> None:
        """No hooks."""

    def load_step_definitions(self, extra_step_paths: list[str] | None = None) -> None:
        """Our sentences, each with a function that does nothing."""
        super().load_step_definitions(extra_step_paths)
        for matchers in registry.steps.values():
            for matcher in matchers:
                matcher.func = _nothing


def _nothing(_context: Context, **_words: object) -> None:
    """What an empty step does."""


def main(kind: str, folder: str) -> None:
    """Print the milliseconds per scenario."""
    if kind == "recorded":
        record = run(Request((folder,), tags=("not @needs.browser",)), lambda _: None)
        print(1000 * record.seconds / len(record.scenarios))
        return
    tags = "--tags=not @needs.browser"
    driver = f"-Ddriver={kind}"
    configuration = Configuration([*QUIET, tags, driver, folder], load_config=False)
    runner = (EmptyRunner if kind == "empty" else Runner)(configuration)
    seconds = seconds_of(runner.run)
    ran = [s for feature in runner.features for s in feature.walk_scenarios() if s.duration]
    if any(scenario.status.has_failed() for scenario in ran):
        sys.exit(f"{kind}: a scenario failed")
    print(1000 * seconds / len(ran))


main(*sys.argv[1:])
