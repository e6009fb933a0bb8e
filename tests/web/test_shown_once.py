"""The reissued password on the web (Q29): a double click loses nothing, and nothing shows it again.

What tells a double click from anything else is the copy of the page, and two seconds of real time.
"""

from collections.abc import Callable

import pytest

from itsid_sim.rules import labels, sentences
from tests.web.direct import Direct
from tests.web.intruder import Browser, Pairs
from tests.web.journeys import LOGIN, PHRASE, shows_a_password, to_phrase_entry, to_reissued

DOUBLE_CLICK_S = 2.0
INQUIRY = {sentences.MAIL_ADDRESS: "a@example.jp", sentences.QUESTION_TEXT: "a"}


def tab_of(browser: Browser) -> Browser:
    """Another tab of the same browser."""
    tab = Browser(browser.connection, browser.place)
    tab.jar = browser.jar
    return tab


def reissue(browser: Browser) -> Pairs:
    """Press the button, look at the answer, and be back on the page with the button."""
    to_phrase_entry(browser)
    entry, pairs = browser.answer, browser.pairs(labels.REISSUE, PHRASE)
    browser.press(labels.REISSUE, PHRASE)
    assert shows_a_password(browser)
    browser.answer = entry
    return pairs


def send_again(browser: Browser, pairs: Pairs) -> bool:
    """Send a form once more and follow; whether a password is shown."""
    answer = browser.send(pairs)
    browser.open(answer.header("location").removeprefix(browser.home))
    return shows_a_password(browser)


@pytest.fixture
def person(direct: Direct) -> Browser:
    return direct.browser()


def test_double_click_whose_first_answer_was_fetched_still_shows_it(person: Browser) -> None:
    pairs = reissue(person)

    assert send_again(person, pairs)


def test_double_click_whose_first_answer_went_unfetched_shows_it(person: Browser) -> None:
    to_phrase_entry(person)
    entry, pairs = person.answer, person.pairs(labels.REISSUE, PHRASE)
    person.send(pairs)
    person.answer = entry

    assert send_again(person, pairs)


def test_double_click_shows_it_once_more_and_no_third_time(person: Browser) -> None:
    pairs = reissue(person)
    entry = person.answer
    first = send_again(person, pairs)
    person.answer = entry

    assert (True, False) == (first, send_again(person, pairs))


def test_form_sent_again_later_shows_nothing(direct: Direct, person: Browser) -> None:
    pairs = reissue(person)
    direct.seconds += DOUBLE_CLICK_S

    assert not send_again(person, pairs)


def test_reload_does_not_show_it(person: Browser) -> None:
    to_reissued(person)

    person.open(person.at)

    assert (labels.REISSUED, False) == (person.page.title, shows_a_password(person))


def test_another_tab_does_not_show_it(person: Browser) -> None:
    to_reissued(person)
    tab = tab_of(person)

    tab.open(person.at)

    assert not shows_a_password(tab)


def test_press_on_another_copy_of_the_page_does_not_show_it_again(person: Browser) -> None:
    """A second tab had the same page open: it learns that it is over, and no password."""
    to_phrase_entry(person)
    tab = tab_of(person)
    tab.open(person.place.mailed("phrase"))
    person.press(labels.REISSUE, PHRASE)

    tab.press(labels.REISSUE, PHRASE)

    assert (labels.REISSUED, False) == (tab.page.title, shows_a_password(tab))


def double_click_on_an_inquiry(tab: Browser) -> None:
    tab.open("/inquiry")
    pairs = tab.pairs(sentences.SEND, INQUIRY)
    page = tab.answer
    for _ in range(2):
        tab.answer = page
        tab.send(pairs)


def double_click_on_the_survey(tab: Browser) -> None:
    tab.open("/reissue-guide")
    pairs = tab.pairs(sentences.YES)
    page = tab.answer
    for _ in range(2):
        tab.answer = page
        tab.send(pairs)


@pytest.mark.parametrize("double_click", [double_click_on_an_inquiry, double_click_on_the_survey])
def test_double_click_elsewhere_does_not_show_it_again(
    person: Browser, double_click: Callable[[Browser], None]
) -> None:
    to_reissued(person)
    own, tab = person.at, tab_of(person)

    double_click(tab)
    tab.open(own)

    assert not shows_a_password(tab)


def test_print_view_shows_it_once(person: Browser) -> None:
    to_reissued(person)

    person.press(labels.TO_PRINT_VIEW)
    shown = shows_a_password(person)
    person.open(person.at)

    assert (True, False) == (shown, shows_a_password(person))


def test_stranger_at_the_same_address_sees_a_login_page(direct: Direct, person: Browser) -> None:
    to_phrase_entry(person)
    own = person.send(person.pairs(labels.REISSUE, PHRASE)).header("location")
    own = own.removeprefix(person.home)
    stranger = direct.browser(person.place)

    stranger.open(own)

    assert (labels.LOGIN, False) == (stranger.page.title, shows_a_password(stranger))
    person.open(own)
    assert shows_a_password(person)


def test_back_at_the_login_page_it_is_gone(person: Browser) -> None:
    to_reissued(person)
    before = person.at
    person.press(labels.TO_LOGIN)

    titles = [person.title(address) for address in (before, LOGIN)]

    assert [labels.LOGIN] * 2 == titles
    assert not any(dialog.reveal for dialog in person.place.world.dialogs.values())
