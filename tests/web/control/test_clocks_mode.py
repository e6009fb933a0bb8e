"""Whether a world's clock flows or stands still, over the control API."""

import pytest

from itsid_sim.client.connection import Answer
from tests.web.control.asking import Asker, told_by


def set_clock(asker: Asker, world: str, given: object, if_match: str = "") -> Answer:
    """The answer to a new mode of the clock."""
    headers = [("if-match", if_match)] if if_match else []
    return asker.ask("PUT", f"/{world}/clock", given, headers)


def test_a_clock_flows_from_where_it_stands(asker: Asker) -> None:
    world = asker.new_world(now="2030-01-01T00:00:00+09:00")

    answer = set_clock(asker, world, {"mode": "flowing"})

    told = told_by(answer)
    assert (200, world, "flowing", "2030-01-01T00:0") == (
        answer.status,
        told["id"],
        told["clock"],
        told["now"][:15],
    )
    assert f'"{told["branch"]}.{told["event"]}"' == answer.header("etag")


def test_a_clock_that_flowed_stands_still(asker: Asker) -> None:
    world = asker.new_world(clock="flowing", now="2030-01-01T00:00:00+09:00")

    told = told_by(set_clock(asker, world, {"mode": "frozen"}))

    read = told_by(asker.ask("GET", f"/{world}"))
    assert ("frozen", told) == (told["clock"], read)


@pytest.mark.parametrize("mode", ["frozen", "flowing"])
def test_a_clock_that_goes_so_already_may_be_told_so(asker: Asker, mode: str) -> None:
    world = asker.new_world(clock=mode)

    answers = [set_clock(asker, world, {"mode": mode}) for _ in range(2)]

    assert [(200, mode)] * 2 == [(one.status, told_by(one)["clock"]) for one in answers]


def test_a_mode_is_no_event(asker: Asker) -> None:
    world = asker.new_world()
    before = told_by(asker.ask("GET", f"/{world}"))

    set_clock(asker, world, {"mode": "flowing"})
    after = told_by(set_clock(asker, world, {"mode": "frozen"}))

    kinds = {event["kind"] for event in told_by(asker.ask("GET", f"/{world}/events"))["events"]}
    assert (before["branch"], True) == (after["branch"], kinds <= {"TimePassed"})


def test_a_flowing_world_that_goes_back_goes_on_flowing(asker: Asker) -> None:
    world = asker.new_world(clock="flowing", now="2030-01-01T00:00:00+09:00")
    asker.ask("POST", f"/{world}/clock/advance", {"by": "P1D"})

    told = told_by(asker.ask("POST", f"/{world}/rewind", {"to": "2030-01-01T12:00:00+09:00"}))

    assert ("flowing", "2030-01-01T12:0") == (told["clock"], told["now"][:15])


def test_a_fork_of_a_flowing_world_stands_still(asker: Asker) -> None:
    world = asker.new_world(clock="flowing")

    told = told_by(asker.ask("POST", f"/{world}/fork", {}))

    assert "frozen" == told["clock"]


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, "mode"),
        ({"mode": "stopped"}, "mode"),
        ({"mode": None}, "mode"),
        ({"mode": True}, "mode"),
        ({"mode": "frozen", "speed": 2}, "speed"),
        ([], "body"),
        ("frozen", "body"),
    ],
    ids=str,
)
def test_another_mode_is_refused_with_its_place(asker: Asker, given: object, where: str) -> None:
    answer = set_clock(asker, asker.new_world(), given)

    assert (422, where) == (answer.status, told_by(answer)["where"])


@pytest.mark.parametrize(
    ("if_match", "status"),
    [('"{branch}.0"', 200), ("*", 200), ('"{branch}.1"', 412), ('"0.0"', 412)],
)
def test_a_clock_is_set_while_the_world_is_as_it_was(
    asker: Asker, if_match: str, status: int
) -> None:
    world = asker.new_world()
    tag = if_match.format(branch=asker.branch(world))

    answer = set_clock(asker, world, {"mode": "flowing"}, tag)

    clock = told_by(asker.ask("GET", f"/{world}"))["clock"]
    assert (status, status == 200) == (answer.status, clock == "flowing")


def test_only_json_of_our_own_pages_sets_a_clock(asker: Asker) -> None:
    path, given = f"/{asker.new_world()}/clock", {"mode": "flowing"}

    answers = [
        asker.ask("PUT", path, b"{"),
        asker.plain("PUT", f"/api/worlds{path}", [("content-type", "text/plain")], b"{}"),
        asker.ask("PUT", path, given, [("origin", "https://elsewhere.example")]),
        asker.ask("PUT", path, b" " * 10_000_000 + b"{}"),
        asker.ask("PUT", "/nobody/clock", given),
    ]

    assert [400, 415, 403, 413, 404] == [answer.status for answer in answers]
