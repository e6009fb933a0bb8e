"""Bodies of any size, and faults of ours: nothing is read too far, and nothing is told of them."""

import asyncio
import logging
import socket
from urllib.parse import urlsplit

import pytest
from msgspec import json
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsid_sim.web.control import control_api
from itsid_sim.web.control.border import BODY_BYTES_MAX, Border
from itsid_sim.web.gate import Gate
from itsid_sim.web.told import Problem
from itsid_sim.web.visitors import Doorkeeper
from tests.web.control.asking import WORLDS, Asker, told_by

DOORS = Doorkeeper(bytes(32), lambda: "", secure=False)


@pytest.mark.parametrize(
    ("size", "expected"),
    [(BODY_BYTES_MAX, (422, "/problems/invalid")), (BODY_BYTES_MAX + 1, (413, "/problems/size"))],
)
def test_a_body_has_a_mebibyte_at_most(asker: Asker, size: int, expected: tuple[int, str]) -> None:
    body = b'{"seed": "' + b"x" * (size - 12) + b'"}'

    answer = asker.ask("POST", "", body)

    assert (size, expected) == (len(body), (answer.status, told_by(answer)["type"]))


def test_a_fault_of_ours_is_told_without_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("Taro.pass1")

    with caplog.at_level(logging.ERROR):
        messages = asyncio.run(asked(Border(broken, Gate(()), ""), "GET", b""))

    told = json.decode(messages[1]["body"], type=Problem)
    assert (500, 500, "/problems/fault", False) == (
        messages[0]["status"],
        told.status,
        told.type,
        "Taro" in told.detail,
    )
    assert 1 == len(caplog.records)


def test_a_body_without_a_length_is_read_no_further_than_allowed(asker: Asker) -> None:
    app = control_api(asker.universe, DOORS, Gate(()), "")

    messages = asyncio.run(asked(app, "POST", *[b"x" * 1024] * 1025, b"never read"))

    told = json.decode(messages[1]["body"], type=Problem)
    assert (413, 413, "/problems/size") == (messages[0]["status"], told.status, told.type)


def test_who_hangs_up_halfway_is_no_fault_of_ours(
    asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    path = WORLDS.encode()
    head = b"POST %b HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" % path

    with caplog.at_level(logging.ERROR), socket.create_connection(place_of(asker)) as line:
        line.sendall(head + b"content-length: 9\r\n\r\n{")

    assert 200 == asker.ask("GET", "").status
    assert [] == caplog.records


@pytest.mark.parametrize("length", [b"9" * 5000, b"1e3", b"-1"])
def test_a_length_that_is_none_is_refused(asker: Asker, length: bytes) -> None:
    app = control_api(asker.universe, DOORS, Gate(()), "")

    messages = asyncio.run(asked(app, "POST", b"{}", length=length))

    assert 413 == messages[0]["status"]


def place_of(asker: Asker) -> tuple[str, int]:
    """Where the simulator listens."""
    parts = urlsplit(asker.served.url)
    return parts.hostname or "", parts.port or 0


async def asked(app: ASGIApp, method: str, *parts: bytes, length: bytes = b"") -> list[Message]:
    """What an application answers to a body that comes in parts."""
    messages: list[Message] = []
    left = list(parts)

    async def receive() -> Message:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        messages.append(message)

    headers = [(b"content-type", b"application/json")]
    headers += [(b"content-length", length)] if length else []
    scope = {
        "type": "http",
        "method": method,
        "path": WORLDS,
        "query_string": b"",
        "headers": headers,
    }
    await app(scope, receive, send)
    return messages
