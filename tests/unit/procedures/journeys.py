"""Short journeys that together reach every row of the chart, and fail everywhere on the way."""

from typing import Literal

from itsid_sim.core.chart import Chart
from itsid_sim.core.state import Contract
from itsid_sim.rules import labels
from itsid_sim.rules.labels import (
    BANK_LAST4,
    CARD_LAST4,
    CONTACT,
    CUSTOMER_NO,
    ITSCOM_ID,
    KANA,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    STB_ID,
    UNKNOWN_ITEM,
)
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.unit.people import (
    FUYUKO,
    JIRO,
    JIRO_ID,
    SAKURA_HOME,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    WRONG_PASSWORD,
    ask_for_url,
    facts_of,
    new_account,
    sign_in,
    to_contractor,
    to_id_entry,
    to_terms,
)

QUICK = Settings(
    login_lockout=Lockout(1, 15), proof_lockout=Lockout(3, 60), mail_quota=Quota(2, 60), tries_max=2
)
FACTS = (CUSTOMER_NO, BANK_LAST4, CARD_LAST4, STB_ID)
NEW_ID = "somebody.new@example.org"


def login(chart: Chart) -> None:
    """Every way of not getting in, and the ways from the login page to the procedures."""
    person = Person(Stage(QUICK, chart=chart))
    person.open(LOGIN_PAGE)
    person.press(labels.RESET)
    person.press(labels.SIGN_IN)
    sign_in(person, TARO_ID, WRONG_PASSWORD)
    sign_in(person, TARO_ID, TARO_PASSWORD)
    for button in (labels.REGISTER, labels.FORGOT):
        person.open(LOGIN_PAGE)
        person.press(button)
        person.press(labels.BACK)


def my_page(chart: Chart) -> None:
    """Every page of the menu from every other, and the end of each sign-in."""
    person = Person(Stage(QUICK, chart=chart))
    for item in labels.MENU:
        sign_in(person, TARO_ID, TARO_PASSWORD)
        for other in labels.MENU:
            person.press(item)
            person.press(other)
        person.press(item)
        person.open(LOGIN_PAGE)
        person.stage.wait(minutes=30)
        person.look()


def contractor(chart: Chart) -> None:
    """Everything that can be wrong with 契約者情報 認証."""
    stage = Stage(QUICK, chart=chart)
    person = Person(stage)
    to_contractor(person)
    person.press(labels.RESET)
    person.press(labels.CONFIRM)
    person.press(labels.CONFIRM, {KANA: "a", PHONE: "1", PAYMENT: FACTS})
    person.press(labels.CONFIRM, {PAYMENT: FACTS} | dict.fromkeys(FACTS, "a-1"))
    for _ in range(2):
        person.press(labels.CONFIRM, facts_of(FUYUKO))
    for _ in range(4):
        person.press(labels.CONFIRM, facts_of(TARO) | {KANA: "b"})
    stage.wait(minutes=30)
    person.look()
    person.press(labels.TO_LOGIN)
    person.press(labels.FORGOT)
    person.press(labels.NEXT, {UNKNOWN_ITEM: labels.ID_UNKNOWN})
    person.press(labels.BACK)


def more_facts(chart: Chart) -> None:
    """Everything that can be wrong with 追加認証情報."""
    stage = Stage(QUICK, chart=chart)
    person = Person(stage)
    known = {BANK_LAST4: SAKURA_HOME.bank_last4, PAYMENT: BANK_LAST4}
    home = {CUSTOMER_NO: SAKURA_HOME.customer_no, STB_ID: SAKURA_HOME.stb_id}
    for ending in ("wrong", "idle", "blank", "right"):
        to_contractor(person)
        person.press(labels.CONFIRM, facts_of(SAKURA_HOME) | known)
        if ending == "wrong":
            person.press(labels.CONFIRM, {CUSTOMER_NO: "a-1", STB_ID: "a-1"})
            for _ in range(4):
                person.press(labels.CONFIRM, {CUSTOMER_NO: "999"})
            stage.wait(minutes=60)
        elif ending == "idle":
            stage.wait(minutes=30)
            person.look()
        elif ending == "blank":
            person.press(labels.CONFIRM)
        else:
            person.press(labels.CONFIRM, home)


def more_facts_that_all_have(chart: Chart) -> None:
    """The set-top box is required where every candidate has one."""
    twin = Contract(
        "twin", SAKURA_HOME.name, SAKURA_HOME.kana, SAKURA_HOME.phone, "2", "1005", stb_id="B1"
    )
    person = Person(Stage(QUICK, ((SAKURA_HOME, None), (twin, None)), chart=chart))
    to_contractor(person)
    bank = {PAYMENT: BANK_LAST4, BANK_LAST4: "1005"}
    person.press(labels.CONFIRM, facts_of(SAKURA_HOME) | bank)
    person.press(labels.CONFIRM)


def registration(chart: Chart) -> None:
    """Everything that can be wrong between the terms and the letter."""
    stage = Stage(QUICK, chart=chart)
    person = Person(stage)
    to_terms(person, JIRO)
    person.press(labels.CONFIRM)
    stage.wait(minutes=30)
    person.look()
    to_id_entry(person, JIRO)
    person.press(labels.NEXT)
    person.press(labels.NEXT, {ITSCOM_ID: "a", PASSWORD: "a", PASSWORD_AGAIN: "b"})
    stage.wait(minutes=30)
    person.look()
    ask_for_url(person, JIRO, TARO_ID)
    for _ in range(3):
        ask_for_url(person, JIRO, JIRO_ID)


def taken_id_is_told(chart: Chart) -> None:
    """Q10: the other answer."""
    person = Person(Stage(Settings(taken_id="tell"), chart=chart))
    to_id_entry(person, JIRO)
    person.press(labels.NEXT, new_account(TARO_ID))


def confirmation(chart: Chart) -> None:
    """Two contracts that want one ID: the first gets it."""
    stage = Stage(chart=chart)
    first, second = Person(stage, "first"), Person(stage, "second")
    for contract, person in ((JIRO, first), (TARO, second)):
        ask_for_url(person, contract, NEW_ID)
        person.open(stage.url("registration"))
    first.press(labels.NEXT)
    first.press(labels.TO_LOGIN)
    second.press(labels.NEXT, {CONTACT: NEW_ID})
    second.press(labels.TO_LOGIN)
    second.open(stage.url("registration"))


def confirmation_too_late(chart: Chart) -> None:
    """A URL that is too old when it is opened, or too old or void when it is pressed."""
    for ending in ("opened", "pressed", "left open", "void"):
        checked: Literal["open", "open-and-press"] = (
            "open" if ending == "left open" else "open-and-press"
        )
        stage = Stage(Settings(url_checked=checked), chart=chart)
        person = Person(stage)
        ask_for_url(person, TARO, NEW_ID)
        person.open(stage.url("registration"))
        person.press(labels.NEXT)
        if ending == "void":
            ask_for_url(Person(stage, "other"), TARO, NEW_ID)
            person.look()
            continue
        stage.wait(minutes=30)
        if ending == "opened":
            person.open(stage.url("registration"))
        else:
            person.press(labels.NEXT, {CONTACT: NEW_ID})


JOURNEYS = (
    login,
    my_page,
    contractor,
    more_facts,
    more_facts_that_all_have,
    registration,
    taken_id_is_told,
    confirmation,
    confirmation_too_late,
)
