"""A stranger without a mailbox fills in whatever is asked, presses everything, and learns nothing.

The forms are built from the pages as they come: their fields, choices and buttons, with arbitrary
text in them, and now and then another page number.
"""

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from itsid_sim.drivers.document import Field
from itsid_sim.drivers.routes import UNKNOWN_PHRASE_URL, UNKNOWN_URL
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.settings import Lockout, Settings
from tests.unit.procedures.test_any_walk import faults_of
from tests.web.direct import CUSTOMERS, Direct
from tests.web.intruder import CAST, NOW, Browser, Pairs
from tests.web.journeys import (
    HANAKO,
    JIRO,
    JIROS_FACTS,
    LOGIN,
    NEW_PASSWORD,
    TARO,
    TAROS_FACTS,
    ask_for_reissue,
    log_in,
    to_identity,
    to_phrase_sent,
    to_registration_sent,
    to_terms,
)
from tests.web.replay import Replay

FAULT = 500
LETTER = "太郎だけが読む手紙"
PLACES = (
    LOGIN,
    LOGIN,
    "/",
    "/inquiry",
    "/reissue-guide",
    "/webmail",
    "/webmail/1/",
    "/webmail/new",
    UNKNOWN_URL,
    UNKNOWN_PHRASE_URL,
    "/step/1",
    "/step/webmail/1",
)
BY_CODE = Settings(login_lockout=Lockout(3, 15), tries_max=3)
BY_PHRASE = replace(BY_CODE, reissue_branch="A", url_checked="open", live_proofs="all")

KNOWN: dict[str, Sequence[str]] = {
    ITSCOM_ID: (TARO, HANAKO, JIRO, "x@y.jp"),
    PASSWORD: ("Guess.pass1",),
    PASSWORD_AGAIN: ("Guess.pass1",),
    labels.CODE: ("000000", "123456"),
    labels.ANSWER: (labels.PET_SAMPLE, "たま"),
    sentences.MAIL_ADDRESS: ("x@y.jp",),
    **{name: (value, TAROS_FACTS.get(name, value)) for name, value in JIROS_FACTS.items()},
}
# What a form can carry: no control characters but those of a text of several lines.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t"), max_size=60
)
STEPS = st.tuples(
    st.sampled_from(["press"] * 12 + ["open"] * 3 + ["reload", "old", "wait", "head"]),
    st.integers(0, 2**40),
    TEXTS,
)


Start = Callable[[Browser], None]


def to_login(browser: Browser) -> None:
    browser.open(LOGIN)


def to_id_entry(browser: Browser) -> None:
    to_terms(browser)
    browser.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})


def to_phrase_setting(browser: Browser) -> None:
    ask_for_reissue(browser, HANAKO)


STARTS = (to_login, to_identity, ask_for_reissue, to_phrase_setting, to_terms, to_id_entry)


class Stranger:
    """Knows names, addresses and facts of customers, and reads nobody's mail."""

    def __init__(self, direct: Direct, answers: Settings, start: Start = to_login) -> None:
        self.direct = direct
        self.place = direct.place(answers)
        self.replay = Replay(direct.service, self.place, NOW, CUSTOMERS, answers)
        for walk in (to_registration_sent, to_phrase_sent, ask_for_reissue):
            walk(direct.browser(self.place))
        self._write_to_oneself(direct.browser(self.place))
        self.browser = direct.browser(self.place)
        start(self.browser)

    def step(self, what: str, number: int, text: str) -> None:
        """Do one thing; number and text choose how."""
        place = PLACES[number % len(PLACES)]
        if what == "open" or not self.browser.page.forms:
            self.browser.open(place)
        elif what == "head":
            self.browser.connection.ask("HEAD", self.browser.home + place)
        elif what == "reload":
            self.browser.open(self.browser.at)
        elif what == "wait":
            self.place.advance((1, 299, 900, 1799, 1800, 3600)[number % 6])
        else:
            self._press(number, text, number % 7 if what == "old" else None)

    def _press(self, number: int, text: str, page: int | None) -> None:
        """Every other time as people do: what is known, and the first button."""
        document = self.browser.page
        number, careful = divmod(number, 2)
        number, place = divmod(number, len(document.buttons))
        pairs: Pairs = []
        for field in document.fields:
            number, choice = divmod(number, 8)
            pairs += _filled(field, 0 if careful else choice, text)
        button = document.buttons[0 if careful else place].value
        sent = [*self.browser.pairs(button), *pairs]
        if page is not None:
            sent = [pair for pair in sent if pair[0] != "page"] + [("page", str(page))]
        self.browser.followed(self.browser.send(sent))

    def _write_to_oneself(self, browser: Browser) -> None:
        log_in(browser)
        browser.open("/webmail/new")
        typed = {sentences.RECIPIENT: TARO, sentences.SUBJECT: LETTER, sentences.MAIL_TEXT: LETTER}
        browser.press(sentences.SEND, typed)

    def learned(self) -> list[str]:
        """The secrets that the last answer tells: of letters, and passwords."""
        letters = self.place.world.letters.values()
        secrets = {letter.secret for letter in letters} - {""}
        secrets |= {entry.account.password for entry in CAST.contracts if entry.account}
        secrets |= {NEW_PASSWORD, LETTER}
        answer = self.browser.answer
        told = answer.body.decode() + "\n".join(value for _, value in answer.headers)
        return [secret for secret in secrets if _tells(told, secret)]


def _tells(told: str, secret: str) -> bool:
    """Whether a text has the secret as a word of its own; six digits may stand in a seal."""
    return secret in told and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", told) is not None


def _filled(field: Field, choice: int, text: str) -> Pairs:
    """What is sent of a field: something known or offered, the likeliest at 0, or any text."""
    if not field.name and not field.options:
        return []
    name = field.options[0].name if field.options else field.name
    offered = KNOWN.get(name) or [one.value for one in field.options]
    return [(name, offered[choice % len(offered)] if offered and choice < 6 else text)]


@pytest.mark.parametrize("answers", [BY_CODE, BY_PHRASE], ids=["by code", "by phrase"])
@settings(max_examples=60)
@given(start=st.sampled_from(STARTS), steps=st.lists(STEPS, min_size=10, max_size=30))
def test_stranger_learns_no_secret_and_the_world_stays_in_order(
    direct: Direct, answers: Settings, start: Start, steps: list[tuple[str, int, str]]
) -> None:
    stranger = Stranger(direct, answers, start)
    told = len(direct.faults.told)

    for step in steps:
        stranger.step(*step)

        assert stranger.browser.answer.status < FAULT
        assert [] == stranger.learned()
        assert [] == faults_of(stranger.place.world)

    assert [] == direct.faults.told[told:]
    assert stranger.replay.is_faithful()
    stranger.place.delete()


def test_reader_of_the_mailbox_learns_the_secret(direct: Direct) -> None:
    """The check is worth what it finds: whoever reads the letter is told what it says."""
    stranger = Stranger(direct, BY_CODE)
    log_in(stranger.browser)

    stranger.browser.open("/webmail")

    assert [LETTER] == stranger.learned()
