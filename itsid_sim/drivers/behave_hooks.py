"""What behave does around a run and around each scenario: a venue, a stage, a driver."""

import gc
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from behave.model import Scenario, Step
from behave.runner import Context

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import ScenarioRecord
from itsid_sim.drivers.recorder import record_of
from itsid_sim.drivers.specification import ROOT
from itsid_sim.drivers.venues import BROWSER, Wanted, venue
from itsid_sim.rules.outcomes import FIRST_WORLD

NEEDS_BROWSER = "needs.browser"

Observer = Callable[[ScenarioRecord], None]


class Hooks:
    """The hooks of one run; whoever observes it is told of every scenario that ends."""

    def __init__(
        self,
        wanted: Wanted,
        fixtures: Path = ROOT / "fixtures",
        observe: Observer | None = None,
    ) -> None:
        """Raises `BadFixture` and `NoVenue`."""
        self._venue = venue(wanted, read_cast(fixtures / "cast.toml"))
        self._has_browser = wanted.driver == BROWSER
        self._observe = observe
        self._began = 0.0
        self._evidence: tuple[Evidence, ...] = ()

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
        self._began = real_seconds()
        self._evidence = ()
        if NEEDS_BROWSER in scenario.effective_tags and not self._has_browser:
            scenario.skip()
            scenario.skip_reason = NEEDS_BROWSER
            return
        context.stage, context.driver = self._venue.scene()
        context.scenes = {FIRST_WORLD: (context.stage, context.driver)}

    def after_step(self, context: Context, step: Step) -> None:
        """Keep what everybody has before them when a step fails, and give it to behave too."""
        if not step.status.has_failed():
            return
        self._evidence = context.driver.evidence()
        for one in self._evidence:
            told = "\n".join((f"{one.who}: {one.address}", *one.lines, *one.console))
            context.attach("text/plain", told.encode())
            if one.picture:
                context.attach("image/png", one.picture)

    def after_scenario(self, context: Context, scenario: Scenario) -> None:
        """Close what the scenario opened, and tell how it ended."""
        try:
            if "scenes" in context:
                for stage, driver in context.scenes.values():
                    driver.close()
                    stage.close()
        finally:
            if self._observe is not None:
                self._observe(record_of(scenario, real_seconds() - self._began, self._evidence))

    def after_all(self, context: Context) -> None:
        """Close the venue."""
        self.close()

    def close(self) -> None:
        """Close the venue, also of a run that never began; twice is as good as once."""
        self._venue.close()
