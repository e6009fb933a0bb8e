"""The list of letters in the web inbox: what is searched, what is unread, what can be done."""

from urllib.parse import quote, urlencode

import pytest

from itsid_sim.client.connection import Answer
from itsid_sim.core.events import LettersMarked, LettersThrownAway
from tests.web.intruder import FORM, Browser, Intruded
from tests.web.journeys import TARO
from tests.web.mail.correspondence import HANAKO, facts, text_of, three, ways_of
from tests.web.reader import letter, parts, reader, subjects

FOREIGN_SITE = (("origin", "http://evil.example"), ("sec-fetch-site", "cross-site"))


def press(browser: Browser, address: str, *fields: tuple[str, str]) -> Answer:
    """Send a form of the inbox and go on."""
    body = urlencode(fields).encode()
    return browser.ask("POST", f"/mail/{address}", [FORM, *browser.ours], body)


def follow(browser: Browser, answer: Answer) -> None:
    """Go where an answer leads, with all that its address says."""
    browser.ask("GET", answer.header("location").removeprefix(browser.home))


def test_letter_of_a_stranger_tells_who_what_and_when(site: Intruded, browser: Browser) -> None:
    """Its attachments are counted, and it is said to be unread."""
    three(site, browser)

    browser.open("/mail/")

    assert ["third", "second", "first"] == subjects(browser)
    assert [
        f"2026-06-01 10:00:00 宛先 {TARO} ほか1人 差出人 Shop <shop@example.net>",
        f"2026-06-01 10:00:00 宛先 {HANAKO} 差出人 Shop <shop@example.net>",
        f"2026-06-01 10:00:00 宛先 {TARO} 差出人 Shop <shop@example.net>",
    ] == facts(browser)
    assert ["plums", "pears", "apples"] == [one.text() for one in parts(browser, ".snippet")]
    assert ["添付1"] == [one.text() for one in parts(browser, ".clip")]
    assert ["未読"] * 3 == [one.text() for one in parts(browser, ".fresh")]


def test_link_to_an_unread_letter_is_described_as_such(site: Intruded, browser: Browser) -> None:
    """A screen reader says so wherever it comes from."""
    three(site, browser)
    browser.ask("GET", "/mail/2/")

    browser.open("/mail/")

    described = [link.attributes.get("aria-describedby") for link in parts(browser, ".letters a")]
    assert ["new-3", None, "new-1"] == described
    assert "全部で3通、未読2通" in text_of(browser, "#count")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("plums", ["third"]),
        ("subject:first", ["first"]),
        (f"to:{HANAKO}", ["second"]),
        ("has:attachment", ["second"]),
        ("is:unread", ["third", "second", "first"]),
        ("-pears", ["third", "first"]),
        ("before:2026-05-31", []),
        ("is:read", []),
    ],
)
def test_search_finds_in_the_manner_of_mailpit(
    site: Intruded, browser: Browser, query: str, found: list[str]
) -> None:
    """What was asked stays in the field."""
    three(site, browser)

    browser.ask("GET", f"/mail/?{urlencode({'q': query})}")

    field = parts(browser, "#q")[0].attributes["value"]
    assert (found, query) == (subjects(browser), field)


def test_search_that_finds_nothing_says_what_for(site: Intruded, browser: Browser) -> None:
    """There is a way back to all letters."""
    three(site, browser)

    browser.ask("GET", f"/mail/?{urlencode({'q': '<b>ない'})}")

    assert "「<b>ない」に合うメールは見つかりませんでした" in text_of(browser, "#count")
    assert f"{browser.home}/mail/" == ways_of(browser)["探すのをやめる"]


def test_search_is_kept_from_page_to_page(site: Intruded) -> None:
    """Fifty are shown at a time."""
    browser = reader(site, *(letter(n, subject=f"no. {n}") for n in range(1, 53)))

    browser.ask("GET", "/mail/?q=subject:no")
    older = ways_of(browser)["古いメールへ"]
    browser.ask("GET", older.removeprefix(browser.home))

    assert f"{browser.home}/mail/?q=subject%3Ano&start=50" == older
    assert ["no. 2", "no. 1"] == subjects(browser)


@pytest.mark.parametrize("start", ["-1", "x", "\u0661", "1" * 400, "50", "9999"])
def test_place_in_the_list_that_is_none_shows_no_fault(site: Intruded, start: str) -> None:
    """Whatever stands in the address."""
    browser = reader(site, letter(1))

    answer = browser.ask("GET", f"/mail/?start={quote(start)}")

    assert 200 == answer.status


