"""Whoever listens to a mailbox is told what happens in it, over a WebSocket or as a stream."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault
from itsid_sim.service.inbox import Inbox, mail_of
from tests.web.control.asking import HANAKO, TARO, Asker

PATIENCE_S = 10
EVENTS, STREAM = "/mail/api/events", {"accept": "text/event-stream"}
LETTER = b"From: shop@example.org\r\nSubject: hello\r\n\r\ntext\r\n"


def url(asker: Asker, world: str, place: str = EVENTS) -> str:
    """Where a mailbox is listened to."""
    return f"ws://{urlsplit(asker.served.url).netloc}/w/{world}{place}"


@contextmanager
def listening(asker: Asker, world: str, place: str = EVENTS) -> Iterator[ClientConnection]:
    """Somebody who listens from now on, and has heard how many letters there are."""
    with connect(url(asker, world, place)) as socket:
        assert "stats" == heard(socket)["Type"]
        asker.until_watched(world)
        yield socket


def heard(socket: ClientConnection) -> dict[str, Any]:
    """The next thing that is told."""
    told: dict[str, Any] = json.loads(socket.recv(PATIENCE_S))
    return told


def until(socket: ClientConnection, kind: str) -> Iterator[dict[str, Any]]:
    """All that is told until something of this kind is."""
    told = heard(socket)
    yield told
    while told["Type"] != kind:
        told = heard(socket)
        yield told


def post(asker: Asker, world: str, *to: str) -> str:
    """Let a mail come; its number."""
    inbox = Inbox(asker.universe.service)
    return inbox.receive(world, mail_of("shop@example.org", to or (TARO,), LETTER))


def do(command: c.Command) -> Callable[[Asker, str], object]:
    """Have a command carried out."""
    return lambda asker, world: asker.universe.service.carry_out(world, command)


def test_a_new_letter_is_told_with_how_many_there_are(asker: Asker) -> None:
    world = asker.new_world()
    with listening(asker, world) as socket:
        post(asker, world)

        new, stats = heard(socket), heard(socket)

    assert ("new", "1", "hello", False) == (
        new["Type"],
        new["Data"]["ID"],
        new["Data"]["Subject"],
        new["Data"]["Read"],
    )
    assert ("stats", 1, 1) == (stats["Type"], stats["Data"]["Total"], stats["Data"]["Unread"])


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (c.Mark(("1",), read=True), [("update", {"ID": "1", "Read": True})]),
        (c.Tag(("1",), ("a", "b")), [("update", {"ID": "1", "Tags": ["a", "b"]})]),
        (c.ThrowAway(("1",)), [("delete", {"ID": "1"})]),
        (c.ThrowAway(("1", "2")), [("truncate", None)]),
    ],
)
def test_what_the_reader_does_is_told(
    asker: Asker, command: c.Command, told: list[tuple[str, object]]
) -> None:
    world = asker.new_world()
    post(asker, world)
    post(asker, world)
    with listening(asker, world) as socket:
        do(command)(asker, world)

        found = [heard(socket) for _ in told]
        stats = heard(socket)

    assert told == [(one["Type"], one["Data"]) for one in found]
    assert "stats" == stats["Type"]


def test_a_letter_that_comes_twice_is_new_once(asker: Asker) -> None:
    world = asker.new_world()
    do(c.SetFaults((Fault("twice"),)))(asker, world)
    with listening(asker, world) as socket:
        post(asker, world)
        first = [heard(socket)["Type"] for _ in range(2)]
        post(asker, world)
        second = [heard(socket)["Type"] for _ in range(2)]

    assert [["new", "stats"]] * 2 == [first, second]


def test_a_world_that_went_back_is_to_be_listed_anew(asker: Asker) -> None:
    world = asker.new_world()
    post(asker, world)
    with listening(asker, world) as socket:
        asker.ask("POST", f"/{world}/rewind", {"to": 0})

        told = [heard(socket) for _ in range(2)]

    assert [("prune", None), ("stats", 0)] == [
        (one["Type"], one["Data"] and one["Data"]["Total"]) for one in told
    ]


def test_the_box_of_an_address_hears_of_its_own_letters(asker: Asker) -> None:
    world = asker.new_world()
    with listening(asker, world, f"/mail/to/{quote(HANAKO)}/api/events") as socket:
        post(asker, world, TARO)
        post(asker, world, TARO, HANAKO)
        told = list(until(socket, "stats"))
        do(c.Mark(("1", "2"), read=True))(asker, world)
        do(c.ThrowAway(("1",)))(asker, world)
        do(c.ThrowAway(("2",)))(asker, world)
        told += until(socket, "truncate")

    assert ["new", "update", "truncate"] == [one["Type"] for one in told if one["Type"] != "stats"]
    assert {"2"} == {one["Data"]["ID"] for one in told if one["Data"] and "ID" in one["Data"]}


def test_a_world_that_is_taken_away_ends_it(asker: Asker) -> None:
    world = asker.new_world()
    with listening(asker, world) as socket:
        asker.ask("DELETE", f"/{world}")

        with pytest.raises(ConnectionClosed) as closed:
            heard(socket)

    assert closed.value.rcvd is not None
    assert 1001 == closed.value.rcvd.code


@pytest.mark.parametrize(
    ("world", "place", "origin"),
    [
        ("nobody", EVENTS, None),
        ("main", "/mail/api/v1/messages", None),
        ("main", "/mypage", None),
        ("main", EVENTS, "https://evil.example"),
        ("main", EVENTS, "null"),
    ],
)
def test_nobody_listens_from_elsewhere_or_to_anything_else(
    asker: Asker, world: str, place: str, origin: str | None
) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            url(asker, world, place),
            origin=origin,  # type: ignore[arg-type]
        ),
    ):
        pass

    assert 403 == refused.value.response.status_code


def test_many_may_listen_and_leave(asker: Asker) -> None:
    world = asker.new_world()
    for _ in range(20):
        with listening(asker, world):
            pass
    with listening(asker, world) as one, listening(asker, world) as other:
        post(asker, world)

        assert "new" == heard(one)["Type"] == heard(other)["Type"]


def test_what_is_said_by_a_listener_counts_for_nothing(asker: Asker) -> None:
    world = asker.new_world()
    with listening(asker, world) as socket:
        socket.send("hello")
        post(asker, world)

        assert "new" == heard(socket)["Type"]


def test_a_stream_tells_the_same(asker: Asker) -> None:
    world = asker.new_world()
    post(asker, world)

    asked = Request(f"{asker.served.url}/w/{world}{EVENTS}", headers=STREAM)  # noqa: S310
    with urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310 - our own site
        told = (json.loads(line[6:]) for line in answer if line.startswith(b"data: "))
        first = next(told)
        asker.until_watched(world)
        do(c.Mark(("1",), read=True))(asker, world)
        update = next(told)

    assert ("stats", 1) == (first["Type"], first["Data"]["Total"])
    assert {"Type": "update", "Data": {"ID": "1", "Read": True}} == update


def test_who_asks_for_no_stream_is_told_what_to_ask_for(asker: Asker) -> None:
    answer = asker.plain("GET", f"/w/{asker.new_world()}{EVENTS}", [], b"")

    assert (400, True) == (answer.status, b"text/event-stream" in answer.body)
