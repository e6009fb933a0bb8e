"""A way to every page there is, and to every form that refuses something."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple

from itsid_sim.bootstrap.served import Served
from itsid_sim.drivers import routes
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.seen import NotThere
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, outcomes, sentences
from itsid_sim.rules.letters import CODE_SUBJECT
from itsid_sim.rules.limits import CODE_VALID_S
from tests.drivers.sites import CAST, chromium

Steps = Callable[[Walker], None]

TARO, HANAKO, JIRO, MAMORU = "太郎", "花子", "次郎", "守"
# Only their pages have a way by phrase, or ask for more facts.
OTHERS = {
    labels.PHRASE_SETTING: HANAKO,
    labels.PHRASE_SENT: HANAKO,
    labels.PHRASE_ENTRY: HANAKO,
    labels.REISSUED: HANAKO,
    labels.MORE_FACTS: MAMORU,
}
INBOX, NOWHERE = "/mail/", "/nowhere"


class Way(NamedTuple):
    """Who goes, and how."""

    who: str
    steps: Steps


def opened(address: str) -> Steps:
    """Open an address."""
    return lambda walk: walk.driver.open(walk.who, address)


def then(steps: Steps, *presses: str) -> Steps:
    """Go on from there by pressing these."""

    def walked(walk: Walker) -> None:
        steps(walk)
        for label in presses:
            walk.press(label)

    return walked


def to_top(walk: Walker) -> None:
    """To My PAGE."""
    routes.sign_in(walk, walk.fact(labels.ITSCOM_ID), walk.fact(labels.PASSWORD))


def to_applied(walk: Walker) -> None:
    """To the receipt of an application."""
    then(to_top, labels.MENU_CONTRACT, labels.APPLY)(walk)
    walk.driver.choose(walk.who, sentences.SERVICE, "テレビ")
    walk.press(sentences.APPLY_NOW)


def to_received_inquiry(walk: Walker) -> None:
    """To the receipt of an inquiry."""
    walk.driver.open(walk.who, routes.INQUIRY)
    walk.driver.fill(walk.who, sentences.MAIL_ADDRESS, "taro@example.jp")
    walk.driver.fill(walk.who, sentences.QUESTION_TEXT, "教えてください。")
    walk.press(sentences.SEND)


def to_mailbox(walk: Walker) -> None:
    """To どこでもメール, with a letter in it."""
    routes.ask_for_reissue(walk)
    walk.received(CODE_SUBJECT)
    to_top(walk)
    walk.driver.open(walk.who, routes.WEBMAIL)


def to_letter_sent(walk: Walker) -> None:
    """To what follows a letter that was answered."""
    then(to_mailbox, CODE_SUBJECT)(walk)
    walk.driver.fill(walk.who, sentences.REPLY_TEXT, "届きました。")
    walk.press(sentences.REPLY)


def to_wrong_login(walk: Walker) -> None:
    """To a login refused without a reason."""
    routes.sign_in(walk, routes.NOBODYS_ID, routes.WRONG_PASSWORD)


def to_wrong_contract(walk: Walker) -> None:
    """To 契約者情報 認証 that matches nobody."""
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk)
    walk.enter(PHONE="0000000000")
    walk.press(labels.CONFIRM)


def to_valueless_payment(walk: Walker) -> None:
    """To 契約者情報 認証 with a payment fact chosen and left blank."""
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk)
    walk.driver.fill(walk.who, labels.BANK_LAST4, "")
    walk.press(labels.CONFIRM)


def to_wrong_code(walk: Walker) -> None:
    """To 認証コード入力 that refuses a code."""
    routes.ask_for_reissue(walk)
    walk.enter(CODE=routes.another_code(walk))
    walk.press(labels.NEXT)


def to_late_code(walk: Walker) -> None:
    """To 認証コード入力 when it is too late."""
    routes.ask_for_reissue(walk)
    walk.stage.advance(CODE_VALID_S)
    walk.driver.reload(walk.who)


def to_other_passwords(walk: Walker) -> None:
    """To パスワード登録 with two passwords that differ."""
    routes.to_new_password(walk)
    walk.enter(PASSWORD=routes.new_password(walk), PASSWORD_AGAIN=routes.WRONG_PASSWORD)
    walk.press(labels.NEXT)


def to_password_shown_before(walk: Walker) -> None:
    """To 印刷用画面 that no longer shows the password."""
    then(routes.to_reissued, labels.TO_PRINT_VIEW)(walk)
    walk.driver.reload(walk.who)


def to_inbox(walk: Walker) -> None:
    """To the simulator's own list of letters, with one in it."""
    routes.ask_for_reissue(walk)
    walk.received(CODE_SUBJECT)
    walk.driver.open(walk.who, INBOX)


def to_nowhere(walk: Walker) -> None:
    """To the page that stands where none is."""
    with suppress(NotThere):
        walk.driver.open(walk.who, NOWHERE)


def _routed() -> dict[str, Way]:
    """The documented ways, by title."""
    titled = {outcomes.SCREENS.get(name, name): steps for name, steps in routes.ROUTES.items()}
    return {title: Way(OTHERS.get(title, TARO), steps) for title, steps in titled.items()}


