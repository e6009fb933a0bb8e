"""What surrounds every answer, whatever it is about."""

from collections.abc import Callable

import pytest

from itsid_sim.client.connection import Answer
from itsid_sim.drivers.routes import UNKNOWN_URL
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from tests.web.direct import Direct
from tests.web.intruder import FORM, Browser
from tests.web.journeys import HANAKO, HANAKO_PASSWORD, LOGIN, log_in, to_reissued

Asked = Callable[[Browser], Answer]

EXPECTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
NEVER = {"server", "x-powered-by", "access-control-allow-origin", "date", "via", "etag"}
LOADED = ("style", "script", "img", "connect")
TRACES = ("Traceback", "itsid_sim", ".py", "Error", "uvicorn", "starlette", "site-packages")


def outside(method: str, path: str, *headers: tuple[str, str], body: bytes = b"") -> Asked:
    return lambda browser: browser.connection.ask(method, path, headers, body)


def within(method: str, address: str, *headers: tuple[str, str], body: bytes = b"") -> Asked:
    return lambda browser: browser.ask(method, address, headers, body)


def a_press(login_id: str, password: str, **ours: str) -> Asked:
    def pressed(browser: Browser) -> Answer:
        browser.open(LOGIN)
        typed = {ITSCOM_ID: login_id, PASSWORD: password}
        return browser.send(browser.pairs(labels.SIGN_IN, typed, **ours))

    return pressed


def on_a_foreign_host(browser: Browser) -> Answer:
    kept, browser.connection.host = browser.connection.host, "example.com"
    try:
        return browser.ask("GET", LOGIN)
    finally:
        browser.connection.host = kept


def of_a_reading_page(browser: Browser) -> Answer:
    browser.open(LOGIN)
    browser.ask("GET", "/faq")
    return browser.ask("POST", "/faq", [FORM], b"page=0&seen_at=0")


