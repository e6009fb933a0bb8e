"""What a run plays on: each driver with the simulator it needs, opened once for all scenarios."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.core.chart import Chart
from itsid_sim.drivers.driver import Driver
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.stage import Person, Stage
from itsid_sim.procedures import CHART
from itsid_sim.rules.value import Value

if TYPE_CHECKING:
    from itsid_sim.drivers.remote import RemoteTheatre

IN_PROCESS, HTTP, BROWSER = "in-process", "http", "browser"
EMBEDDED = "embedded"

Scene = tuple[Stage, Driver]
Walker = Callable[[Any], Driver]


class NoVenue(ValueError):
    """A driver and a target that do not go together; the message says what does."""


class Wanted(Value, frozen=True):
    """Who walks, where, with which answers for the whole run, and what the dice come from.

    `pictures` is the folder for pictures of the screens that a browser passes; `""`: none.
    """

    driver: str = IN_PROCESS
    target: str = EMBEDDED
    answers: Mapping[str, object] = {}
    seed: str = ""
    pictures: str = ""


class Venue:
    """What is open for a run: `scene` gives a scenario its stage and driver."""

    def __init__(
        self, people: Mapping[str, Person], scene: Callable[[str], Scene], close: ExitStack
    ) -> None:
        self.people = people
        self.scene = scene
        self._close = close

    def close(self) -> None:
        """Close all that was opened for the run; twice is as good as once."""
        self._close.close()


def venue(wanted: Wanted, cast: Cast, chart: Chart = CHART) -> Venue:
    """Open what a run needs; a simulator of our own follows the chart. Raises `NoVenue`."""
    with ExitStack() as undo:
        theatre, url = _theatre(wanted, cast, chart, undo)
        walker = WALKERS[wanted.driver](wanted, url, undo)

        def scene(of: str) -> Scene:
            stage = theatre.stage(of)
            return stage, walker(stage)

        return Venue(theatre.people, scene, undo.pop_all())


def _theatre(
    wanted: Wanted, cast: Cast, chart: Chart, undo: ExitStack
) -> tuple["Theatre | RemoteTheatre", str]:
    """Where stages come from, and the address of the simulator behind them."""
    if wanted.target != EMBEDDED:
        return _remote(wanted, cast, undo), wanted.target
    if wanted.driver == IN_PROCESS:
        simulator = Embedded(chart=chart)
        undo.callback(simulator.close)
        return Theatre(cast, wanted.answers, wanted.seed, simulator), ""
    from itsid_sim.bootstrap.served import Served, Serving  # noqa: PLC0415 - seldom, and slow

    served = Served(Serving(), cast, chart=chart)
    undo.callback(served.close)
    return Theatre(cast, wanted.answers, wanted.seed, served.simulator), served.url


def _remote(wanted: Wanted, cast: Cast, undo: ExitStack) -> "RemoteTheatre":
    from itsid_sim.client.connection import Unreachable  # noqa: PLC0415
    from itsid_sim.client.control import TOKEN_VARIABLE  # noqa: PLC0415
    from itsid_sim.client.errors import NotDone  # noqa: PLC0415
    from itsid_sim.drivers.remote import RemoteTheatre  # noqa: PLC0415

    if wanted.driver == IN_PROCESS:
        raise NoVenue(
            f"--target {wanted.target}: the driver {wanted.driver!r} walks only in this process; "
            f"choose --driver {HTTP} or {BROWSER}"
        )
    try:
        token = os.environ.get(TOKEN_VARIABLE, "")
        theatre = RemoteTheatre(wanted.target, cast, wanted.answers, wanted.seed, token)
        undo.callback(theatre.close)
        theatre.control.worlds(limit=1)
    except (ValueError, Unreachable, NotDone) as error:
        raise NoVenue(
            f"--target {wanted.target}: {error}; it takes the address of a simulator that "
            "`itsid serve` runs, such as http://127.0.0.1:8025"
        ) from None
    return theatre


def _straight(_wanted: Wanted, _url: str, _undo: ExitStack) -> Walker:
    return InProcess


def _over_http(_wanted: Wanted, url: str, undo: ExitStack) -> Walker:
    from itsid_sim.client.connection import Connection  # noqa: PLC0415
    from itsid_sim.drivers.http import Http  # noqa: PLC0415

    connection = Connection(url)
    undo.callback(connection.close)
    return lambda stage: Http(stage, connection)


def _in_browser(wanted: Wanted, _url: str, undo: ExitStack) -> Walker:
    try:
        from itsid_sim.drivers.chromium import Chromium, NoChromium  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise NoVenue(
            f"--driver {BROWSER}: {missing.name} is not installed; install itsid-sim[browser]"
        ) from None
    from itsid_sim.drivers.album import Album  # noqa: PLC0415
    from itsid_sim.drivers.browser import Browser  # noqa: PLC0415

    try:
        chromium = Chromium()
    except NoChromium as reason:
        raise NoVenue(f"--driver {BROWSER}: {reason}") from None
    undo.callback(chromium.close)
    album = Album(Path(wanted.pictures)) if wanted.pictures else None
    return lambda stage: Browser(stage, chromium, album)


WALKERS: dict[str, Callable[[Wanted, str, ExitStack], Walker]] = {
    IN_PROCESS: _straight,
    HTTP: _over_http,
    BROWSER: _in_browser,
}