# Each name is the title of a page, and what is special about it this time.
PLAIN: dict[str, Way] = {
    **{reading.title: Way(TARO, opened(path)) for path, reading in CHART.readings.items()},
    **_routed(),
    **{item: Way(TARO, then(to_top, item)) for item in labels.MENU},
    labels.APPLY: Way(TARO, then(to_top, labels.MENU_CONTRACT, labels.APPLY)),
    labels.CHANGE: Way(TARO, then(to_top, labels.MENU_CONTRACT, labels.CHANGE)),
    sentences.APPLIED: Way(TARO, to_applied),
    sentences.START_OVER: Way(TARO, opened(routes.UNKNOWN_URL)),
    labels.PRINT_VIEW: Way(HANAKO, then(routes.to_reissued, labels.TO_PRINT_VIEW)),
    labels.SUPPORT_GUIDE: Way(TARO, opened(routes.GUIDE)),
    labels.SURVEY: Way(TARO, then(opened(routes.GUIDE), sentences.YES)),
    labels.INQUIRY: Way(TARO, opened(routes.INQUIRY)),
    sentences.INQUIRY_RECEIVED: Way(TARO, to_received_inquiry),
    labels.WEBMAIL: Way(TARO, to_mailbox),
    sentences.READ_MAIL: Way(TARO, then(to_mailbox, CODE_SUBJECT)),
    sentences.WRITE_MAIL: Way(TARO, then(to_mailbox, sentences.WRITE_MAIL)),
    sentences.MAIL_SENT: Way(TARO, to_letter_sent),
}


class Refusal(NamedTuple):
    """A form that comes back, and the first field at fault; none if it is told above the form."""

    who: str
    steps: Steps
    field: str = ""


REFUSALS: dict[str, Refusal] = {
    "ログイン: left blank": Refusal(TARO, then(routes.to_login, labels.SIGN_IN), labels.ITSCOM_ID),
    "ログイン: wrong": Refusal(TARO, to_wrong_login),
    "契約者情報 認証: left blank": Refusal(
        TARO, then(routes.to_contractor, labels.CONFIRM), labels.KANA
    ),
    "契約者情報 認証: no value": Refusal(TARO, to_valueless_payment, labels.BANK_LAST4),
    "契約者情報 認証: nobody's": Refusal(TARO, to_wrong_contract),
    "追加認証情報: left blank": Refusal(
        MAMORU, then(routes.to_more_facts, labels.CONFIRM), labels.CUSTOMER_NO
    ),
    "利用規約: not agreed to": Refusal(JIRO, then(routes.to_terms, labels.CONFIRM), labels.TERMS),
    "iTSCOM ID・パスワードの入力: left blank": Refusal(
        JIRO, then(routes.to_id_entry, labels.NEXT), labels.ITSCOM_ID
    ),
    "登録内容の確認: not chosen": Refusal(
        TARO, then(routes.to_confirmation, labels.NEXT), labels.CONTACT
    ),
    "iTSCOM ID・パスワードがご不明なお客様: not chosen": Refusal(
        TARO, then(routes.to_forgotten, labels.NEXT), labels.UNKNOWN_ITEM
    ),
    "本人認証: left blank": Refusal(TARO, then(routes.to_identity, labels.NEXT), labels.ITSCOM_ID),
    "認証コード入力: wrong": Refusal(TARO, to_wrong_code, labels.CODE),
    "パスワード登録: not the same": Refusal(TARO, to_other_passwords, labels.PASSWORD_AGAIN),
    "合言葉登録: left blank": Refusal(
        HANAKO, then(routes.ask_for_reissue, labels.NEXT), labels.QUESTION
    ),
    "合言葉入力: left blank": Refusal(
        HANAKO, then(routes.to_phrase_entry, labels.REISSUE), labels.QUESTION
    ),
    "サービスのお申し込み: not chosen": Refusal(
        TARO,
        then(to_top, labels.MENU_CONTRACT, labels.APPLY, sentences.APPLY_NOW),
        sentences.SERVICE,
    ),
    "お問い合わせ: left blank": Refusal(
        TARO, then(opened(routes.INQUIRY), sentences.SEND), sentences.MAIL_ADDRESS
    ),
    "メールを書く: left blank": Refusal(
        TARO, then(to_mailbox, sentences.WRITE_MAIL, sentences.SEND), sentences.RECIPIENT
    ),
    "受信したメール: left blank": Refusal(
        TARO, then(to_mailbox, CODE_SUBJECT, sentences.REPLY), sentences.REPLY_TEXT
    ),
}

# Pages of the simulator's own, which are in no chart.
OURS: dict[str, Way] = {
    "届いたメール": Way(TARO, to_inbox),
    CODE_SUBJECT: Way(TARO, then(to_inbox, CODE_SUBJECT)),
    "ページがありません": Way(TARO, to_nowhere),
}

WAYS: dict[str, Way] = {
    **PLAIN,
    **OURS,
    **{name: Way(refusal.who, refusal.steps) for name, refusal in REFUSALS.items()},
    "登録内容の確認: nothing to choose": Way(JIRO, routes.to_confirmation),
    "認証コード入力: too late": Way(TARO, to_late_code),
    "どこでもメール: signed out": Way(TARO, opened(routes.WEBMAIL)),
    "印刷用画面: shown before": Way(HANAKO, to_password_shown_before),
    "届いたメール: none": Way(TARO, opened(INBOX)),
}


def title_of(way: str) -> str:
    """The title of the page that a way leads to."""
    return way.partition(": ")[0]


@contextmanager
def walked(way: Way, served: Served) -> Iterator[Browser]:
    """A browser at the end of a way, in a world of its own."""
    theatre = Theatre(CAST, {}, simulator=served.simulator)
    with closing(theatre.stage()) as stage, closing(Browser(stage, chromium())) as driver:
        way.steps(Walker(driver, stage, way.who))
        yield driver