ANSWERS: dict[str, tuple[int, Asked]] = {
    "home": (200, within("GET", "/")),
    "login": (200, within("GET", LOGIN)),
    "login without body": (200, within("HEAD", LOGIN)),
    "style": (200, outside("GET", "/static/style.css")),
    "script": (200, outside("GET", "/static/page.js")),
    "clock": (200, within("GET", "/clock")),
    "qr code": (200, within("GET", "/mypage/qr.svg")),
    "root": (302, outside("GET", "/")),
    "no slash": (302, within("GET", "")),
    "login done": (303, a_press(HANAKO, HANAKO_PASSWORD)),
    "gone step": (303, within("GET", "/step/7")),
    "host": (400, on_a_foreign_host),
    "no form": (400, within("POST", LOGIN, FORM, body=b"%ff=1")),
    "seal": (403, a_press(HANAKO, HANAKO_PASSWORD, seal="")),
    "origin": (403, within("POST", LOGIN, FORM, ("origin", "null"), body=b"a=b")),
    "no path": (404, within("GET", "/nowhere")),
    "no world": (404, outside("GET", "/w/nowhere/mypage")),
    "no file": (404, outside("GET", "/static/nothing.js")),
    "method": (405, within("PUT", LOGIN)),
    "method of no world": (405, outside("POST", "/")),
    "mailed url": (410, within("GET", UNKNOWN_URL)),
    "size": (413, within("POST", LOGIN, FORM, body=b"a" * 70_000)),
    "type": (415, within("POST", LOGIN, ("content-type", "text/plain"), body=b"a=b")),
    "refused form": (422, a_press("", "")),
    "inbox": (200, within("GET", "/mail/")),
    "no slash of the inbox": (302, within("GET", "/mail")),
    "no letter": (404, within("GET", "/mail/77/")),
    "method of the inbox": (405, within("POST", "/mail/")),
    "mail": (200, within("GET", "/mail/api/v1/messages")),
    "no mail": (404, within("GET", "/mail/api/v1/message/77")),
    "method of mail": (405, within("POST", "/mail/api/v1/messages")),
    "mail of no world": (404, outside("GET", "/w/nowhere/mail/api/v1/message/latest")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_has_its_status(browser: Browser, name: str) -> None:
    """So that the tests below are about the answers that their names say."""
    status, ask = ANSWERS[name]

    assert status == ask(browser).status


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_is_kept_from_frames_sniffing_and_other_sites(browser: Browser, name: str) -> None:
    headers = dict(ANSWERS[name][1](browser).headers)

    assert EXPECTED == {key: headers.get(key) for key in EXPECTED}


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_lets_nothing_be_loaded_but_our_own(browser: Browser, name: str) -> None:
    policy = dict(ANSWERS[name][1](browser).headers).get("content-security-policy", "")

    directives = {one.split()[0]: one.split()[1:] for one in policy.split(";") if one.strip()}
    allowed = {source for sources in directives.values() for source in sources}
    assert ["'none'"] == directives.get("default-src")
    assert ["'none'"] == directives.get("base-uri")
    assert ["'none'"] == directives.get("frame-ancestors")
    assert directives.get("form-action", ["'self'"]) in (["'self'"], ["'none'"])
    assert set() == allowed - {"'none'", "'self'"}
    if "sandbox" not in directives:  # what the mail API answers loads not even ours
        assert [["'self'"]] * 4 == [directives.get(f"{kind}-src") for kind in LOADED]


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_tells_nothing_of_what_it_is_made_with(browser: Browser, name: str) -> None:
    answer = ANSWERS[name][1](browser)
    told = [trace for trace in TRACES if trace in answer.body.decode()]

    assert (set(), []) == (NEVER & dict(answer.headers).keys(), told)


@pytest.mark.parametrize("name", ANSWERS)
def test_header_is_sent_once(browser: Browser, name: str) -> None:
    names = [name for name, _ in ANSWERS[name][1](browser).headers if name != "set-cookie"]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", [name for name, (status, _) in ANSWERS.items() if status == 405])
def test_refused_method_is_told_which_are_allowed(browser: Browser, name: str) -> None:
    """RFC 9110, 15.5.6."""
    assert "" != ANSWERS[name][1](browser).header("allow")


def test_fault_of_ours_shows_no_trace(direct: Direct) -> None:
    answer = direct.ask("GET", "/api/worlds", [("host", "localhost")])

    told = [trace for trace in (*TRACES, "secret") if trace in answer.body.decode()]
    assert (500, []) == (answer.status, told)
    assert EXPECTED == {key: answer.header(key) for key in EXPECTED}


def to_print_view(browser: Browser) -> None:
    to_reissued(browser)
    browser.press(labels.TO_PRINT_VIEW)


def to_webmail(browser: Browser) -> None:
    log_in(browser)
    browser.open("/webmail")


def to_a_letter(browser: Browser) -> None:
    log_in(browser)
    browser.open("/webmail/new")
    typed = {
        sentences.RECIPIENT: "taro@example.jp",
        sentences.SUBJECT: "a",
        sentences.MAIL_TEXT: "b",
    }
    browser.press(sentences.SEND, typed)
    browser.open("/webmail/1/")


def to_a_refused_reply(browser: Browser) -> None:
    to_a_letter(browser)
    browser.press(sentences.REPLY, {sentences.REPLY_TEXT: ""})


@pytest.mark.parametrize(
    "walk",
    [to_reissued, to_print_view, log_in, to_webmail, to_a_letter, to_a_refused_reply],
    ids=lambda walk: str(walk.__name__),
)
def test_page_of_secrets_and_personal_data_is_kept_by_nobody(
    browser: Browser, walk: Callable[[Browser], None]
) -> None:
    walk(browser)

    assert "no-store" == browser.answer.header("cache-control")


@pytest.mark.parametrize("button", labels.MENU)
def test_no_page_of_my_page_is_kept(browser: Browser, button: str) -> None:
    log_in(browser)

    browser.press(button)

    assert (button, "no-store") == (browser.page.title, browser.answer.header("cache-control"))


@pytest.mark.parametrize("address", ["/", LOGIN, "/inquiry", "/reissue-guide", UNKNOWN_URL])
def test_page_without_secrets_may_be_kept_by_its_browser_and_is_asked_for_anew(
    browser: Browser, address: str
) -> None:
    """So that 「戻る」 of the browser works, as Q39 has it."""
    assert "private, no-cache" == browser.ask("GET", address).header("cache-control")