def test_all_letters_are_marked_as_read(site: Intruded, browser: Browser) -> None:
    """How many they were is told."""
    three(site, browser)

    answer = press(browser, "read-all")
    follow(browser, answer)

    assert (303, "3通を既読にしました。") == (answer.status, text_of(browser, ".done"))
    assert LettersMarked(("1", "2", "3"), read=True) == browser.place.events[-1]


def test_found_letters_alone_are_marked_as_read(site: Intruded, browser: Browser) -> None:
    """The search goes on afterwards."""
    three(site, browser)

    follow(browser, press(browser, "read-all", ("q", "plums")))

    assert LettersMarked(("3",), read=True) == browser.place.events[-1]
    assert ["third"] == subjects(browser)


def test_ticked_letters_are_thrown_away(site: Intruded, browser: Browser) -> None:
    """That nothing is lost for good is said."""
    three(site, browser)

    follow(browser, press(browser, "throw-away", ("id", "1"), ("id", "3"), ("id", "77")))

    assert ["second"] == subjects(browser)
    assert LettersThrownAway(("1", "3")) == browser.place.events[-1]
    assert "2通を捨てました。" in text_of(browser, ".done")
    assert "前に戻ると、また読めます" in text_of(browser, ".done")


def test_letters_of_a_box_alone_are_thrown_away(site: Intruded, browser: Browser) -> None:
    """Those to others stay."""
    three(site, browser)

    press(browser, f"to/{HANAKO}/throw-all")
    browser.open("/mail/")

    assert ["first"] == subjects(browser)


def test_found_letters_alone_are_thrown_away(site: Intruded, browser: Browser) -> None:
    """The others stay."""
    three(site, browser)

    press(browser, "throw-all", ("q", "has:attachment"))
    browser.open("/mail/")

    assert ["third", "first"] == subjects(browser)


def test_world_that_goes_back_has_its_letters_again(site: Intruded, browser: Browser) -> None:
    """As the page promises."""
    three(site, browser)
    before = len(browser.place.events)
    press(browser, "throw-all")

    site.connection.ask(
        "POST",
        f"/api/worlds/{browser.place.name}/rewind",
        [("content-type", "application/json")],
        b'{"to": %d}' % before,
    )
    browser.open("/mail/")

    assert ["third", "second", "first"] == subjects(browser)


def test_nothing_ticked_throws_nothing_away(site: Intruded, browser: Browser) -> None:
    """And that is told."""
    three(site, browser)
    before = browser.place.events

    answer = press(browser, "throw-away")
    browser.open(str(answer.header("location")).removeprefix(browser.home))

    assert before == browser.place.events
    assert "選ばれたメールがありません。" in text_of(browser, ".done")


@pytest.mark.parametrize(
    "deed", ["read-all", "throw-away", "throw-all", "1/throw-away", "1/unread"]
)
def test_page_of_another_site_can_do_nothing(site: Intruded, deed: str) -> None:
    """Even though there is nothing to sign in to."""
    browser = reader(site, letter(1))
    before = browser.place.events

    answer = browser.ask("POST", f"/mail/{deed}", [FORM, *FOREIGN_SITE], b"id=1")

    assert (403, before) == (answer.status, browser.place.events)


@pytest.mark.parametrize(
    "deed", ["read-all", "throw-away", "throw-all", "1/throw-away", "1/deliver"]
)
def test_whoever_only_looks_does_nothing(site: Intruded, deed: str) -> None:
    """A link or a picture can ask for no more."""
    browser = reader(site, letter(1))

    answer = browser.ask("GET", f"/mail/{deed}")

    assert (405, "POST", ()) == (answer.status, answer.header("allow"), browser.place.events)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"id=1", 415),
        ("application/x-www-form-urlencoded", b"id=\xff", 400),
        ("application/x-www-form-urlencoded", b"id=1&" * 300, 400),
        ("application/x-www-form-urlencoded", b"a" * 70_000, 413),
    ],
)
def test_form_that_no_page_sends_is_refused(
    site: Intruded, kind: str, body: bytes, status: int
) -> None:
    """Before anything is done."""
    browser = reader(site, letter(1))

    answer = browser.ask("POST", "/mail/throw-away", [("content-type", kind), *browser.ours], body)

    assert (status, ()) == (answer.status, browser.place.events)
