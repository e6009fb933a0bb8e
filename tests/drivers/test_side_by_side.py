"""Many runs share one server at once, a fresh world a scenario: none sees another's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest

from itsid_sim.adapters.facts import OPENING
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Connection
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules.letters import CODE_SUBJECT
from itsid_sim.rules.value import Value
from tests.drivers.sites import CAST

RUNS, SCENARIOS = 6, 3
WHO, MAILBOX = "太郎", "taro@example.jp"


class Lived(Value, frozen=True):
    """What one scenario has seen of its world at its end."""

    waited_s: int
    codes: tuple[str, ...]
    title: str


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("worlds") / "worlds.db"
    store = f"sqlite:///{file}" if request.param == "sqlite" else request.param
    with closing(Served(Serving(store=store), CAST)) as opened:
        yield opened


def live(served: Served, run: int) -> list[Lived]:
    """A whole run: scenarios one after the other, each waiting another span."""
    theatre = RemoteTheatre(served.url, CAST, {}, seed=f"run {run}")
    with closing(theatre), closing(Connection(served.url)) as connection:
        return [_lived(theatre.stage(), connection, run + RUNS * n) for n in range(SCENARIOS)]


def _lived(stage: RemoteStage, connection: Connection, seconds: int) -> Lived:
    """As many reissues as the seconds tell, and in every second scenario a change of password."""
    with closing(stage), closing(Http(stage, connection)) as driver:
        walker = Walker(driver, stage, WHO)
        for _ in range(1 + seconds % 3):
            stage.advance(seconds)
            routes.ask_for_reissue(walker)
        if seconds % 2:
            routes.to_password_changed(walker)
        waited = stage.now() - OPENING
        codes = tuple(one.code for one in stage.letters(MAILBOX) if one.subject == CODE_SUBJECT)
        return Lived(waited // timedelta(seconds=1), codes, driver.look(WHO).title)


def test_runs_side_by_side_see_what_they_see_alone(served: Served) -> None:
    alone = [live(served, run) for run in range(RUNS)]

    with ThreadPoolExecutor(RUNS) as threads:
        together = list(threads.map(lambda run: live(served, run), range(RUNS)))

    assert alone == together
    assert len({code for run in together for lived in run for code in lived.codes}) > RUNS


def test_they_leave_nothing_behind(served: Served) -> None:
    live(served, 1)

    assert ["main"] == [record.name for record in served.universe.service.listed()]
