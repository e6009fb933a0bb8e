"""`itsid verify FEATURE` up to the end of its first scenario, for the start-up figure."""

import os
import sys

import itsid_sim.cli.verify  # noqa: F401 - what the command imports before it runs
from itsid_sim.drivers.record import ScenarioRecord
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run


def stop(_first: ScenarioRecord) -> None:
    """End the process at once."""
    os._exit(0)


run(Request(tuple(sys.argv[1:])), stop)
