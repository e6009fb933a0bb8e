"""Whatever is not followed is told as a problem, by its status, and never with a trace."""

from collections.abc import Iterator, Sequence

import pytest
from msgspec import json

from itsid_sim.bootstrap.served import Serving
from itsid_sim.client.connection import Answer, Header
from itsid_sim.web.told import Problem
from tests.web.control.asking import JSON, WORLDS, Asker, asking, told_by

TOKEN = "s3cret-t0ken"
ELSEWHERE: Header = ("origin", "http://elsewhere.example")


def problem(answer: Answer) -> tuple[int, str]:
    """The status of an answer and the kind of its problem, which repeats the status."""
    told = json.decode(answer.body, type=Problem)
    assert ("application/problem+json", answer.status) == (
        answer.header("content-type"),
        told.status,
    )
    return answer.status, told.type.removeprefix("/problems/")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}{}",
        b"{'id': 1}",
        b'{"seed": "\xff"}',
        b'{"seed": "\\ud800"}',
        b'{"seed": NaN}',
        b"[" * 10_000,
        b'{"seed": ' + b"1" * 5_000 + b"}",
    ],
)
def test_what_is_not_json_is_malformed(asker: Asker, body: bytes) -> None:
    assert (400, "malformed") == problem(asker.ask("POST", "", body))


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 201),
        ("application/json; charset=utf-8", 201),
        ('Application/JSON;charset="UTF-8"', 201),
        ("application/json; charset=shift_jis", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain", 415),
        ("application/problem+json", 415),
        ("", 415),
    ],
)
def test_only_json_is_taken(asker: Asker, content_type: str, status: int) -> None:
    headers = [("content-type", content_type)] if content_type else []

    answer = asker.plain("POST", WORLDS, headers, b"{}")

    assert status == answer.status
    assert status == 201 or (415, "media-type") == problem(answer)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", WORLDS, "GET, POST"),
        ("DELETE", WORLDS, "GET, POST"),
        ("POST", f"{WORLDS}/main", "DELETE, GET"),
        ("GET", f"{WORLDS}/main/clock/advance", "POST"),
        ("PATCH", f"{WORLDS}/main/mail/faults", "GET, PUT"),
        ("POST", "/api/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_allowed_is_told_with_those_that_are(
    asker: Asker, method: str, path: str, allow: str
) -> None:
    answer = asker.plain(method, path, [], b"")

    assert ((405, "method"), allow) == (problem(answer), answer.header("allow"))


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nothing", f"{WORLDS}/", f"{WORLDS}/main/", "/api/docs"]
)
def test_a_path_that_leads_nowhere_is_unknown(asker: Asker, path: str) -> None:
    assert (404, "unknown") == problem(asker.plain("GET", path, [], b""))


@pytest.mark.parametrize(
    ("method", "path", "given"),
    [
        ("GET", "/nobody", None),
        ("DELETE", "/nobody", None),
        ("GET", "/nobody/contracts", None),
        ("GET", "/nobody/letters", None),
        ("GET", "/nobody/mail/faults", None),
        ("PUT", "/nobody/mail/faults", {"faults": []}),
        ("POST", "/nobody/clock/advance", {"by": "PT1S"}),
        ("PUT", "/nobody/clock", {"mode": "frozen"}),
        ("GET", "/nobody/deadlines", None),
        ("GET", "/nobody/events", None),
        ("POST", "/nobody/fork", {}),
        ("POST", "/nobody/rewind", {"to": 0}),
        ("GET", "/nobody/branches", None),
        ("GET", "/%E5%A4%AA%E9%83%8E", None),
        ("GET", "/%00", None),
        ("GET", "/NOBODY", None),
    ],
)
def test_a_world_that_is_not_there_is_unknown(
    asker: Asker, method: str, path: str, given: object
) -> None:
    assert (404, "unknown") == problem(asker.ask(method, path, given))


@pytest.mark.parametrize(
    "headers",
    [
        [ELSEWHERE],
        [("origin", "null")],
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("DELETE", "/nobody")])
def test_another_sites_page_changes_nothing(
    asker: Asker, method: str, path: str, headers: Sequence[Header]
) -> None:
    assert (403, "origin") == problem(asker.plain(method, WORLDS + path, [JSON, *headers], b"{}"))


def test_our_own_page_may_change_worlds(asker: Asker) -> None:
    headers = [("origin", asker.served.url), ("sec-fetch-site", "same-origin")]

    assert 201 == asker.ask("POST", "", {}, headers).status


@pytest.mark.parametrize(
    ("if_match", "status"),
    [
        ('"{branch}.0"', 200),
        ("{branch}.0", 200),
        ("*", 200),
        ('"other.0", "{branch}.0"', 200),
        ('"{branch}.1"', 412),
        ('"main.0"', 412),
        ('W/"{branch}.0"', 412),
        ("", 412),
    ],
)
@pytest.mark.parametrize(
    "call",
    [("POST", "clock/advance", {"by": "PT1S"}), ("PUT", "mail/faults", {"faults": []})],
)
def test_a_write_goes_through_while_the_world_is_as_it_was(
    asker: Asker, call: tuple[str, str, object], if_match: str, status: int
) -> None:
    method, path, given = call
    world = asker.new_world()
    headers = [("if-match", if_match.format(branch=asker.branch(world)))]

    answer = asker.ask(method, f"/{world}/{path}", given, headers)

    event = told_by(asker.ask("GET", f"/{world}"))["event"]
    assert (status, status == 200) == (answer.status, event == 1)
    assert status == 200 or (412, "changed") == problem(answer)


def test_an_older_state_is_neither_added_to_nor_taken_away(asker: Asker) -> None:
    world = asker.new_world()
    stale = [("if-match", f'"{asker.branch(world)}.1"')]
    contract = {"id": "a", "name": "a", "kana": "a", "phone": "0900000000", "customer_no": "1"}

    answers = [
        asker.ask("POST", f"/{world}/contracts", contract, stale),
        asker.ask("DELETE", f"/{world}", None, stale),
    ]

    assert [(412, "changed")] * 2 == [problem(answer) for answer in answers]
    assert 0 == told_by(asker.ask("GET", f"/{world}"))["event"]


@pytest.fixture(scope="module")
def guarded() -> Iterator[Asker]:
    with asking(Serving(token=TOKEN)) as opened:
        yield opened


@pytest.mark.parametrize(
    "authorization",
    ["", TOKEN, f"Basic {TOKEN}", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}"],
)
@pytest.mark.parametrize("path", [WORLDS, f"{WORLDS}/main", "/api/openapi.json", "/api/nothing"])
def test_without_its_token_nothing_is_told(guarded: Asker, authorization: str, path: str) -> None:
    headers = [("authorization", authorization)] if authorization else []

    answer = guarded.plain("GET", path, headers, b"")

    challenge = answer.header("www-authenticate")
    assert ((401, "token"), True) == (problem(answer), challenge.startswith("Bearer"))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_with_its_token_everything_is_told(guarded: Asker, scheme: str) -> None:
    headers = [("authorization", f"{scheme} {TOKEN}")]

    assert 200 == guarded.plain("GET", WORLDS, headers, b"").status


def test_no_answer_may_be_kept(asker: Asker) -> None:
    answers = [asker.ask("GET", "/main"), asker.ask("GET", "/nobody")]

    assert [("no-store", "nosniff")] * 2 == [
        (answer.header("cache-control"), answer.header("x-content-type-options"))
        for answer in answers
    ]
