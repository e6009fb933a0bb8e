"""A full disk: a clear answer, nothing half done, and all goes on when there is room again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.bootstrap.served import Served
from itsid_sim.client.control import Control
from itsid_sim.client.errors import Failed
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http, SiteFault
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules import labels, outcomes
from itsid_sim.web.told import World
from tests.store.conftest import Serve
from tests.store.disks import DISKS, Disk

pytestmark = pytest.mark.processes

SECOND = timedelta(seconds=1)
WRITES_MAX = 1000


@pytest.fixture(params=DISKS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with DISKS[request.param](tmp_path) as disk:
        yield disk


@pytest.fixture
def site(disk: Disk, serve: Serve) -> Iterator[Served]:
    yield serve(f"sqlite:///{disk.file}")
    disk.free()


@pytest.fixture
def theatre(site: Served, cast: Cast) -> Iterator[RemoteTheatre]:
    theatre = RemoteTheatre(site.url, cast, {})
    yield theatre
    theatre.close()


def walker(theatre: RemoteTheatre, world: World, who: str) -> Walker:
    stage = RemoteStage(theatre, "")
    vars(stage)["_begun"] = world
    return Walker(Http(stage, theatre.control.connection), stage, who)


def page_titled(walk: Walker, title: str) -> bool:
    """Whether the login page can be opened, and is called that."""
    routes.to_login(walk)
    return walk.driver.look(walk.who).is_titled(title)


def refused_write(control: Control, world: str) -> Failed:
    """The first answer to a write for which there is no room: there may be some left."""
    for _ in range(WRITES_MAX):
        try:
            control.advance(world, by=SECOND)
        except Failed as failed:
            return failed
    raise AssertionError("there is room without end")


def test_a_write_is_refused_with_what_to_do(disk: Disk, theatre: RemoteTheatre) -> None:
    control = theatre.control
    world = control.create()

    disk.fill()
    problem = refused_write(control, world.id).problem

    assert (503, "/problems/store") == (problem.status, problem.type)
    assert str(disk.file) in problem.detail


def test_what_was_answered_can_be_read_meanwhile(disk: Disk, theatre: RemoteTheatre) -> None:
    control = theatre.control
    world = control.create()

    disk.fill()
    refused_write(control, world.id)
    kept = control.world(world.id)

    assert kept.event == len(control.events(world.id, limit=1000).events)
    assert page_titled(walker(theatre, kept, "太郎"), labels.LOGIN)


def test_a_refused_write_leaves_no_trace(disk: Disk, theatre: RemoteTheatre) -> None:
    control = theatre.control
    world = control.create()

    disk.fill()
    refused_write(control, world.id)
    before = control.world(world.id)
    refused_write(control, world.id)

    assert before == control.world(world.id)


def test_the_same_write_is_done_when_there_is_room_again(
    disk: Disk, theatre: RemoteTheatre
) -> None:
    control = theatre.control
    world = control.create()

    disk.fill()
    refused_write(control, world.id)
    before = control.world(world.id)
    disk.free()
    after = control.advance(world.id, by=SECOND)

    assert (before.event + 1, before.now + SECOND) == (after.event, after.now)


def test_a_refused_press_can_be_repeated_on_the_same_page(
    disk: Disk, theatre: RemoteTheatre
) -> None:
    """The page of the 503 says that nothing is lost; the person goes back, and presses again."""
    world = theatre.control.create()
    walk = walker(theatre, world, "次郎")
    routes.walk_to(walk, outcomes.ID_ENTRY)
    walk.enter(ITSCOM_ID=walk.fact(labels.NEW_ID_FACT))
    routes.enter_password(walk, routes.new_password(walk))

    disk.fill()
    refused_write(theatre.control, world.id)
    with pytest.raises(SiteFault, match="503"):
        walk.press(labels.NEXT)
    disk.free()
    walk.press(labels.NEXT)

    assert walk.driver.look(walk.who).is_titled(labels.REGISTRATION_SENT)
    assert 1 == len(theatre.control.letters(world.id))


def test_all_that_was_answered_is_there_for_the_next_server(
    disk: Disk, theatre: RemoteTheatre, site: Served, serve: Serve
) -> None:
    control = theatre.control
    world = control.create()

    disk.fill()
    refused_write(control, world.id)
    before = control.events(world.id, limit=WRITES_MAX)
    site.close()
    disk.free()
    with Control(serve(f"sqlite:///{disk.file}").url) as next_control:
        after = next_control.events(world.id, limit=WRITES_MAX)

    assert before == after
