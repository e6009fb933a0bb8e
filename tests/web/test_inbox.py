"""The inbox of a world in a browser: what has arrived, newest first, and nothing else."""

from collections.abc import Callable

import pytest

from itsid_sim.core.events import LettersMarked
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT, PHRASE_SUBJECT, REGISTRATION_SUBJECT, SENDER
from tests.web.direct import Direct
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import (
    PHRASE,
    TARO,
    ask_for_reissue,
    shows_a_password,
    to_phrase_sent,
    to_registration_sent,
)
from tests.web.mail.correspondence import facts, ways_of
from tests.web.reader import letter, links, parts, reader, rows, said, subjects

MINUTE_S = 60


def test_an_empty_inbox_says_so_and_that_it_is_the_simulator_s(browser: Browser) -> None:
    browser.open("/mail/")

    words = parts(browser, "body")[0].text()
    assert ("届いたメール", [], True, True) == (
        browser.page.title,
        rows(browser),
        "箱は空です" in words,
        "シミュレータの道具" in words,
    )


def test_letters_are_listed_newest_first_with_their_time_in_japan(browser: Browser) -> None:
    ask_for_reissue(browser)
    browser.place.advance(MINUTE_S + 1)
    to_registration_sent(browser)

    browser.open("/mail/")

    assert [REGISTRATION_SUBJECT, CODE_SUBJECT] == subjects(browser)
    assert [
        f"2026-06-01 10:01:01 宛先 jiro@example.jp 差出人 {SENDER}",
        f"2026-06-01 10:00:00 宛先 {TARO} 差出人 {SENDER}",
    ] == facts(browser)
    assert "全部で2通、未読2通" in parts(browser, "main")[0].text()


def test_letter_that_came_late_stands_where_it_arrived(site: Intruded) -> None:
    browser = reader(site, letter(2, subject="second"), letter(1, subject="first"))

    browser.open("/mail/")

    assert ["first", "second"] == subjects(browser)


def test_fifty_letters_are_listed_at_a_time(site: Intruded) -> None:
    """The others are a link away, and all are counted."""
    browser = reader(site, *(letter(n, subject=f"no. {n}") for n in range(1, 102)))

    listed = []
    ways = {"古いメールへ": "/mail/"}
    while "古いメールへ" in ways:
        browser.ask("GET", ways["古いメールへ"].removeprefix(browser.home))
        listed.append(subjects(browser))
        ways = ways_of(browser)

    assert [f"no. {n}" for n in range(101, 0, -1)] == [one for part in listed for one in part]
    assert [50, 50, 1] == [len(part) for part in listed]
    assert f"{browser.home}/mail/?start=50" == ways["新しいメールへ"]
    assert "101通のうち101〜101通目" in parts(browser, ".pages")[0].text()


def test_list_can_be_read_anew_and_leads_to_each_letter(browser: Browser) -> None:
    ask_for_reissue(browser)

    browser.open("/mail/")

    ways = ways_of(browser)
    assert (f"{browser.home}/mail/", f"{browser.home}/mail/1/") == (
        ways["読み直す"],
        ways[CODE_SUBJECT],
    )


def test_letter_has_its_head_its_text_and_a_way_back(browser: Browser) -> None:
    ask_for_reissue(browser)

    browser.open("/mail/1/")

    told = [" ".join(node.text().split()) for node in parts(browser, "dl.head dd")]
    assert [SENDER, TARO, "2026-06-01 10:00:00"] == told[:3]
    assert CODE_SUBJECT == browser.page.title
    assert f"\n認証コード：{browser.place.code()}\n" in said(browser)
    assert f"{browser.home}/mail/" == ways_of(browser)["一覧へ"]


def test_letter_that_came_late_tells_both_times(site: Intruded) -> None:
    browser = reader(site, letter(9))

    browser.open("/mail/9/")

    told = parts(browser, "dl.head dd")[2].text()
    assert "2026-06-01 10:00:00（届いたのは 2026-06-01 10:00:09）" == told


@pytest.mark.parametrize(
    ("walk", "kind", "subject"),
    [
        (to_registration_sent, "registration", REGISTRATION_SUBJECT),
        (to_phrase_sent, "phrase", PHRASE_SUBJECT),
    ],
    ids=["registration", "phrase"],
)
def test_mailed_url_is_the_one_link_in_its_letter(
    browser: Browser, walk: Callable[[Browser], None], kind: str, subject: str
) -> None:
    walk(browser)

    browser.open("/mail/1/")

    url = f"{browser.place.url}{browser.home}{browser.place.mailed(kind)}"
    assert (subject, [url]) == (browser.page.title, links(browser))


