"""Which host names are served, and that a request's host never comes into a letter."""

from collections.abc import Iterator

import pytest
from msgspec import json

from itsid_sim.client.connection import Connection
from itsid_sim.postbox.mailpit import Message
from itsid_sim.rules import labels
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import ask_for_reissue, to_phrase_sent, to_registration_sent

SERVED = (
    "localhost",
    "LOCALHOST",
    "localhost:8025",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]",
    "[::1]:8025",
    "10.9.8.7",
)
FOREIGN = (
    "",
    "example.com",
    "example.com:8025",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "example.com, localhost",
    "localhost example.com",
    "localhost@example.com",
    "localhost.",
    "127.0.0.1.",
    "[::1",
    "::1]",
    "[localhost]",
    "127.1",
    "2130706433",
    "0x7f000001",
)
# Each names a host that is served, and carries something that no Host header may contain.
MALFORMED = (
    "example.com@localhost",
    ":@127.0.0.1",
    "localhost/example.com",
    "localhost?example.com",
    "localhost#example.com",
    "localhost:port",
    "localhost:80:80",
    "localhost:99999",
)


@pytest.fixture
def stranger(site: Intruded) -> Iterator[Connection]:
    """A connection of its own, whose host is whatever the test says."""
    connection = Connection(site.connection.host.join(("http://", "")))
    yield connection
    connection.close()


def status_for(site: Intruded, *lines: str) -> int:
    head = "\r\n".join(("GET /w/main/mypage HTTP/1.1", *lines, "connection: close", "", ""))
    return site.raw(head.encode())


@pytest.mark.parametrize("host", SERVED)
def test_served_host_is_answered(site: Intruded, host: str) -> None:
    assert 200 == status_for(site, f"host: {host}")


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_host_is_refused(site: Intruded, host: str) -> None:
    assert 400 == status_for(site, f"host: {host}")


@pytest.mark.parametrize("host", MALFORMED)
def test_malformed_host_is_refused(site: Intruded, host: str) -> None:
    assert 400 == status_for(site, f"host: {host}")


def test_missing_host_is_refused(site: Intruded) -> None:
    assert 400 == status_for(site)


@pytest.mark.parametrize(
    "hosts",
    [("localhost", "example.com"), ("example.com", "localhost"), ("localhost", "localhost")],
)
def test_two_hosts_are_refused(site: Intruded, hosts: tuple[str, str]) -> None:
    """RFC 9112, 3.2: whoever stands between may have looked at the other one."""
    assert 400 == status_for(site, *(f"host: {host}" for host in hosts))


@pytest.mark.parametrize("path", ["/", "/w/main/", "/static/style.css", "/nowhere", "/api/worlds"])
def test_foreign_host_is_refused_at_every_address(stranger: Connection, path: str) -> None:
    stranger.host = "example.com"

    assert 400 == stranger.ask("GET", path).status


def test_press_on_a_foreign_host_does_nothing(site: Intruded, browser: Browser) -> None:
    browser.open("/mypage")
    before = browser.place.events
    kept, site.connection.host = site.connection.host, "example.com"
    try:
        answer = browser.press(labels.RESET)
    finally:
        site.connection.host = kept

    assert (400, before) == (answer.status, browser.place.events)


@pytest.mark.parametrize("walk", [ask_for_reissue, to_phrase_sent, to_registration_sent])
def test_letter_never_names_the_host_of_a_request(browser: Browser, walk: object) -> None:
    """Not Host, which may be any address, and not what a proxy would be believed for."""
    assert callable(walk)
    port = browser.connection.host.rpartition(":")[2]
    browser.connection.host = f"localhost:{port}"
    browser.ours = (
        ("origin", f"http://localhost:{port}"),
        ("x-forwarded-host", "example.com"),
        ("x-forwarded-proto", "https"),
        ("forwarded", "host=example.com;proto=https"),
        ("x-original-host", "example.com"),
    )
    try:
        walk(browser)
        answer = browser.ask("GET", "/mail/api/v1/message/latest", browser.ours)
    finally:
        browser.connection.host = f"127.0.0.1:{port}"

    text = json.decode(answer.body, type=Message).text
    ours = f"http://127.0.0.1:{port}{browser.home}/"
    urls = [line for line in text.splitlines() if line.startswith("http") and "/w/" in line]
    assert [] == [url for url in urls if not url.startswith(ours)]
    assert "localhost" not in text
    assert "example.com" not in text.replace("hanako@example.com", "")
