"""Two worlds in lockstep over HTTP: whether an iTSCOM ID is registered shows in no answer (Q06).

Somebody without the mailbox does the same in both; status, headers and body are compared after
every request, with nothing taken out but what is drawn by lot: seal, copy and cookies.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from msgspec.structs import replace

from itsid_sim.client.connection import Answer, Header
from itsid_sim.core.digest import quick_digest
from itsid_sim.drivers.routes import UNKNOWN_PHRASE_URL
from itsid_sim.rules import labels
from itsid_sim.rules.labels import CODE, ITSCOM_ID, PASSWORD, PASSWORD_AGAIN, QUESTION
from itsid_sim.rules.sentences import START_OVER
from itsid_sim.rules.settings import Settings
from itsid_sim.service.universe import Customer
from tests.web.intruder import CAST, Browser, Intruded
from tests.web.journeys import (
    LOGIN,
    NEW_PASSWORD,
    PHRASE,
    TARO,
    TARO_PASSWORD,
    ask_for_reissue,
    log_in,
    to_identity,
    to_phrase_sent,
    to_terms,
)

Steps = Callable[[Browser], Iterator[None]]

VALID_S = 30 * 60
DRAWN = re.compile(rb'(name="(?:seal|copy)" value=")[^"]*')
SETTINGS = Settings()
BY_PHRASE = replace(SETTINGS, reissue_branch="A")
WRONG = "Wrong.pass0"


def failing_logins(browser: Browser) -> Iterator[None]:
    """Until the ID is stopped, beyond that, and after it is free again."""
    for n in range(12):
        log_in(browser, TARO if n % 2 else TARO.upper(), WRONG)
        yield
    log_in(browser, TARO, "")
    yield
    browser.place.advance(15 * 60)
    log_in(browser, TARO, WRONG)
    yield


def guessing_the_code(browser: Browser) -> Iterator[None]:
    """Until it is void, and on."""
    to_identity(browser)
    yield
    browser.press(labels.NEXT, {ITSCOM_ID: TARO})
    yield
    for code in ("", "abc", "000000", "000001", "000002", "０００００３", "000004"):
        browser.press(labels.NEXT, {CODE: code})
        yield
    assert START_OVER == browser.page.title


def waiting_for_the_code(browser: Browser) -> Iterator[None]:
    """Until it is too old."""
    ask_for_reissue(browser)
    yield
    for seconds in (VALID_S - 1, 1):
        browser.place.advance(seconds)
        browser.open(browser.at)
        yield
        browser.press(labels.NEXT, {CODE: "000000"})
        yield
    assert START_OVER == browser.page.title


def spending_the_quota(browser: Browser) -> Iterator[None]:
    """Beyond the letters that are sent, and a guess at the code that is still good."""
    for _ in range(7):
        ask_for_reissue(browser)
        yield
    browser.press(labels.NEXT, {CODE: "000000"})
    yield


def asking_from_two_browsers(browser: Browser) -> Iterator[None]:
    """A later code voids the earlier one (Q04)."""
    ask_for_reissue(browser)
    yield
    mine = browser.answer, browser.at
    other = Browser(browser.connection, browser.place)
    ask_for_reissue(other)
    browser.answer, browser.at = mine
    browser.press(labels.NEXT, {CODE: "000000"})
    yield


def setting_a_phrase(browser: Browser) -> Iterator[None]:
    """Beyond the letters that are sent, and a URL that nobody mailed."""
    for _ in range(7):
        to_phrase_sent(browser, TARO)
        yield
    ask_for_reissue(browser, TARO)
    yield
    for typed in ({}, {QUESTION: labels.PET_NAME}, {**PHRASE, "答え": "!"}):
        browser.press(labels.NEXT, typed)
        yield
    browser.open(UNKNOWN_PHRASE_URL)
    yield


def registering_the_id(browser: Browser) -> Iterator[None]:
    """次郎 tries to take it (Q10), as often as letters are sent and beyond."""
    typed = {ITSCOM_ID: TARO, PASSWORD: NEW_PASSWORD, PASSWORD_AGAIN: NEW_PASSWORD}
    for _ in range(7):
        to_terms(browser)
        yield
        browser.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})
        browser.press(labels.NEXT, typed)
        yield
        assert labels.REGISTRATION_SENT == browser.page.title


WALKS: dict[str, tuple[Steps, Settings]] = {
    "login": (failing_logins, SETTINGS),
    "code guessed at": (guessing_the_code, SETTINGS),
    "code grown old": (waiting_for_the_code, SETTINGS),
    "quota": (spending_the_quota, SETTINGS),
    "two browsers": (asking_from_two_browsers, SETTINGS),
    "phrase": (setting_a_phrase, BY_PHRASE),
    "registration": (registering_the_id, SETTINGS),
    "all codes good": (asking_from_two_browsers, replace(SETTINGS, live_proofs="all")),
}


class Recorded:
    """A connection that keeps what was answered."""

    def __init__(self, browser: Browser) -> None:
        self._connection = browser.connection
        self.host = browser.connection.host
        self.answers: list[Answer] = []

    def ask(
        self,
        method: str,
        target: str,
        headers: Sequence[Header] = (),
        body: bytes = b"",
    ) -> Answer:
        """Ask, and keep the answer."""
        self.answers.append(self._connection.ask(method, target, headers, body))
        return self.answers[-1]


def customers(*, registered: bool) -> tuple[Customer, ...]:
    """The cast; 太郎 with or without his account, his procedure that of the setting (F09)."""
    cast = ((entry.value(), entry.account_value(quick_digest)) for entry in CAST.contracts)
    return tuple(
        (replace(contract, branch=""), account if registered else None)
        if contract.id == "taro"
        else (contract, account)
        for contract, account in cast
    )


def both(site: Intruded, settings: Settings) -> tuple[Browser, Browser]:
    """Strangers in two worlds that differ in one thing."""
    pair = []
    for registered in (True, False):
        place = site.place(settings, customers(registered=registered))
        browser = site.browser(place)
        browser.connection = Recorded(browser)
        pair.append(browser)
    return pair[0], pair[1]


def told(answer: Answer, browser: Browser) -> tuple[int, list[tuple[str, str]], bytes]:
    """An answer without what is drawn, and with one name for both worlds."""
    world = browser.place.name
    headers = [
        (name, f"{len(value)}" if name == "set-cookie" else value.replace(world, "<world>"))
        for name, value in answer.headers
    ]
    body = answer.body.replace(world.encode(), b"<world>")
    return answer.status, headers, DRAWN.sub(rb"\1", body)


def first_difference(site: Intruded, steps: Steps, settings: Settings) -> str:
    """What first tells the worlds apart, or nothing."""
    pair = both(site, settings)
    walks = [steps(browser) for browser in pair]
    for number, _ in enumerate(zip(*walks, strict=True), 1):
        taken = [browser.connection for browser in pair]
        assert all(isinstance(one, Recorded) for one in taken)
        here, there = (
            [told(answer, browser) for answer in one.answers]
            for browser, one in zip(pair, taken, strict=True)
            if isinstance(one, Recorded)
        )
        if here != there:
            return f"step {number}: {here[-1]} {there[-1]}"
    return ""


@pytest.mark.parametrize("name", WALKS)
def test_registered_id_is_answered_as_an_unregistered_one(site: Intruded, name: str) -> None:
    assert "" == first_difference(site, *WALKS[name])


def test_answer_to_tell_is_noticed(site: Intruded) -> None:
    """The comparison is worth what it finds: Q06 set to tell."""
    difference = first_difference(site, guessing_the_code, replace(SETTINGS, unknown_id="tell"))

    assert difference.startswith("step 2: ")


def test_only_one_of_the_worlds_sends_letters(site: Intruded) -> None:
    """The walks do what they say: whoever has the mailbox sees the difference."""
    here, there = both(site, SETTINGS)

    for browser in (here, there):
        for _ in spending_the_quota(browser):
            pass

    assert (5, 0) == tuple(len(one.place.letters("code")) for one in (here, there))


def test_right_password_is_what_differs(site: Intruded) -> None:
    here, there = both(site, SETTINGS)

    for browser in (here, there):
        log_in(browser, TARO, TARO_PASSWORD)
        browser.open(LOGIN)

    assert (labels.TOP, labels.LOGIN) == (here.page.title, there.page.title)
