"""What behave does around a run and around each scenario: a theatre, a stage, a driver."""

import json
from pathlib import Path

from behave.model import Scenario
from behave.runner import Context

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess

WAITS_FOR_WEB = "waits.web"


def before_all(context: Context) -> None:
    """Open the theatre for the whole run."""
    userdata = context.config.userdata
    answers = json.loads(userdata.get("answers", "{}"))
    fixtures = Path(userdata.get("fixtures", "fixtures"))
    context.theatre = Theatre(read_cast(fixtures / "cast.toml"), answers, userdata.get("seed", ""))


def before_scenario(context: Context, scenario: Scenario) -> None:
    """A fresh world and a fresh driver; what waits for the web is not run."""
    if WAITS_FOR_WEB in scenario.effective_tags:
        scenario.skip("waits for the web")
        return
    context.stage = context.theatre.stage()
    context.driver = InProcess(context.stage)


def after_scenario(context: Context, scenario: Scenario) -> None:
    """Close what the scenario opened."""
    if "driver" in context:
        context.driver.close()
        context.stage.close()


def after_all(context: Context) -> None:
    """Close the theatre."""
    context.theatre.close()
