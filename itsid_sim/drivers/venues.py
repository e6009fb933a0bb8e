"""What a run plays on: each driver with the simulator it needs, opened once for all scenarios."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.drivers.driver import Driver
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.stage import Person, Stage
from itsid_sim.rules.value import Value

IN_PROCESS, HTTP = "in-process", "http"
EMBEDDED = "embedded"

Scene = tuple[Stage, Driver]


class NoVenue(ValueError):
    """A driver and a target that do not go together; the message says what does."""


class Wanted(Value, frozen=True):
    """Who walks, where, with which answers for the whole run, and what the dice come from."""

    driver: str = IN_PROCESS
    target: str = EMBEDDED
    answers: Mapping[str, object] = {}
    seed: str = ""


class Venue:
    """What is open for a run: `scene` gives a fresh stage and a driver that walks on it."""

    def __init__(
        self, people: Mapping[str, Person], scene: Callable[[], Scene], close: ExitStack
    ) -> None:
        self.people = people
        self.scene = scene
        self._close = close

    def close(self) -> None:
        """Close all that was opened for the run; twice is as good as once."""
        self._close.close()


def venue(wanted: Wanted, cast: Cast) -> Venue:
    """Open what a run needs. Raises `NoVenue`."""
    if wanted.driver == HTTP:
        return _over_http(wanted, cast) if wanted.target == EMBEDDED else _remote(wanted, cast)
    if wanted.target != EMBEDDED:
        raise NoVenue(
            f"--target {wanted.target}: the driver {wanted.driver!r} walks only in this process; "
            f"choose --driver {HTTP}"
        )
    with ExitStack() as undo:
        theatre = Theatre(cast, wanted.answers, wanted.seed)
        undo.callback(theatre.close)

        def scene() -> Scene:
            stage = theatre.stage()
            return stage, InProcess(stage)

        return Venue(theatre.people, scene, undo.pop_all())


def _over_http(wanted: Wanted, cast: Cast) -> Venue:
    from itsid_sim.bootstrap.served import Served, Serving  # noqa: PLC0415 - seldom, and slow
    from itsid_sim.client.connection import Connection  # noqa: PLC0415
    from itsid_sim.drivers.http import Http  # noqa: PLC0415

    with ExitStack() as undo:
        served = Served(Serving(), cast)
        undo.callback(served.close)
        connection = Connection(served.url)
        undo.callback(connection.close)
        theatre = Theatre(cast, wanted.answers, wanted.seed, served.simulator)

        def scene() -> Scene:
            stage = theatre.stage()
            return stage, Http(stage, connection)

        return Venue(theatre.people, scene, undo.pop_all())


def _remote(wanted: Wanted, cast: Cast) -> Venue:
    from itsid_sim.client.connection import Connection, Unreachable  # noqa: PLC0415
    from itsid_sim.client.control import TOKEN_VARIABLE  # noqa: PLC0415
    from itsid_sim.client.errors import NotDone  # noqa: PLC0415
    from itsid_sim.drivers.http import Http  # noqa: PLC0415
    from itsid_sim.drivers.remote import RemoteTheatre  # noqa: PLC0415

    with ExitStack() as undo:
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
        connection = Connection(wanted.target)
        undo.callback(connection.close)

        def scene() -> Scene:
            stage = theatre.stage()
            return stage, Http(stage, connection)

        return Venue(theatre.people, scene, undo.pop_all())
