"""Bodies, fields and numbers that are too large, malformed or mean: refused, and never a fault."""

import tracemalloc
from urllib.parse import urlencode

import pytest

from itsid_sim.client.connection import Answer, Header
from itsid_sim.rules import labels
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from tests.web.direct import Direct
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import LOGIN, TARO, TARO_PASSWORD

BODY_BYTES_MAX = 64 * 1024
MEBIBYTE = 1024 * 1024
HOST: Header = ("host", "127.0.0.1:8025")


@pytest.fixture
def person(direct: Direct) -> Browser:
    """Somebody on the login page."""
    opened = direct.browser()
    opened.open(LOGIN)
    return opened


def sent(direct: Direct, person: Browser, headers: list[Header], *parts: bytes | None) -> Answer:
    """A post to the login page with exactly these headers, and the cookies."""
    cookie = ("cookie", person.jar.header(f"{person.home}/"))
    return direct.asked("POST", person.home + LOGIN, [HOST, FORM, cookie, *headers], parts)


def body_of(person: Browser, *more: tuple[str, str]) -> bytes:
    pairs = person.pairs(labels.SIGN_IN, {ITSCOM_ID: TARO, PASSWORD: TARO_PASSWORD})
    return urlencode([*more, *pairs]).encode()


def padded(body: bytes, size: int) -> bytes:
    """A form of exactly this size, with fields that no page asks for."""
    pad = size - len(body)
    assert pad > 10
    parts, rest = divmod(pad, 4096)
    if 0 < rest < 10:
        parts, rest = parts - 1, rest + 4096
    fields = [b"x=%s&" % (b"a" * (length - 3)) for length in [4096] * parts + [rest] if length]
    return b"".join(fields) + body


def test_body_of_the_largest_size_is_taken(direct: Direct, person: Browser) -> None:
    body = padded(body_of(person), BODY_BYTES_MAX)

    answer = sent(direct, person, [("content-length", str(len(body)))], body)

    assert (BODY_BYTES_MAX, 303) == (len(body), answer.status)


@pytest.mark.parametrize(
    "length", ["65537", "99999999999999999999", "-1", "+5", "1e3", "0x10", "", "5, 5", "\xb2", "９"]
)
def test_length_that_is_too_large_or_no_number_is_refused(
    direct: Direct, person: Browser, length: str
) -> None:
    before = person.place.events

    answer = sent(direct, person, [("content-length", length)], body_of(person))

    assert ("refused", before) == (_refused(answer), person.place.events)


def test_length_of_thousands_of_digits_is_refused(direct: Direct, person: Browser) -> None:
    """Python refuses to make an int of it, with a ValueError."""
    answer = sent(direct, person, [("content-length", "0" * 5000 + "1")], body_of(person))

    assert "refused" == _refused(answer)


def test_body_larger_than_its_length_says_is_refused(direct: Direct, person: Browser) -> None:
    body = padded(body_of(person), BODY_BYTES_MAX + 1)
    before = person.place.events

    answer = sent(direct, person, [("content-length", "10")], body)

    assert (413, before) == (answer.status, person.place.events)


def test_body_in_parts_without_a_length_is_read_no_further_than_allowed(
    direct: Direct, person: Browser
) -> None:
    parts = [b"a" * MEBIBYTE] * 64
    before = person.place.events
    tracemalloc.start()

    answer = sent(direct, person, [], *parts)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (413, before) == (answer.status, person.place.events)
    assert peak < 8 * MEBIBYTE


def test_body_in_parts_without_a_length_is_taken(direct: Direct, person: Browser) -> None:
    body = body_of(person)

    answer = sent(direct, person, [], body[:10], b"", body[10:])

    assert 303 == answer.status


def test_who_hangs_up_halfway_is_no_fault_of_ours(direct: Direct, person: Browser) -> None:
    before, told = person.place.events, len(direct.faults.told)

    sent(direct, person, [], b"page=0&", None)

    assert ([], before) == (direct.faults.told[told:], person.place.events)


def test_body_over_the_wire_is_refused_by_its_length_alone(site: Intruded) -> None:
    head = f"POST /w/main/mypage HTTP/1.1\r\nhost: {site.connection.host}\r\nconnection: close\r\n"
    request = f"{head}content-type: {FORM[1]}\r\ncontent-length: 99999999\r\n\r\n"

    assert 413 == site.raw(request.encode())


