"""What happens in a world, told as it happens: text/event-stream."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec import json

from itsid_sim.client.connection import Header
from tests.web.control.asking import Asker, told_by

TIMEOUT_S = 10
MINUTE = {"by": "PT1M"}

Told = tuple[str, str, Any]


class Listener:
    """Reads one stream to where it has come."""

    def __init__(self, sock: socket.socket) -> None:
        self._lines = sock.makefile("rb")
        self.head = b"".join(iter(self._lines.readline, b"\r\n")).decode()

    def next(self) -> Told:
        """The next thing told: its kind, id and data; heartbeats are passed over."""
        fields: dict[str, str] = {}
        while "data" not in fields:
            line = self._lines.readline().decode()
            assert line, "the stream has ended"
            name, colon, value = line.strip().partition(": ")
            if colon:
                fields[name] = value
        return fields["event"], fields.get("id", ""), json.decode(fields["data"])

    def ends(self) -> bool:
        """Whether nothing more is told: the last chunk of an answer is empty."""
        lines = (self._lines.readline().strip() for _ in range(3))
        return b"0" in lines


@contextmanager
def listening(
    asker: Asker, world: str, query: str = "", headers: Sequence[Header] = ()
) -> Iterator[Listener]:
    place = urlsplit(asker.served.url)
    lines = [f"GET /api/worlds/{world}/events{query} HTTP/1.1", f"host: {place.netloc}"]
    lines += ["accept: text/event-stream", *(f"{name}: {value}" for name, value in headers)]
    with socket.create_connection((place.hostname or "", place.port or 0), TIMEOUT_S) as sock:
        sock.sendall("\r\n".join((*lines, "", "")).encode())
        yield Listener(sock)


def move(asker: Asker, world: str, times: int = 1) -> None:
    for _ in range(times):
        asker.ask("POST", f"/{world}/clock/advance", MINUTE)


def test_it_is_a_stream_of_events(asker: Asker) -> None:
    with listening(asker, asker.new_world()) as listener:
        head = listener.head.lower()

    assert " 200 " in head.splitlines()[0]
    assert "content-type: text/event-stream" in head
    assert "cache-control: no-store" in head


def test_what_has_happened_is_told_first_and_then_what_happens(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world)

    with listening(asker, world) as listener:
        before = listener.next()
        move(asker, world)
        after = listener.next()

    branch = asker.branch(world)
    assert [("happened", f"{branch}.1"), ("happened", f"{branch}.2")] == [before[:2], after[:2]]
    assert ["1分たった", "1分たった"] == [before[2]["text"], after[2]["text"]]


def test_an_event_is_told_as_in_the_list(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world)

    with listening(asker, world) as listener:
        told = listener.next()[2]

    assert told_by(asker.ask("GET", f"/{world}/events"))["events"] == [told]


def test_it_begins_after_an_event(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world, 3)

    with listening(asker, world, "?after=2") as listener:
        number = listener.next()[2]["n"]

    assert 3 == number


def test_it_goes_on_where_it_broke_off(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world, 3)
    last = [("last-event-id", f"{asker.branch(world)}.1")]

    with listening(asker, world, headers=last) as listener:
        numbers = [listener.next()[2]["n"] for _ in range(2)]

    assert [2, 3] == numbers


def test_going_back_is_told_with_the_last_event_that_still_holds(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world, 3)

    with listening(asker, world, "?after=3") as listener:
        asker.ask("POST", f"/{world}/rewind", {"to": 1})
        moved = listener.next()
        move(asker, world)
        happened = listener.next()

    branch = str(asker.branch(world))
    assert ("branch", f"{branch}.1", {"branch": branch, "event": 1}) == moved
    assert ("happened", f"{branch}.2", 2) == (*happened[:2], happened[2]["n"])


def test_who_broke_off_before_a_rewind_is_told_of_it(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world, 3)
    last = [("last-event-id", f"{asker.branch(world)}.3")]
    asker.ask("POST", f"/{world}/rewind", {"to": 2})

    with listening(asker, world, headers=last) as listener:
        moved = listener.next()

    assert ("branch", 2) == (moved[0], moved[2]["event"])


def test_returning_to_a_branch_tells_what_was_left(asker: Asker) -> None:
    world = asker.new_world()
    move(asker, world, 3)
    left = str(asker.branch(world))
    asker.ask("POST", f"/{world}/rewind", {"to": 1})

    with listening(asker, world, "?after=1") as listener:
        asker.ask("POST", f"/{world}/rewind", {"branch": left})
        told = [listener.next() for _ in range(3)]

    assert ["branch", "happened", "happened"] == [kind for kind, _, _ in told]
    assert [f"{left}.1", f"{left}.2", f"{left}.3"] == [id_ for _, id_, _ in told]


def test_a_world_that_is_taken_away_ends_it(asker: Asker) -> None:
    world = asker.new_world()

    with listening(asker, world) as listener:
        asker.ask("DELETE", f"/{world}")
        gone = listener.next()
        ends = listener.ends()

    assert (("gone", "", {"world": world}), True) == (gone, ends)


def test_another_worlds_events_are_not_told(asker: Asker) -> None:
    world, other = asker.new_world(), asker.new_world()

    with listening(asker, world) as listener:
        move(asker, other)
        asker.ask("POST", f"/{world}/clock/advance", {"by": "PT2M"})
        told = listener.next()

    assert "2分たった" == told[2]["text"]


@pytest.mark.parametrize("last", ["", "nonsense", "999999.5", "0.0"])
def test_who_broke_off_nowhere_is_told_all(asker: Asker, last: str) -> None:
    world = asker.new_world()
    move(asker, world)

    with listening(asker, world, headers=[("last-event-id", last)]) as listener:
        told = [listener.next()]
        if told[0][0] == "branch":
            told.append(listener.next())

    assert 1 == told[-1][2]["n"]


def test_there_is_none_of_an_unknown_world(asker: Asker) -> None:
    with listening(asker, "nowhere") as listener:
        head = listener.head

    assert " 404 " in head.splitlines()[0]
