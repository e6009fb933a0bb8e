"""Any request at all: never a fault, never without its headers, never an event without a seal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsid_sim.client.connection import Answer
from itsid_sim.procedures import CHART
from tests.web.direct import CUSTOMERS, Direct
from tests.web.intruder import NOW, Browser
from tests.web.journeys import ask_for_reissue, log_in
from tests.web.replay import Replay

FAULT = 500

METHODS = st.sampled_from(["GET", "HEAD", "POST"]) | st.sampled_from(
    ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "", "あ"]
)
PLACES = (
    *CHART.readings,
    *(path.replace("<token>", "x" * 32) for path in CHART.entrances),
    "/step/1",
    "/step/webmail/1",
    "/mail/api/v1/messages",
    "/mail/api/v1/message/latest",
    "",
)
WORDS = ("w", "main", "step", "mypage", "webmail", "mail", "api", "v1", "message", "1", "-1")
MEAN = ("/", "//", "..", "%2e", "%2f", "%00", "%ff", "%ED%A0%80", "?", "#", "%", "<", '"', "é")
PIECES = st.sampled_from(WORDS) | st.sampled_from(MEAN)
WITHIN = st.sampled_from(PLACES) | st.lists(PIECES, max_size=8).map("".join)
OUTSIDE = st.lists(PIECES, max_size=8).map(lambda pieces: "/" + "".join(pieces))
# What a server may hand on in a header: anything but control characters, in Latin-1.
LATIN = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=40)
OURS = ("host", "origin", "sec-fetch-site", "content-type", "content-length", "cookie", "referer")
OTHERS = ("x-forwarded-host", "range", "if-none-match", "accept", "expect", "transfer-encoding")
NAMES = st.sampled_from(OURS) | st.sampled_from(OTHERS)
VALUES = LATIN | st.sampled_from(
    [
        "127.0.0.1:8025",
        "http://127.0.0.1:8025",
        "http://[",
        "null",
        "same-origin",
        "application/x-www-form-urlencoded",
        "0",
        "²",
        "9" * 5000,
        "chunked",
        f"itsid_browser={'x' * 32}; itsid_session={'x' * 32}",
        'itsid_browser="\\400"',
    ]
)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=4)
FORMS = st.lists(
    st.sampled_from([b"page=0", b"seen_at=0", b"seal=0", b"press=a", b"a=%ff", b"=", b"&", b"%"]),
    max_size=6,
).map(b"&".join)
BODIES = st.lists(st.binary(max_size=80) | FORMS | st.none(), max_size=3)


class Target:
    """A world with somebody signed in and a letter on its way, and the site around it."""

    def __init__(self, direct: Direct) -> None:
        self.direct = direct
        self.place = direct.place()
        self.known = Browser(direct, self.place)
        log_in(self.known)
        ask_for_reissue(Browser(direct, self.place), "hanako@example.com")
        self.replay = Replay(direct.service, self.place, NOW, CUSTOMERS)


@pytest.fixture(scope="module")
def target(direct: Direct) -> Target:
    return Target(direct)


def is_in_order(target: Target, answer: Answer) -> None:
    """No fault, no header missing, and nothing happened that its events do not tell."""
    assert answer.status < FAULT
    assert ("nosniff" if answer.status else "") == answer.header("x-content-type-options")
    assert "\r" not in "".join(name + value for name, value in answer.headers)
    assert target.replay.is_faithful()


@settings(max_examples=1000)
@given(METHODS, WITHIN, HEADERS, BODIES)
def test_any_request_to_a_world_is_answered_and_changes_nothing(
    target: Target,
    method: str,
    address: str,
    headers: list[tuple[str, str]],
    parts: list[bytes | None],
) -> None:
    before, told = target.place.events, len(target.direct.faults.told)
    host = [] if any(name == "host" for name, _ in headers) else [("host", "localhost")]

    path = f"/w/{target.place.name}{address}"
    answer = target.direct.asked(method, path, [*host, *headers], parts)

    is_in_order(target, answer)
    assert (before, []) == (target.place.events, target.direct.faults.told[told:])


@settings(max_examples=500)
@given(METHODS, OUTSIDE, HEADERS, BODIES)
def test_any_request_outside_the_worlds_is_answered(
    target: Target,
    method: str,
    path: str,
    headers: list[tuple[str, str]],
    parts: list[bytes | None],
) -> None:
    answer = target.direct.asked(method, path, [("host", "localhost"), *headers], parts)

    assert answer.status < FAULT or path.startswith("/api")
    assert ("nosniff" if answer.status else "") == answer.header("x-content-type-options")


@settings(max_examples=500)
@given(METHODS, WITHIN, HEADERS, BODIES)
def test_any_request_of_a_signed_in_person_is_answered(
    target: Target,
    method: str,
    address: str,
    headers: list[tuple[str, str]],
    parts: list[bytes | None],
) -> None:
    """With the cookies, but without a seal."""
    before = target.place.events
    cookies = target.known.jar.header(f"{target.known.home}/")

    path = f"/w/{target.place.name}{address}"
    sent = [("host", "localhost"), ("cookie", cookies), *headers]
    answer = target.direct.asked(method, path, sent, parts)

    is_in_order(target, answer)
    assert before == target.place.events
