"""`itsid serve` as somebody at a terminal sees it: where to go, how it stops, why it does not."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from itsid_sim.client.connection import Connection

pytestmark = pytest.mark.processes

ITSID = Path(sys.executable).with_name("itsid")
TOKEN = "a token of many characters"
TIMEOUT_S = 60
READY = "Ctrl-C stops it."


def environment(token: str = "") -> dict[str, str]:
    return {**os.environ, "ITSID_CONTROL_TOKEN": token, "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(*options: str, token: str = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that has said where to go, and what it said; ports are free ones."""
    command = [
        str(ITSID),
        "serve",
        "--port",
        "0",
        "--smtp-port",
        "0",
        "--store",
        "memory",
        *options,
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(token),
    ) as process:
        assert process.stdout is not None
        said = ""
        while READY not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        try:
            yield process, said
        finally:
            process.kill()


def refused(*options: str, token: str = "") -> tuple[int, str]:
    """How a server ends that cannot start."""
    ended = subprocess.run(
        [str(ITSID), "serve", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
        env=environment(token),
    )
    return ended.returncode, ended.stderr


def address(said: str, name: str) -> str:
    found = re.search(rf"{name} +(\S+)", said)
    assert found is not None, said
    return found[1]


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def get(url: str, *headers: tuple[str, str]) -> int:
    connection = Connection(url)
    answer = connection.ask("GET", path_of(url), headers)
    connection.close()
    return answer.status


def test_it_says_where_to_go_and_all_of_it_answers() -> None:
    with serving() as (_, said):
        host, _, port = address(said, "SMTP").partition(":")
        with socket.create_connection((host, int(port)), TIMEOUT_S) as post:
            greeting = post.recv(3)

        answers = [get(address(said, name)) for name in ("My Page", "inbox", "control")]

    assert ([200, 200, 200], b"220") == (answers, greeting)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(sign: signal.Signals) -> None:
    with serving() as (process, _):
        process.send_signal(sign)
        rest, _ = process.communicate(timeout=TIMEOUT_S)

    assert (0, "stopped\n") == (process.returncode, rest)


@pytest.mark.parametrize("option", ["--port", "--smtp-port"])
def test_a_port_that_is_taken_is_named_with_the_option_that_changes_it(option: str) -> None:
    other = {"--port": "--smtp-port", "--smtp-port": "--port"}[option]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        code, said = refused(option, port, other, "0")

    assert 2 == code
    assert all(part in said for part in (port, "in use", option)), said


def test_beyond_this_machine_it_asks_for_permission() -> None:
    code, said = refused("--host", "0.0.0.0")  # noqa: S104 - that is what is refused

    assert (2, True) == (code, "--allow-remote" in said)


@pytest.mark.parametrize("token", ["", "short"])
def test_beyond_this_machine_the_control_api_takes_a_token(token: str) -> None:
    code, said = refused("--host", "0.0.0.0", "--allow-remote", token=token)  # noqa: S104

    assert (2, True) == (code, "ITSID_CONTROL_TOKEN" in said)


def test_beyond_this_machine_it_warns_and_asks_for_the_token() -> None:
    remote = ("--host", "0.0.0.0", "--allow-remote", "--public-url", "http://127.0.0.1")  # noqa: S104
    with serving(*remote, token=TOKEN) as (_, said):
        _, _, port = address(said, "listens").rpartition(":")
        worlds = f"http://127.0.0.1:{port}/api/worlds"

        answers = [get(worlds), get(worlds, ("authorization", f"Bearer {TOKEN}"))]

    assert "warning" in said
    assert [401, 200] == answers


def test_the_control_api_can_be_left_out() -> None:
    with serving("--no-control") as (_, said):
        url = address(said, "My Page")

        answers = [get(url), get(url.replace("/w/main/", "/api/worlds"))]

    assert "control" not in said
    assert [200, 404] == answers


def test_a_host_that_is_everywhere_takes_a_public_address() -> None:
    code, said = refused("--host", "0.0.0.0", "--allow-remote", token=TOKEN)  # noqa: S104

    assert (2, True) == (code, "--public-url" in said)


@pytest.mark.parametrize(
    "url",
    [
        *("staging.example", "ftp://staging.example", "http://", "http://[::1", "http://a:b"),
        *("http://a/path", "http://a?q", "http://a#f", "http://me@a"),
    ],
)
def test_a_public_address_is_one_of_the_web(url: str) -> None:
    code, said = refused("--public-url", url)

    assert (2, True) == (code, repr(url) in said)


def test_features_run_against_what_it_serves(tmp_path: Path) -> None:
    """The stage knows this simulator by its control API and its mail API only."""
    with serving() as (_, said):
        target = address(said, "My Page").removesuffix("/w/main/")
        command = [str(ITSID), "verify", "--driver", "http", "--target", target]

        ended = subprocess.run(
            [*command, "--tags", "CODE-03", "--report", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_S,
            env=environment(),
        )

    assert 0 == ended.returncode, ended.stdout + ended.stderr
    assert target in (tmp_path / "run.json").read_text()
