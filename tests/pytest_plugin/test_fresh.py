"""The world of one test from its making to its end, and what a report tells of it."""

from collections.abc import Iterator

import pytest

from itsid_sim.client.control import Control
from itsid_sim.client.errors import NoSuchThing
from itsid_sim.pytest_plugin.fresh import Fresh
from tests.pytest_plugin.walks import asked_for_reissue

pytestmark = pytest.mark.processes


@pytest.fixture
def fresh(itsid_server: str) -> Iterator[Fresh]:
    made = Fresh(itsid_server, "", [], is_kept=False)
    yield made
    made.end()


def is_there(fresh: Fresh, id: str) -> bool:
    try:
        fresh.world.control.world(id)
    except NoSuchThing:
        return False
    return True


def test_what_is_told_is_the_time_the_address_and_what_happened(fresh: Fresh) -> None:
    fresh.world.advance(minutes=29, seconds=59)

    ((title, text),) = fresh.told()

    expected = f"""\
id       {fresh.world.id}
pages    {fresh.world.url}
time     2026-06-01 10:29:59
events   1
  2026-06-01 10:29:59  29分59秒たった"""
    assert ("itsid world", expected) == (title, text)


@pytest.mark.parametrize(("count", "told"), [(20, "20"), (21, "21, of which the last")])
def test_of_many_events_the_last_twenty_are_told(fresh: Fresh, count: int, told: str) -> None:
    for _ in range(count):
        fresh.world.advance(seconds=1)

    ((_, text),) = fresh.told()

    *_, events = (line for line in text.splitlines() if line.startswith("events"))
    assert (f"events   {told}", 20) == (events, text.count("1秒たった"))


def test_what_is_told_has_no_secrets(fresh: Fresh) -> None:
    asked_for_reissue(fresh.world)

    ((_, text),) = fresh.told()

    assert fresh.world.code() not in text


def test_forks_are_told_of_too(fresh: Fresh) -> None:
    fork = fresh.world.fork().fork()

    titles = [title for title, _ in fresh.told()]

    assert ["itsid world", "itsid world, fork", "itsid world, fork"] == titles
    assert f"pages    {fork.url}" in fresh.told()[-1][1]


def test_a_world_that_is_gone_is_told_to_be(fresh: Fresh) -> None:
    fresh.world.control.delete(fresh.world.id)

    ((_, text),) = fresh.told()

    assert "it cannot be asked any more: 404 Not Found" in text


def test_in_the_end_the_world_and_its_forks_are_taken_away(fresh: Fresh) -> None:
    ids = [fresh.world.id, fresh.world.fork().id]

    kept = fresh.end()

    assert ([], [False, False]) == (kept, [is_there(fresh, one) for one in ids])


def test_worlds_that_are_kept_are_told_by_their_console(itsid_server: str) -> None:
    fresh = Fresh(itsid_server, "", [], is_kept=True)
    fork = fresh.world.fork()

    ((_, text), _) = fresh.told()
    kept = fresh.end()

    ids = [fresh.world.id, fork.id]
    assert [f"{itsid_server}/w/{one}/console" for one in ids] == kept
    assert text.endswith(f"console  {kept[0]}")
    with Control(itsid_server) as control:
        for one in ids:
            control.delete(one)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (pytest.mark.itsid(setings={}), "itsid_world: marker itsid: found setings; it takes"),
        (
            pytest.mark.itsid(settings={"Q01": "maybe"}),
            'itsid_world: 422 .* Q01 allows "exclusive" or "inclusive"',
        ),
    ],
)
def test_a_wrong_marker_fails_its_test(
    itsid_server: str, mark: pytest.MarkDecorator, message: str
) -> None:
    with pytest.raises(pytest.fail.Exception, match=message):
        Fresh(itsid_server, "", [mark.mark], is_kept=False)
