"""Each address has a box of its own."""

import pytest

from tests.web.intruder import Browser, Intruded
from tests.web.journeys import TARO
from tests.web.mail.correspondence import HANAKO, mail, sent, text_of, three, ways_of
from tests.web.reader import letter, reader, subjects


def test_box_of_an_address_shows_its_letters_only(site: Intruded, browser: Browser) -> None:
    """There is a way to it and back, and capital letters make no difference."""
    three(site, browser)

    browser.open("/mail/")
    way = ways_of(browser)[HANAKO]
    shown = []
    for address in (way.removeprefix(browser.home), "/mail/to/HANAKO@example.com/"):
        browser.open(address)
        shown.append(subjects(browser))

    assert f"{browser.home}/mail/to/{HANAKO}/" == way
    assert [["third", "second"]] * 2 == shown
    assert "全部で2通、未読2通" in text_of(browser, "#count")
    assert f"{browser.home}/mail/" == ways_of(browser)["すべてのメールへ"]


def test_there_is_a_box_for_everybody_whom_a_letter_went_to(
    site: Intruded, browser: Browser
) -> None:
    """Also for those who are not named in it."""
    sent(site, browser, mail(), TARO, HANAKO, "secret@example.org")

    browser.open("/mail/")

    assert [TARO, HANAKO, "secret@example.org"] == text_of(browser, ".boxes").split()


def test_letter_of_a_box_stays_in_it(site: Intruded, browser: Browser) -> None:
    """What follows it is of the same box; a letter to others is not there."""
    three(site, browser)

    browser.open(f"/mail/to/{TARO}/3/")
    ways = ways_of(browser)
    status = browser.ask("GET", f"/mail/to/{TARO}/2/").status

    box = f"{browser.home}/mail/to/{TARO}/"
    assert (box, f"{box}1/", 404) == (ways["一覧へ"], ways["古いメール"], status)


@pytest.mark.parametrize("address", ["/mail/to/", "/mail/to//", "/mail/to/a/b", "/mail/to/a//"])
def test_box_of_no_address_is_not_there(browser: Browser, address: str) -> None:
    """An address of the site is as it is."""
    assert 404 == browser.ask("GET", address).status


def test_box_without_its_slash_leads_to_it(browser: Browser) -> None:
    """As the inbox itself does."""
    answer = browser.ask("GET", f"/mail/to/{TARO}")

    assert (302, f"{browser.home}/mail/to/{TARO}/") == (answer.status, answer.header("location"))


def test_box_of_any_address_is_there_and_only_text(site: Intruded) -> None:
    """Nobody has written to it yet."""
    browser = reader(site, letter(1))

    browser.open("/mail/to/%3Cb%3E%26%22/")

    assert ([], True) == (subjects(browser), text_of(browser, ".told").startswith('<b>&" に'))


# what is done
