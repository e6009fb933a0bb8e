"""What the contracts of drivers and stages are tried on. A new driver is a new line in `SITES`."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import NamedTuple

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served
from itsid_sim.client.connection import Connection
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.chromium import Chromium
from itsid_sim.drivers.driver import Driver
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.remote import RemoteTheatre
from itsid_sim.drivers.routes import Walker
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
def in_process(_served: Served) -> Iterator[Site]:
    """The driver without anything between, and the stage inside this process."""
    theatre = Theatre(CAST, {})
    try:
        stage = theatre.stage()
        yield Site(InProcess(stage), stage)
    finally:
        theatre.close()


@contextmanager
def over_http(served: Served) -> Iterator[Site]:
    """The driver over HTTP, and the stage inside this process."""
    theatre = Theatre(CAST, {}, simulator=served.simulator)
    connection, stage = Connection(served.url), theatre.stage()
    try:
        yield Site(Http(stage, connection), stage)
    finally:
        stage.close()
        connection.close()


@contextmanager
def remote(served: Served) -> Iterator[Site]:
    """The driver over HTTP, and the stage that knows the simulator only from outside."""
    theatre = RemoteTheatre(served.url, CAST, {})
    connection, stage = Connection(served.url), theatre.stage()
    try:
        yield Site(Http(stage, connection), stage)
    finally:
        stage.close()
        connection.close()
        theatre.close()


@contextmanager
def in_browser(served: Served) -> Iterator[Site]:
    """The driver of a real browser, and the stage inside this process."""
    theatre = Theatre(CAST, {}, simulator=served.simulator)
    stage = theatre.stage()
    driver = Browser(stage, chromium())
    try:
        yield Site(driver, stage)
    finally:
        driver.close()
        stage.close()


@cache
def chromium() -> Chromium:
    """One browser for all tests of a process."""
    browser = Chromium()
    atexit.register(browser.close)
    return browser


SITES: dict[str, Callable[[Served], AbstractContextManager[Site]]] = {
    "in-process": in_process,
    "http": over_http,
    "remote": remote,
    "browser": in_browser,
}
