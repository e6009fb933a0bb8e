"""Cookies: what protects them, when they are drawn, and what they say in another world."""

import socket
from collections.abc import Iterator

import pytest

from itsid_sim.bootstrap.served import Serving
from itsid_sim.client.connection import Answer
from itsid_sim.drivers.routes import UNKNOWN_URL
from itsid_sim.rules import labels
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import (
    HANAKO,
    HANAKO_PASSWORD,
    LOGIN,
    TARO,
    ask_for_reissue,
    log_in,
    to_registration_sent,
    to_reissued,
)

BROWSER, SESSION = "itsid_browser", "itsid_session"
PLANTED = "P" * 32


def set_by(answer: Answer) -> dict[str, set[str]]:
    """The cookies that an answer sets, each with its attributes."""
    cookies = [value.split("; ") for name, value in answer.headers if name == "set-cookie"]
    return {pair.partition("=")[0]: set(rest) for pair, *rest in cookies}


def title_with(browser: Browser, cookies: str, address: str = LOGIN) -> str:
    """The title of a page for whoever sends these cookies."""
    answer = browser.connection.ask("GET", browser.home + address, [("cookie", cookies)])
    browser.answer = answer
    return browser.page.title


def to_login_while_signed_in(browser: Browser) -> None:
    """To a login page over a mailed URL that is no more; another way does not lead there."""
    browser.open(UNKNOWN_URL)
    browser.press(labels.TO_LOGIN)


@pytest.fixture
def behind_tls() -> Iterator[Intruded]:
    """A simulator whose public address is https."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    opened = Intruded(Serving(port=port, public_url="https://mypage.example"))
    yield opened
    opened.close()


def test_cookies_are_hidden_from_scripts_and_other_sites_and_worlds(browser: Browser) -> None:
    first = set_by(browser.ask("GET", LOGIN))
    pairs = browser.pairs(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: "Taro.pass1"})
    second = set_by(browser.send(pairs))

    expected = {"HttpOnly", "SameSite=Lax", f"Path={browser.home}/"}
    assert ({BROWSER: expected}, {SESSION: expected}) == (first, second)


def test_cookies_travel_by_tls_only_where_the_public_address_is_https(
    behind_tls: Intruded,
) -> None:
    browser = behind_tls.browser()
    behind_tls.connection.host = "mypage.example"
    browser.ours = (("origin", "https://mypage.example"),)

    first = set_by(browser.ask("GET", LOGIN))
    pairs = browser.pairs(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: "Taro.pass1"})
    second = set_by(browser.send(pairs))

    assert ({BROWSER}, {SESSION}) == (set(first), set(second))
    assert "Secure" in first[BROWSER] & second[SESSION]


def test_session_is_set_at_login_only(browser: Browser) -> None:
    seen = [set(set_by(browser.ask("GET", address))) for address in ("/", "/faq", LOGIN, LOGIN)]
    wrong = browser.press(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: "Wrong.pass0"})
    ask_for_reissue(browser)

    assert [set(), set(), {BROWSER}, set()] == seen
    assert {} == set_by(wrong)
    assert "" == browser.cookie(SESSION)


def test_session_is_new_at_every_login(browser: Browser) -> None:
    log_in(browser)
    first = browser.cookie(SESSION)
    browser.jar.put(f"{SESSION}=; Path={browser.home}/; Max-Age=0", "/")
    log_in(browser)

    second = browser.cookie(SESSION)

    assert (32, 32, False) == (len(first), len(second), first == second)


def test_planted_session_is_neither_accepted_nor_kept(browser: Browser) -> None:
    """Session fixation: whoever planted the value knows nothing after the login."""
    browser.jar.put(f"{SESSION}={PLANTED}; Path={browser.home}/", "/")
    browser.open(LOGIN)
    before = browser.page.title
    browser.press(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: "Taro.pass1"})
    after = browser.page.title

    assert (labels.LOGIN, labels.TOP) == (before, after)
    assert PLANTED != browser.cookie(SESSION)
    assert labels.LOGIN == title_with(browser, f"{SESSION}={PLANTED}")


def test_old_session_is_dead_after_the_next_login(browser: Browser) -> None:
    log_in(browser)
    old = browser.cookie(SESSION)
    to_login_while_signed_in(browser)

    browser.press(labels.SIGN_IN, {ITSCOM_ID: HANAKO, PASSWORD: HANAKO_PASSWORD})

    assert labels.TOP == title_with(browser, f"{SESSION}={browser.cookie(SESSION)}")
    assert labels.LOGIN == title_with(browser, f"{SESSION}={old}")


def test_sessions_of_two_browsers_live_side_by_side(site: Intruded, browser: Browser) -> None:
    other = site.browser(browser.place)
    for one in (browser, other):
        log_in(one)

    titles = [one.title(LOGIN) for one in (browser, other)]

    assert [labels.TOP] * 2 == titles


def test_browsers_cookie_is_no_session(browser: Browser) -> None:
    log_in(browser)
    name = browser.cookie(BROWSER)

    titles = [title_with(browser, f"{BROWSER}={name}"), title_with(browser, f"{SESSION}={name}")]

    assert [labels.LOGIN] * 2 == titles


@pytest.mark.parametrize("value", ["-", "", "a" * 31, "a" * 33, "あ" * 32, "a;b", '"' + "a" * 32])
def test_value_that_we_never_draw_names_nobody(browser: Browser, value: str) -> None:
    log_in(browser)

    title = title_with(browser, f"{SESSION}={value}".encode().decode("latin-1"))

    assert labels.LOGIN == title


def test_cookies_of_one_world_say_nothing_in_another(site: Intruded, browser: Browser) -> None:
    log_in(browser)
    ask_for_reissue(browser)
    other = site.browser()
    for name in (BROWSER, SESSION):
        other.jar.put(f"{name}={browser.cookie(name)}; Path={other.home}/", "/")

    titles = [other.title(address) for address in (LOGIN, browser.at)]

    assert [labels.LOGIN, labels.LOGIN] == titles
    assert labels.TOP == browser.title(LOGIN)


def test_cookies_of_a_world_are_not_sent_to_another(site: Intruded, browser: Browser) -> None:
    log_in(browser)

    assert "" == browser.jar.header(f"{browser.home}0/mypage")
    assert "" == browser.jar.header("/w/main/mypage")
    assert "" != browser.jar.header(f"{browser.home}/mypage")


def test_own_cookie_wins_over_one_that_another_server_of_the_host_planted(
    browser: Browser,
) -> None:
    """Cookies know no port: a neighbour plants at Path=/, which browsers send last (RFC 6265)."""
    log_in(browser)
    ours = browser.jar.header(f"{browser.home}/")

    title = title_with(browser, f"{ours}; {BROWSER}={PLANTED}; {SESSION}={PLANTED}")

    assert labels.TOP == title


def test_sign_in_survives_opening_a_mailed_url(site: Intruded, browser: Browser) -> None:
    log_in(browser)
    session = browser.cookie(SESSION)
    to_registration_sent(site.browser(browser.place))

    opened = browser.open(browser.place.mailed("registration"))

    assert (200, session) == (opened.status, browser.cookie(SESSION))
    assert labels.TOP == browser.title(LOGIN)


def test_reissued_password_signs_every_browser_out(site: Intruded, browser: Browser) -> None:
    log_in(browser, HANAKO, HANAKO_PASSWORD)

    to_reissued(site.browser(browser.place))

    assert labels.LOGIN == browser.title(LOGIN)
