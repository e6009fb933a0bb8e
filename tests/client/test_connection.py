"""The kept connection: against servers that behave, and that do not."""

import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

import pytest

from itsid_sim.client.connection import Connection, Unreachable

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nX-A: 2\r\n\r\nhi"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
CLOSING = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"


@contextmanager
def server(*conversations: tuple[bytes, ...]) -> Iterator[tuple[str, list[bytes]]]:
    """Says these answers, a connection after another, each to one request; then hangs up."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host, port = listening.getsockname()

        def talk() -> None:
            for answers in conversations:
                connection, _ = listening.accept()
                with connection:
                    for answer in answers:
                        asked.append(connection.recv(65536))
                        connection.sendall(answer)

        thread = Thread(target=talk, daemon=True)
        thread.start()
        yield f"http://{host}:{port}", asked
        thread.join(timeout=10)


def test_answer_has_status_headers_and_body() -> None:
    with server((OK,)) as (url, _), closing(Connection(url)) as connection:
        answer = connection.ask("GET", "/")

    assert (200, b"hi", "1") == (answer.status, answer.body, answer.header("x-a"))
    assert (("content-length", "2"), ("x-a", "1"), ("x-a", "2")) == answer.headers


def test_request_names_its_host_and_the_length_of_its_body() -> None:
    with server((OK,)) as (url, asked), closing(Connection(url)) as connection:
        connection.ask("POST", "/p?q=1", [("x-b", "3")], b"abc")

    head, _, body = asked[0].partition(b"\r\n\r\n")
    host = url.removeprefix("http://").encode()
    assert b"abc" == body
    assert [b"POST /p?q=1 HTTP/1.1", b"host: " + host, b"x-b: 3", b"content-length: 3"] == (
        head.split(b"\r\n")
    )


def test_connection_is_kept_for_the_next_question() -> None:
    with server((OK, CHUNKED)) as (url, asked), closing(Connection(url)) as connection:
        bodies = [connection.ask("GET", path).body for path in ("/1", "/2")]

    assert [b"hi", b"hi"] == bodies
    assert 2 == len(asked)


@pytest.mark.parametrize("first", [OK, CLOSING])
def test_connection_that_was_closed_meanwhile_is_made_anew(first: bytes) -> None:
    with server((first,), (OK,)) as (url, asked), closing(Connection(url)) as connection:
        bodies = [connection.ask("GET", path).body for path in ("/1", "/2")]

    assert [b"hi", b"hi"] == bodies
    assert 2 == len(asked)


def test_answer_to_head_has_no_body() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
    with server((head,)) as (url, _), closing(Connection(url)) as connection:
        answer = connection.ask("HEAD", "/")

    assert (200, b"") == (answer.status, answer.body)


@pytest.mark.parametrize("broken", [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", b"no HTTP"])
def test_answer_that_breaks_off_is_told(broken: bytes) -> None:
    with server((broken,)) as (url, _), pytest.raises(Unreachable, match="GET http://127"):
        Connection(url).ask("GET", "/")


def test_question_that_is_not_answered_in_time_is_not_asked_again() -> None:
    """Whoever is slow may have done it all the same: a clock must not move twice."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host, port = listening.getsockname()
        with closing(Connection(f"http://{host}:{port}", timeout_s=0.2)) as connection:
            asking = Thread(target=connection.ask, args=("GET", "/"))
            asking.start()
            slow, _ = listening.accept()
            slow.recv(65536)
            slow.sendall(OK)
            asking.join()

            with pytest.raises(Unreachable, match="timed out"):
                connection.ask("POST", "/clock")

        asked = slow.recv(65536)
        slow.close()
        listening.settimeout(0)
        with pytest.raises(BlockingIOError):
            listening.accept()

    assert 1 == asked.count(b"POST")


def test_an_answer_that_nobody_waited_for_is_not_that_to_the_next_question() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        connection = Connection(f"http://127.0.0.1:{listening.getsockname()[1]}")
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        with pytest.raises(KeyboardInterrupt):
            connection.ask("GET", "/one")
        signal.signal(signal.SIGALRM, before)
        asked, _ = listening.accept()
        with asked:
            one = asked.makefile("rb").read()

    connection.close()
    assert one.startswith(b"GET /one")  # read to its end: the client has hung up


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    with pytest.raises(Unreachable, match="refused"):
        Connection(f"http://127.0.0.1:{port}").ask("GET", "/")


@pytest.mark.parametrize("url", ["127.0.0.1:80", "https://127.0.0.1", "http://", "ftp://x"])
def test_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(ValueError, match="write it with both"):
        Connection(url)
