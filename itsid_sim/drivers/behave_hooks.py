"""What behave does around a run and around each scenario: a venue, a stage, a driver."""

import gc
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from behave.model import Scenario, Step
from behave.runner import Context

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core.chart import Chart
from itsid_sim.core.tracing import traced
from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.recorder import Notes, Told, place_of
from itsid_sim.drivers.venues import BROWSER, Wanted, venue
from itsid_sim.drivers.witness import Gallery, Watched, Witness, dues_of, letters_of
from itsid_sim.procedures import CHART
from itsid_sim.rules.outcomes import FIRST_WORLD

NEEDS_BROWSER = "needs.browser"


class Hooks:
    """The hooks of one run; with notes they tell what comes up on the way."""

    def __init__(
        self,
        wanted: Wanted,
        fixtures: Path = ROOT / "fixtures",
        notes: Notes | None = None,
        chart: Chart = CHART,
    ) -> None:
        """A simulator of our own follows the chart. Raises `BadFixture` and `NoVenue`."""
        self._walked: list[str] = []
        followed = traced(chart, self._walked.append) if notes else chart
        self._venue = venue(wanted, read_cast(fixtures / "cast.toml"), followed)
        self._has_browser = wanted.driver == BROWSER
        self._notes = notes
        self.gallery = Gallery(Path(wanted.pictures) if wanted.pictures else None)
        self._witness = Witness(self.gallery, self._venue.people, self._walked)

    @classmethod
    def from_userdata(cls, userdata: Mapping[str, str]) -> "Hooks":
        """The hooks of plain `behave -D answers='{"Q25": "tell"}' -D seed=1 -D driver=http`."""
        given = {name: userdata[name] for name in ("driver", "target", "seed") if name in userdata}
        return cls(Wanted(answers=json.loads(userdata.get("answers", "{}")), **given))

    @property
    def people(self) -> dict[str, str]:
        """The cast: each name with its role."""
        return {name: person.role for name, person in self._venue.people.items()}

    def table(self) -> dict[str, Callable[..., None]]:
        """The hooks under behave's names for them."""
        names = ("before_all", "before_scenario", "after_step", "after_scenario", "after_all")
        return {name: getattr(self, name) for name in names}

    def before_all(self, context: Context) -> None:
        """The features are parsed and stay: the collector need not walk them again and again."""
        gc.freeze()

    def before_scenario(self, context: Context, scenario: Scenario) -> None:
        """A fresh world and a fresh driver; what needs a real browser is not run."""
        if NEEDS_BROWSER in scenario.effective_tags and not self._has_browser:
            scenario.skip()
            scenario.skip_reason = NEEDS_BROWSER
            return
        stage, driver = self._venue.scene(place_of(scenario))
        if self._notes:
            self._walked.clear()
            self._witness = Witness(self.gallery, self._venue.people, self._walked)
            driver = Watched(driver, self._witness)
        context.stage, context.driver = stage, driver
        context.scenes = {FIRST_WORLD: (context.stage, context.driver)}

    def after_step(self, context: Context, step: Step) -> None:
        """Keep what came up; what everybody has before them when a step fails is for behave too."""
        evidence: tuple[Evidence, ...] = ()
        if step.status.has_failed():
            evidence = context.driver.evidence()
            _attach(context, evidence)
        if self._notes:
            noted = self._witness.noted(context.stage, _world(context), evidence)
            self._notes.steps[id(step)] = noted

    def after_scenario(self, context: Context, scenario: Scenario) -> None:
        """Keep what the worlds leave behind, and close what the scenario opened."""
        if "scenes" not in context:
            return
        try:
            if self._notes:
                self._notes.told = _told(context)
        finally:
            for stage, driver in context.scenes.values():
                driver.close()
                stage.close()

    def after_all(self, context: Context) -> None:
        """Close the venue."""
        self.close()

    def close(self) -> None:
        """Close the venue, also of a run that never began; twice is as good as once."""
        self._venue.close()


def _attach(context: Context, evidence: tuple[Evidence, ...]) -> None:
    for one in evidence:
        told = "\n".join((f"{one.who}: {one.address}", *one.lines, *one.console))
        context.attach("text/plain", told.encode())
        if one.picture:
            context.attach("image/png", one.picture)


def _world(context: Context) -> str:
    """The name of the world that the scenario is in; none for the first."""
    names = (name for name, scene in context.scenes.items() if scene[0] is context.stage)
    return next((name for name in names if name != FIRST_WORLD), "")


def _told(context: Context) -> Told:
    worlds = [
        ("" if name == FIRST_WORLD else name, stage) for name, (stage, _) in context.scenes.items()
    ]
    letters = [letter for name, stage in worlds for letter in letters_of(stage, name)]
    dues = [due for name, stage in worlds for due in dues_of(stage, name)]
    return Told(tuple(letters), tuple(dues))
