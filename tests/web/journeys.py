"""The ways to the pages where something can be stolen, walked in a raw browser."""

from itsid_sim.rules import labels
from itsid_sim.rules.labels import (
    ANSWER,
    BANK_LAST4,
    CARD_LAST4,
    ITSCOM_ID,
    KANA,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    QUESTION,
    UNKNOWN_ITEM,
)
from tests.web.intruder import Browser

TARO, TARO_PASSWORD = "taro@example.jp", "Taro.pass1"
HANAKO, HANAKO_PASSWORD = "hanako@example.com", "Hanako_pass2"
JIRO = "jiro@example.jp"
NOBODY = "nobo@example.jp"  # as long as TARO
NEW_PASSWORD = "Fresh.pass9"
LOGIN = "/mypage"
PHRASE = {QUESTION: labels.PET_NAME, ANSWER: labels.PET_SAMPLE}
JIROS_FACTS = {
    KANA: "アオバ ジロウ",
    PHONE: "0450000003",
    PAYMENT: CARD_LAST4,
    CARD_LAST4: "2003",
}
TAROS_FACTS = {KANA: "イツ タロウ", PHONE: "09000000001", PAYMENT: BANK_LAST4, BANK_LAST4: "1001"}


def log_in(browser: Browser, login_id: str = TARO, password: str = TARO_PASSWORD) -> None:
    """Log in from the login page."""
    browser.open(LOGIN)
    browser.press(labels.SIGN_IN, {ITSCOM_ID: login_id, PASSWORD: password})


def to_identity(browser: Browser) -> None:
    """To 本人認証."""
    browser.open(LOGIN)
    browser.press(labels.FORGOT)
    browser.press(labels.NEXT, {UNKNOWN_ITEM: labels.PASSWORD_UNKNOWN})


def ask_for_reissue(browser: Browser, login_id: str = TARO) -> None:
    """To what follows 本人認証."""
    to_identity(browser)
    browser.press(labels.NEXT, {ITSCOM_ID: login_id})


def to_new_password(browser: Browser) -> None:
    """To パスワード登録, with the code of the letter."""
    ask_for_reissue(browser)
    browser.press(labels.NEXT, {labels.CODE: browser.place.code()})


def to_phrase_sent(browser: Browser, login_id: str = HANAKO) -> None:
    """To 本人認証完了."""
    ask_for_reissue(browser, login_id)
    browser.press(labels.NEXT, PHRASE)


def to_phrase_entry(browser: Browser) -> None:
    """To 合言葉入力 over the mailed URL."""
    to_phrase_sent(browser)
    browser.open(browser.place.mailed("phrase"))


def to_reissued(browser: Browser) -> None:
    """Through the whole of procedure A."""
    to_phrase_entry(browser)
    browser.press(labels.REISSUE, PHRASE)


def to_terms(browser: Browser, facts: dict[str, str] | None = None) -> None:
    """To 利用規約 with somebody's facts, 次郎's by default."""
    browser.open(LOGIN)
    browser.press(labels.REGISTER)
    browser.press(labels.CONFIRM, facts or JIROS_FACTS)


def to_registration_sent(browser: Browser, login_id: str = JIRO) -> None:
    """Through the registration up to its letter."""
    to_terms(browser)
    browser.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})
    typed = {ITSCOM_ID: login_id, PASSWORD: NEW_PASSWORD, PASSWORD_AGAIN: NEW_PASSWORD}
    browser.press(labels.NEXT, typed)


def shows_a_password(browser: Browser) -> bool:
    """Whether a reissued password is on the page."""
    return any(line.startswith(f"{PASSWORD}: ") for line in browser.page.lines)
