"""What the contracts of drivers and stages are tried on. A new driver is a new line in `SITES`."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.drivers.driver import Driver
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.specification import ROOT
from itsid_sim.drivers.stage import Stage

CAST = read_cast(ROOT / "fixtures" / "cast.toml")


class Site(NamedTuple):
    """A fresh world of the project's cast, the person at a browser and the tester beside."""

    driver: Driver
    stage: Stage

    def walker(self, who: str) -> Walker:
        """One person with both at hand."""
        return Walker(self.driver, self.stage, who)

    def title(self, who: str) -> str:
        """The title of the page before somebody."""
        return self.driver.look(who).title


@contextmanager
def in_process() -> Iterator[Site]:
    """The driver without anything between, and the stage inside this process."""
    theatre = Theatre(CAST, {})
    try:
        stage = theatre.stage()
        yield Site(InProcess(stage), stage)
    finally:
        theatre.close()


SITES: dict[str, Callable[[], AbstractContextManager[Site]]] = {"in-process": in_process}
