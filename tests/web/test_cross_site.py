"""Posts that no page of ours sent: another site's, another browser's, another world's."""

from urllib.parse import urlencode

import pytest

from itsid_sim.rules import labels
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import LOGIN, TARO, TARO_PASSWORD

CREDENTIALS = {ITSCOM_ID: TARO, PASSWORD: TARO_PASSWORD}

FOREIGN = (
    (("sec-fetch-site", "cross-site"),),
    (("sec-fetch-site", "same-site"),),
    (("sec-fetch-site", ""),),
    (("sec-fetch-site", "SAME-ORIGIN"),),
    (("origin", "https://example.com"),),
    (("origin", "http://127.0.0.1"),),
    (("origin", "http://127.0.0.1:1"),),
    (("origin", "null"),),
    (("origin", ""),),
    (("origin", "http://"),),
    (("origin", "http://["),),
    (("origin", "http://[::1"),),
    (("origin", "{host}"),),
    (("origin", "http://example.com@{host}"),),
    (("origin", "http://example.com"), ("sec-fetch-site", "same-origin")),
    (("origin", "{url}"), ("sec-fetch-site", "cross-site")),
)
OURS = (
    (("origin", "{url}"), ("sec-fetch-site", "same-origin")),
    (("origin", "{url}"),),
    (("sec-fetch-site", "same-origin"),),
    (("sec-fetch-site", "none"),),
    (),
)


def pressed(browser: Browser, headers: tuple[tuple[str, str], ...]) -> int:
    """Log in with these headers, in which the host stands where it is asked for."""
    url, host = browser.place.url, browser.connection.host
    sent = [(name, value.format(url=url, host=host)) for name, value in headers]
    return browser.send(browser.pairs(labels.SIGN_IN, CREDENTIALS), sent).status


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_post_from_another_site_is_refused_and_does_nothing(
    browser: Browser, headers: tuple[tuple[str, str], ...]
) -> None:
    browser.open(LOGIN)
    before = browser.place.events

    status = pressed(browser, headers)

    assert (403, before) == (status, browser.place.events)


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_post_from_our_page_is_followed(
    browser: Browser, headers: tuple[tuple[str, str], ...]
) -> None:
    """Without any header (curl, or a browser of old) the seal alone has to do."""
    browser.open(LOGIN)

    status = pressed(browser, headers)

    assert (303, True) == (status, bool(browser.cookie("itsid_session")))


@pytest.mark.parametrize(
    "ours",
    [
        {"seal": ""},
        {"seal": "0" * 32},
        {"seal": "あ"},
        {"seal": "0" * 8000},
        {"seen_at": "0"},
        {"seen_at": "999999999999999"},
    ],
    ids=str,
)
def test_altered_form_is_refused_and_does_nothing(browser: Browser, ours: dict[str, str]) -> None:
    browser.open(LOGIN)
    before = browser.place.events

    answer = browser.press(labels.SIGN_IN, CREDENTIALS, **ours)

    assert (403, before) == (answer.status, browser.place.events)


@pytest.mark.parametrize("left_out", ["seal", "seen_at", "page"])
def test_form_without_one_of_our_fields_is_refused(browser: Browser, left_out: str) -> None:
    browser.open(LOGIN)
    before = browser.place.events
    pairs = browser.pairs(labels.SIGN_IN, CREDENTIALS)

    answer = browser.send([pair for pair in pairs if pair[0] != left_out])

    assert ("refused", before) == (
        "refused" if answer.status in {400, 403} else answer.status,
        browser.place.events,
    )


def test_form_of_another_browser_is_refused(site: Intruded, browser: Browser) -> None:
    other = site.browser(browser.place)
    for one in (browser, other):
        one.open(LOGIN)
    stolen = dict(browser.page.forms[0].hidden)
    before = browser.place.events

    answer = other.press(labels.SIGN_IN, CREDENTIALS, seal=stolen["seal"])

    assert (403, before) == (answer.status, browser.place.events)


def test_form_of_another_world_is_refused(site: Intruded, browser: Browser) -> None:
    """Even if the browser's cookie were the same in both."""
    other = site.browser()
    browser.open(LOGIN)
    other.jar.put(f"itsid_browser={browser.cookie('itsid_browser')}; Path={other.home}/", "/")
    other.open(LOGIN)
    stolen = dict(browser.page.forms[0].hidden)
    before = other.place.events

    answer = other.press(labels.SIGN_IN, CREDENTIALS, seal=stolen["seal"])

    assert (403, before) == (answer.status, other.place.events)


@pytest.mark.parametrize("cookie", ["", "itsid_browser=", "itsid_browser=short", "itsid_session="])
def test_form_without_the_browsers_cookie_is_refused(browser: Browser, cookie: str) -> None:
    browser.open(LOGIN)
    before = browser.place.events
    body = urlencode(browser.pairs(labels.SIGN_IN, CREDENTIALS)).encode()
    headers = [FORM, *browser.ours, *([("cookie", cookie)] if cookie else [])]

    answer = browser.connection.ask("POST", browser.home + LOGIN, headers, body)

    assert (403, before) == (answer.status, browser.place.events)
    assert "set-cookie" not in dict(answer.headers)


def test_nothing_is_readable_from_another_origin(browser: Browser) -> None:
    for address in ("/", LOGIN, "/nowhere", "/mail/api/v1/messages"):
        answer = browser.ask("GET", address, [("origin", "https://example.com")])

        assert "access-control-allow-origin" not in dict(answer.headers)
