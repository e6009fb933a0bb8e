"""The head of a request has a limit in bytes and in time, and connections in their number."""

import socket
from collections.abc import Iterator

import pytest

from itsid_sim.web import connection
from tests.web.control.asking import Asker, asking

PATIENCE_S = 20
REQUEST = b"GET /livez HTTP/1.1\r\nhost: 127.0.0.1\r\n"
PIECE = b"x" * 16_384


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with asking() as opened:
        yield opened


def connected(asker: Asker) -> socket.socket:
    """A connection on which nothing has been said."""
    host, port = asker.served.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), PATIENCE_S)


def heard(client: socket.socket) -> bytes:
    """All that is answered until the other side hangs up."""
    parts = []
    try:
        while part := client.recv(65_536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


@pytest.mark.parametrize("start", [b"GET /", REQUEST + b"x: ", b"\r\n" * 100])
def test_a_head_that_does_not_end_is_refused(asker: Asker, start: bytes) -> None:
    """Its address, a header, or empty lines before it."""
    piece = b"\r\n" * 8192 if start.isspace() else PIECE
    with connected(asker) as client:
        try:
            client.sendall(start)
            for _ in range(64):
                client.sendall(piece)
        except ConnectionError:
            pass
        said = heard(client)

    assert said[:12] in {b"HTTP/1.1 400", b""}  # who still writes may not hear it


def test_a_head_of_the_usual_size_is_taken_and_the_next_one_too(asker: Asker) -> None:
    """Each is counted by itself."""
    with connected(asker) as client:
        for _ in range(6):
            for part in (REQUEST, b"x: " + PIECE, b"\r\n\r\n"):
                client.sendall(part)
            assert b" 404 " in client.recv(65_536)[:16]


def test_who_asks_nothing_is_hung_up_on(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a request, and in the midst of its head."""
    monkeypatch.setattr(connection, "HEAD_WAIT_S", 0.05)

    for said in (b"", REQUEST):
        with connected(asker) as client:
            client.sendall(said)
            assert b"" == heard(client)


def test_one_connection_too_many_is_closed(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room again when another has gone."""
    monkeypatch.setattr(connection, "CONNECTIONS_MAX", 0)
    with connected(asker) as client:
        assert b"" == heard(client)
    monkeypatch.undo()

    with connected(asker) as client:
        client.sendall(REQUEST + b"\r\n")

        assert b"HTTP/1.1 " == client.recv(9)