def test_request_of_two_lengths_is_refused(site: Intruded) -> None:
    """Request smuggling: both a length and parts, or two lengths."""
    head = f"POST /w/main/mypage HTTP/1.1\r\nhost: {site.connection.host}\r\nconnection: close\r\n"
    both = "content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
    two = "content-length: 5\r\ncontent-length: 6\r\n\r\nhello!"

    assert [400, 400] == [site.raw((head + rest).encode()) for rest in (both, two)]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ([("x", "a")] * (64 - 7), 303),
        ([("x", "a")] * (65 - 7), 400),
        ([("x", "a" * 8192)], 303),
        ([("x", "a" * 8193)], 400),
        ([("x" * 8193, "a")], 400),
        ([("x", "あ" * 2000)], 303),
        ([("x", "a\0b")], 400),
        ([("x\0", "a")], 400),
        ([("x", "a\x1bb")], 400),
        ([("x", "a\x7fb")], 400),
        ([("x", "a\r\n\tb")], 303),
        ([(ITSCOM_ID, "a\r\nb")], 303),
    ],
    ids=range(12),
)
def test_field_is_taken_up_to_its_limits(
    person: Browser, more: list[tuple[str, str]], status: int
) -> None:
    """A form has 64 fields of 8192 characters each at most, and no control characters."""
    before = person.place.events
    body = body_of(person, *more)

    answer = person.ask("POST", LOGIN, [FORM, *person.ours], body)

    assert status == answer.status
    assert (status == 303) == (before != person.place.events)


@pytest.mark.parametrize(
    "broken",
    [b"%ff", b"%ED%A0%80", b"%ED%BF%BF", b"%C0%AF", b"%F4%90%80%80", b"\xff", b"%E3%81", b"%00"],
    ids=lambda broken: broken.decode("latin-1").strip("%"),
)
def test_text_that_is_no_utf_8_is_refused(person: Browser, broken: bytes) -> None:
    """Lone surrogates and overlong forms too."""
    before = person.place.events

    answer = person.ask("POST", LOGIN, [FORM, *person.ours], body_of(person) + b"&x=" + broken)

    assert (400, before) == (answer.status, person.place.events)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json",
        "application/x-www-form-urlencodedx",
        "application/x-www-form-urlencoded, text/plain",
        "あ".encode().decode("latin-1"),
    ],
)
def test_content_of_another_type_is_refused(direct: Direct, person: Browser, kind: str) -> None:
    before, body = person.place.events, body_of(person)
    cookie = ("cookie", person.jar.header(f"{person.home}/"))

    answer = direct.asked(
        "POST", person.home + LOGIN, [HOST, cookie, ("content-type", kind)], [body]
    )

    assert (415, before) == (answer.status, person.place.events)


def test_content_without_a_type_is_refused(direct: Direct, person: Browser) -> None:
    cookie = ("cookie", person.jar.header(f"{person.home}/"))

    answer = direct.asked("POST", person.home + LOGIN, [HOST, cookie], [body_of(person)])

    assert 415 == answer.status


@pytest.mark.parametrize("kind", ["Application/X-WWW-Form-URLEncoded", f"{FORM[1]};charset=UTF-8"])
def test_type_of_a_form_may_be_spelled_otherwise(person: Browser, kind: str) -> None:
    answer = person.ask("POST", LOGIN, [("content-type", kind), *person.ours], body_of(person))

    assert 303 == answer.status


@pytest.mark.parametrize("name", ["page", "seen_at"])
@pytest.mark.parametrize(
    "number",
    ["-1", "+1", " 1", "1.0", "1e9", "0x1", "9" * 16, "9" * 5000, "１", "²", "١", "", "一", "NaN"],
)
def test_number_that_is_none_is_refused(person: Browser, name: str, number: str) -> None:
    before = person.place.events

    answer = person.press(labels.SIGN_IN, {}, **{name: number})

    assert (400, before) == (answer.status, person.place.events)


def test_number_of_a_page_that_is_not_shown_does_nothing(person: Browser) -> None:
    before = person.place.events

    for number in ("1", "7", "999999999999999"):
        assert 303 == person.send(person.pairs(labels.FORGOT, page=number)).status
        person.open(LOGIN)

    assert before == person.place.events


def _refused(answer: Answer) -> str:
    return "refused" if answer.status in {400, 411, 413} else f"{answer.status}"
