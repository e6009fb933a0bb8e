"""A simulator in the process of a test run, for as long as the run."""

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving


def own_simulator() -> Served:
    """Serving on a free port, with the people of the fixtures, in memory."""
    return Served(Serving(), read_cast(ROOT / "fixtures" / "cast.toml"))
