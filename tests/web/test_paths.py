"""Addresses that lead nowhere: mean paths, unknown worlds, worlds that are no more."""

from urllib.parse import urlencode

import pytest

from itsid_sim.rules import labels
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import LOGIN, log_in, to_registration_sent

NOWHERE = (
    "//",
    "//w/main/",
    "/w",
    "/w/",
    "/w//main/",
    "/w/main//",
    "/w/main//mypage",
    "/w/main/mypage/",
    "/w/main/mypage%2f",
    "/w/main/../main/",
    "/w/main/./mypage",
    "/w/main/%2e%2e/",
    "/w/main/..%2f..%2fetc/passwd",
    "/w/main/%5c..%5c",
    "/w/main/%252e%252e/",
    "/w/MAIN/",
    "/w/main%00/",
    "/w/main/%00",
    "/w/main%0d%0aset-cookie:a=b/",
    "/w/main/%0d%0aset-cookie:a=b",
    "/w/main/%ff%fe",
    "/w/main/<token>/",
    "/w/main/step",
    "/w/main/step/",
    "/w/main/step/0",
    "/w/main/step/-1",
    "/w/main/step/01",
    "/w/main/step/1.0",
    "/w/main/step/%D9%A1",
    "/w/main/step/9999999999",
    "/w/main/step/Webmail/1",
    "/w/main/step/%2e%2e/1",
    "/static/",
    "/static/style.css/",
    "/static/../pyproject.toml",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static/..%2fpages.py",
    "/static//style.css",
    "/favicon.ico",
    "/robots.txt",
    "/.git/config",
    "/web/templates/base.html",
)
LONG = 60_000


@pytest.mark.parametrize("path", NOWHERE)
def test_mean_path_leads_nowhere(site: Intruded, path: str) -> None:
    answer = site.connection.ask("GET", path)

    assert (404, "") == (answer.status, answer.header("set-cookie"))


def test_number_of_a_page_is_written_in_one_way(site: Intruded) -> None:
    r"""`\d` is every digit of Unicode; an address of ours has ASCII digits."""
    assert 404 == site.connection.ask("GET", "/w/main/step/1%D9%A1").status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/w/main/{'a' * LONG}", 404),
        (f"/w/{'a' * LONG}/", 404),
        (f"/{'a/' * (LONG // 2)}", 404),
        (f"/w/main/mypage?{'a' * LONG}", 200),
        (f"/w/main/Remind/Auth_word_continfo/{'a' * LONG}/", 410),
    ],
    ids=["page", "world", "slashes", "query", "token"],
)
def test_very_long_address_is_answered_as_a_short_one(
    site: Intruded, path: str, status: int
) -> None:
    assert status == site.connection.ask("GET", path).status


@pytest.mark.parametrize(
    "query", ["?", "?page=3", "?%00", "?%ff", "?a=b&a=c", "?next=//example.com"]
)
def test_query_changes_nothing(site: Intruded, query: str) -> None:
    browser = site.browser()
    plain = browser.open(LOGIN).status, browser.page

    asked = browser.open(LOGIN + query).status, browser.page

    assert plain[0] == asked[0]
    assert plain[1].title == asked[1].title


@pytest.mark.parametrize("path", ["/", "/w/main", "/w/main/step/7", "/w/main/step/inquiry/7"])
def test_redirect_leads_to_an_address_of_ours(site: Intruded, path: str) -> None:
    """Never to a host, whatever the request names."""
    asked = [("x-forwarded-host", "example.com"), ("referer", "https://example.com/")]

    answer = site.connection.ask("GET", f"{path}?next=//example.com", asked)

    assert answer.status in {302, 303}
    assert answer.header("location").startswith("/w/main/")


@pytest.mark.parametrize(
    "address", ["", "/", LOGIN, "/step/1", "/faq", "/mail/api/v1/message/latest"]
)
@pytest.mark.parametrize("world", ["nowhere", "t0000", "-", "main.", "あ"])
def test_unknown_world_is_not_found(site: Intruded, world: str, address: str) -> None:
    path = f"/w/{urlencode({'': world})[1:]}{address}"

    assert 404 == site.connection.ask("GET", path).status


def test_deleted_world_is_not_found(site: Intruded, browser: Browser) -> None:
    log_in(browser)
    to_registration_sent(site.browser(browser.place))
    url, own = browser.place.mailed("registration"), browser.at
    assert 200 == browser.ask("GET", url).status

    browser.place.delete()

    gone = [browser.ask("GET", address).status for address in ("", "/", LOGIN, url, own)]
    assert [404] * 5 == gone


def test_press_in_a_deleted_world_is_not_found(site: Intruded, browser: Browser) -> None:
    browser.open(LOGIN)
    body = urlencode(browser.pairs(labels.FORGOT)).encode()
    browser.place.delete()

    assert 404 == browser.ask("POST", LOGIN, [FORM, *browser.ours], body).status


def test_world_of_the_same_name_knows_nobody_of_the_one_before(site: Intruded) -> None:
    browser = site.browser()
    log_in(browser)
    assert labels.TOP == browser.page.title
    browser.place.delete()

    site.again(browser.place)

    assert labels.LOGIN == browser.title(LOGIN)