def test_link_in_a_letter_leads_through_the_reissue(browser: Browser) -> None:
    to_phrase_sent(browser)
    browser.open("/mail/1/")

    browser.open(links(browser)[0].removeprefix(f"{browser.place.url}{browser.home}"))
    browser.press(labels.REISSUE, PHRASE)

    assert shows_a_password(browser)


@pytest.mark.parametrize(
    "address",
    [
        "/mail/2/",
        "/mail/0/",
        "/mail/01/",
        "/mail/1",
        "/mail/1//",
        "/mail/1/raw",
        "/mail/x/",
        "/mail//",
        "/mail/%D9%A1/",
        "/mail/1%0A/",
        "/mail/9999999999/",
        "/mail/../mypage",
        "/mail/api",
        "/mailbox",
    ],
)
def test_letter_that_nobody_wrote_is_not_there(site: Intruded, address: str) -> None:
    answer = reader(site, letter(1)).ask("GET", address)

    assert (404, True) == (answer.status, "ページがありません" in answer.body.decode())


def test_letter_under_way_is_carried_before_the_list_is_shown(direct: Direct) -> None:
    browser = direct.browser()
    ask_for_reissue(browser)

    browser.open("/mail/")

    assert [CODE_SUBJECT] == subjects(browser)


def test_letters_of_another_world_are_not_shown(site: Intruded, browser: Browser) -> None:
    ask_for_reissue(browser)
    other = site.browser()

    status = other.ask("GET", "/mail/1/").status
    other.open("/mail/")

    assert (404, []) == (status, rows(other))


@pytest.mark.parametrize("address", ["/mail", "/mail/", "/mail/1/"])
def test_world_that_is_not_there_has_no_inbox(site: Intruded, address: str) -> None:
    answer = site.connection.ask("GET", f"/w/nobody{address}")

    assert (404, True) == (answer.status, "この世界はありません" in answer.body.decode())


def test_inbox_without_its_slash_leads_to_it(browser: Browser) -> None:
    answer = browser.ask("GET", "/mail")

    assert (302, f"{browser.home}/mail/") == (answer.status, answer.header("location"))


@pytest.mark.parametrize("address", ["/mail", "/mail/", "/mail/1/"])
def test_inbox_is_kept_by_nobody_and_sets_no_cookie(site: Intruded, address: str) -> None:
    answer = reader(site, letter(1)).ask("GET", address)

    assert ("no-store", False) == (
        answer.header("cache-control"),
        "set-cookie" in dict(answer.headers),
    )


@pytest.mark.parametrize("address", ["/mail", "/mail/", "/mail/1/", "/mail/7/"])
def test_head_of_the_inbox_is_get_without_a_body(site: Intruded, address: str) -> None:
    browser = reader(site, letter(1))

    got, head = (browser.ask(method, address) for method in ("GET", "HEAD"))

    assert (got.status, got.headers, b"") == (head.status, head.headers, head.body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", ["/mail", "/mail/", "/mail/1/"])
def test_inbox_can_only_be_read(browser: Browser, method: str, address: str) -> None:
    answer = browser.ask(method, address)

    assert (405, "GET, HEAD") == (answer.status, answer.header("allow"))


def test_only_a_letter_that_is_opened_has_been_read(browser: Browser) -> None:
    """Neither the list does it, nor a letter that is not there, nor whoever asks for no body."""
    ask_for_reissue(browser)
    before = browser.place.events

    for method, address in (
        ("GET", "/mail"),
        ("GET", "/mail/"),
        ("GET", "/mail/7/"),
        ("HEAD", "/mail/1/"),
    ):
        browser.ask(method, address)
    unopened = browser.place.events
    for _ in range(2):
        browser.ask("GET", "/mail/1/")

    assert before == unopened
    assert (*before, LettersMarked(("1",), read=True)) == browser.place.events


def test_mail_api_stands_where_it_stood(browser: Browser) -> None:
    answer = browser.ask("GET", "/mail/api/v1/messages")

    assert (200, "application/json") == (answer.status, answer.header("content-type"))
