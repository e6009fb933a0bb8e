"""PostgreSQL goes away and comes back: a clear answer, nothing lost, nothing done twice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.bootstrap.served import Served
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.client.connection import Connection
from itsid_sim.client.control import Control
from itsid_sim.client.errors import Failed
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http, SiteFault
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.ports.store import StoreFailed
from itsid_sim.rules import labels, outcomes
from itsid_sim.web.told import World
from tests.store.conftest import Serve
from tests.store.fragile import PASSWORD, Fragile

pytestmark = pytest.mark.postgresql

SECOND = timedelta(seconds=1)
ACKNOWLEDGED = 20
ROUNDS = 3


@pytest.fixture(scope="module")
def server() -> Iterator[Fragile]:
    with TemporaryDirectory(prefix="itsid-") as home:
        opened = Fragile(Path(home))
        yield opened
        opened.revive()
        opened.close()


@pytest.fixture
def address(server: Fragile) -> Iterator[str]:
    yield server.new_address()
    server.revive()


@pytest.fixture
def site(address: str, server: Fragile, serve: Serve) -> Iterator[Served]:
    yield serve(address)
    server.revive()


@pytest.fixture
def control(site: Served) -> Iterator[Control]:
    with Control(site.url) as control:
        yield control


@pytest.fixture
def walker(site: Served, cast: Cast) -> Iterator[Callable[[World], Walker]]:
    """次郎 in a world, each time at a browser of his own."""
    with ExitStack() as undo:

        def begun(world: World) -> Walker:
            theatre, connection = RemoteTheatre(site.url, cast, {}), Connection(site.url)
            undo.callback(theatre.close)
            undo.callback(connection.close)
            stage = RemoteStage(theatre, "")
            vars(stage)["_begun"] = world
            return Walker(Http(stage, connection), stage, "次郎")

        yield begun


def test_a_server_that_is_away_is_told_without_the_password(
    server: Fragile, control: Control
) -> None:
    world = control.create()

    server.crash()
    with pytest.raises(Failed) as failed:
        control.advance(world.id, by=SECOND)

    problem = failed.value.problem
    assert (503, "/problems/store") == (problem.status, problem.type)
    assert "the server does not answer" in problem.detail
    assert PASSWORD not in problem.detail


def test_a_store_that_is_away_from_the_start_is_told(server: Fragile, address: str) -> None:
    server.crash()

    with pytest.raises(StoreFailed, match="does not answer") as failed:
        open_store(address)

    assert PASSWORD not in str(failed.value)


def test_what_was_answered_before_is_there_afterwards(server: Fragile, control: Control) -> None:
    world = control.create()
    control.advance(world.id, by=SECOND)
    before = control.events(world.id)

    server.crash()
    with pytest.raises(Failed):
        control.advance(world.id, by=SECOND)
    server.revive()

    assert before == control.events(world.id)
    assert 2 == control.advance(world.id, by=SECOND).event


def test_it_goes_away_in_the_midst_of_commands(server: Fragile, control: Control) -> None:
    """The one that was not answered may have been done, and no other."""
    events: list[int] = []
    busy = Event()

    def advance(world: str) -> None:
        try:
            while True:
                events.append(control.advance(world, by=SECOND).event)
                if len(events) == ACKNOWLEDGED:
                    busy.set()
        except Failed:
            busy.set()

    for _ in range(ROUNDS):
        world = control.create()
        events.clear()
        busy.clear()
        thread = Thread(target=advance, args=(world.id,))
        thread.start()

        busy.wait()
        server.crash()
        thread.join()
        server.revive()

        assert list(range(1, len(events) + 1)) == events
        assert control.world(world.id).event in (len(events), len(events) + 1)


def test_a_press_that_is_repeated_has_no_second_effect(
    server: Fragile, control: Control, walker: Callable[[World], Walker]
) -> None:
    world = control.create()
    walk = walker(world)
    to_id_and_password(walk)

    server.crash()
    with pytest.raises(SiteFault, match="503"):
        walk.press(labels.NEXT)
    server.revive()
    walk.press(labels.NEXT)

    assert walk.driver.look(walk.who).is_titled(labels.REGISTRATION_SENT)
    assert ["arrived"] == [letter.state for letter in control.letters(world.id)]


def test_people_go_on_where_they_were_and_get_each_letter_once(
    server: Fragile, control: Control, walker: Callable[[World], Walker]
) -> None:
    worlds = [control.create() for _ in range(ROUNDS)]
    there, walking = Event(), Event()
    errors: list[BaseException] = []
    walks = [walker(world) for world in worlds]
    threads = [Thread(target=_walk, args=(walk, there, walking, errors)) for walk in walks]
    for thread in threads:
        thread.start()

    walking.wait()
    server.crash()
    server.revive()
    there.set()
    for thread in threads:
        thread.join()

    assert [] == errors
    assert [["arrived"]] * ROUNDS == [
        [letter.state for letter in control.letters(world.id)] for world in worlds
    ]


def _walk(walk: Walker, there: Event, walking: Event, errors: list[BaseException]) -> None:
    """Register, and begin anew with a page that could not be shown."""
    try:
        again(lambda: to_id_and_password(walk), there)
        walking.set()
        again(lambda: walk.press(labels.NEXT), there)
        assert walk.driver.look(walk.who).is_titled(labels.REGISTRATION_SENT)
    except BaseException as error:  # noqa: BLE001 - told at the end
        errors.append(error)
    finally:
        walking.set()


def again(act: Callable[[], None], there: Event) -> None:
    """Do it once more when the server is there again, if it was not."""
    try:
        act()
    except SiteFault:
        there.wait()
        act()


def to_id_and_password(walk: Walker) -> None:
    """Where the next press writes a letter."""
    routes.walk_to(walk, outcomes.ID_ENTRY)
    walk.enter(ITSCOM_ID=walk.fact(labels.NEW_ID_FACT))
    routes.enter_password(walk, routes.new_password(walk))
