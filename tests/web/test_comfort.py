"""What makes a page easy: where the focus goes, what may be skipped, what each field is for."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CARD_LAST4, CODE, ITSCOM_ID, PASSWORD, PHONE
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import JIROS_FACTS, LOGIN, ask_for_reissue, log_in, to_terms

Walk = Callable[[Browser], None]


def the(browser: Browser, selector: str) -> LexborNode:
    """The one element that a selector means."""
    found = LexborHTMLParser(browser.html).css(selector)
    assert 1 == len(found), f"{selector}: {len(found)} found"
    return found[0]


def title(browser: Browser) -> str:
    return the(browser, "head > title").text()


def blank_password(browser: Browser) -> None:
    browser.open(LOGIN)
    browser.press(labels.SIGN_IN, {ITSCOM_ID: "a@example.jp"})


def wrong_password(browser: Browser) -> None:
    log_in(browser, password="Wrong.pass0")


def blank_card(browser: Browser) -> None:
    to_terms(browser, JIROS_FACTS | {CARD_LAST4: ""})


def no_agreement(browser: Browser) -> None:
    to_terms(browser)
    browser.press(labels.CONFIRM)


def to_contractor(browser: Browser) -> None:
    browser.open(LOGIN)
    browser.press(labels.REGISTER)


REFUSED: dict[str, tuple[Walk, str]] = {
    "field": (blank_password, f'input[name="{PASSWORD}"]'),
    "field of a choice": (blank_card, f'input[name="{CARD_LAST4}"]'),
    "choice": (no_agreement, f'input[value="{labels.AGREE}"]'),
    "no field": (wrong_password, '[role="alert"][tabindex="-1"]'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_focus_is_where_something_was_refused(browser: Browser, name: str) -> None:
    walk, place = REFUSED[name]
    walk(browser)

    assert the(browser, "[autofocus]").html == the(browser, place).html


@pytest.mark.parametrize("name", REFUSED)
def test_refused_page_says_so_in_its_title_and_not_in_its_heading(
    browser: Browser, name: str
) -> None:
    REFUSED[name][0](browser)

    assert title(browser).startswith(f"入力エラー: {browser.page.title} | ")


def test_page_that_refuses_nothing_says_nothing_of_errors(browser: Browser) -> None:
    browser.open(LOGIN)

    assert f"{labels.LOGIN} | iTSCOM ID シミュレータ" == title(browser)
    assert "autofocus" not in browser.html


@pytest.mark.parametrize(
    ("address", "walk"), [("/", lambda browser: browser.open("/")), (LOGIN, log_in)]
)
def test_menu_before_the_page_can_be_skipped(browser: Browser, address: str, walk: Walk) -> None:
    walk(browser)

    assert "#content" == the(browser, "body > a:first-child").attributes["href"]
    assert "-1" == the(browser, "main #content").attributes["tabindex"]


def test_every_page_says_simulator_and_leads_to_its_mail_and_console(browser: Browser) -> None:
    for address in ("/", LOGIN, "/faq", "/inquiry"):
        browser.open(address)

        assert "シミュレータ" == the(browser, "header b").text()
        hrefs = [a.attributes["href"] for a in LexborHTMLParser(browser.html).css("header a")]
        assert [f"{browser.home}{path}" for path in ("/", "/mail/", "/console")] == hrefs


def test_page_of_no_world_leads_to_no_mail(site: Intruded) -> None:
    html = site.connection.ask("GET", "/w/nowhere/").body.decode()

    assert "シミュレータ" in html
    assert "/mail/" not in html


@pytest.mark.parametrize(
    ("walk", "field", "fills", "keys"),
    [
        (lambda browser: browser.open(LOGIN), ITSCOM_ID, "username", "email"),
        (lambda browser: browser.open("/inquiry"), sentences.MAIL_ADDRESS, "email", "email"),
        (ask_for_reissue, CODE, "one-time-code", "numeric"),
        (to_contractor, PHONE, "tel", "tel"),
    ],
)
def test_field_says_what_it_is_for(
    browser: Browser, walk: Walk, field: str, fills: str, keys: str
) -> None:
    """WCAG 2.2, 1.3.5; and a telephone offers the keys that are needed."""
    walk(browser)

    attributes = the(browser, f'input[name="{field}"]').attributes
    assert (fills, keys) == (attributes["autocomplete"], attributes["inputmode"])


def test_box_that_shows_the_password_is_never_sent(browser: Browser) -> None:
    browser.open(LOGIN)

    assert "name" not in the(browser, ".toggle input").attributes


def test_page_has_one_primary_button(browser: Browser) -> None:
    browser.open(LOGIN)

    assert labels.SIGN_IN == the(browser, "button.primary").text()
