"""The tester's console as a request sees it: a page of no data, and a fork that keeps cookies."""

from collections.abc import Iterator

import pytest
from msgspec import json

from itsid_sim.bootstrap.served import Serving
from itsid_sim.client.connection import Answer, Header
from itsid_sim.rules import labels
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import ask_for_reissue, log_in

JSON: Header = ("content-type", "application/json")


@pytest.fixture(scope="module")
def closed() -> Iterator[Intruded]:
    """A site without its control surface."""
    opened = Intruded(Serving(control=False))
    yield opened
    opened.close()


def fork(browser: Browser, given: object, *headers: Header) -> Answer:
    """Fork as the console's script does; the jar takes in the cookies."""
    return browser.ask("POST", "/console/fork", [JSON, *headers], json.encode(given))


def test_the_page_holds_nothing_of_the_world(browser: Browser) -> None:
    ask_for_reissue(browser)

    answer = browser.ask("GET", "/console")

    html = answer.body.decode()
    assert (200, "no-store") == (answer.status, answer.header("cache-control"))
    assert [] == [word for word in ("taro", browser.place.code(), "2026") if word in html]


def test_the_page_runs_scripts_of_its_own_site_only(browser: Browser) -> None:
    answer = browser.ask("GET", "/console")

    assert "script-src 'self';" in answer.header("content-security-policy")
    assert "<script>" not in answer.body.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_page_is_only_read(browser: Browser, method: str) -> None:
    answer = browser.ask(method, "/console")

    assert (405, "GET, HEAD") == (answer.status, answer.header("allow"))


def test_an_unknown_world_has_none(site: Intruded) -> None:
    assert 404 == site.connection.ask("GET", "/w/nowhere/console").status


def test_every_page_leads_to_it(browser: Browser) -> None:
    for address in ("/", "/mypage", "/mail/"):
        browser.open(address)

        assert f'<a href="{browser.home}/console" target="itsid-console" >' in browser.html


@pytest.mark.parametrize("address", ["/console", "/console/fork"])
def test_without_a_control_surface_there_is_none(closed: Intruded, address: str) -> None:
    assert 404 == closed.browser().ask("GET", address).status


def test_without_a_control_surface_no_page_leads_to_it(closed: Intruded) -> None:
    browser = closed.browser()

    for address in ("/", "/mypage", "/mail/"):
        browser.open(address)

        assert f'<a href="{browser.home}/console" target="itsid-console" hidden>' in browser.html


def test_who_is_signed_in_is_signed_in_in_the_fork(browser: Browser) -> None:
    log_in(browser)

    answer = fork(browser, {"id": f"{browser.place.name}-child"})

    child = Browser(browser.connection, browser.place)
    child.home, child.jar = f"{browser.home}-child", browser.jar
    assert (201, labels.TOP) == (answer.status, child.title("/mypage"))


def test_who_is_in_the_midst_of_something_is_so_in_the_fork(browser: Browser) -> None:
    ask_for_reissue(browser)
    at = browser.at

    fork(browser, {"id": f"{browser.place.name}-midst"})

    child = Browser(browser.connection, browser.place)
    child.home, child.jar = f"{browser.home}-midst", browser.jar
    assert labels.CODE_ENTRY == child.title(at)


def test_a_fork_leaves_the_cookies_of_its_parent(browser: Browser) -> None:
    log_in(browser)

    fork(browser, {})

    assert labels.TOP == browser.title("/mypage")


def test_cookies_that_are_none_are_not_copied(site: Intruded) -> None:
    place = site.place()
    cookie = ("cookie", "itsid_browser=x; itsid_session=<b>; other=" + "a" * 32)

    answer = site.connection.ask(
        "POST", f"/w/{place.name}/console/fork", [JSON, cookie], b'{"at": 0}'
    )

    assert 201 == answer.status
    assert [] == [value for name, value in answer.headers if name == "set-cookie"]


def test_a_fork_is_of_a_point_of_the_past(browser: Browser) -> None:
    browser.place.advance(60)

    told = json.decode(fork(browser, {"at": 0}).body)

    assert {"world": browser.place.name, "event": 0} == told["parent"]


@pytest.mark.parametrize(
    ("given", "headers", "status"),
    [
        ({"at": 99}, (), 422),
        ({"id": "UPPER"}, (), 422),
        ({"by": 1}, (), 422),
        ({}, (("origin", "http://elsewhere.example"),), 403),
        ({}, (("sec-fetch-site", "cross-site"),), 403),
    ],
)
def test_a_fork_passes_the_border_of_the_control_api(
    browser: Browser, given: object, headers: tuple[Header, ...], status: int
) -> None:
    answer = fork(browser, given, *headers)

    assert (status, "application/problem+json") == (answer.status, answer.header("content-type"))


def test_a_fork_wants_json(browser: Browser) -> None:
    assert 415 == browser.ask("POST", "/console/fork", [], b"at=0").status


def test_a_fork_bears_the_token() -> None:
    guarded = Intruded(Serving(token="a long secret of the tests"))
    browser = guarded.browser()

    without = fork(browser, {}).status
    bearing = fork(browser, {}, ("authorization", "Bearer a long secret of the tests")).status

    guarded.close()
    assert (401, 201) == (without, bearing)
