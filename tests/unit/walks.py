"""The ways that a person walks through the manual, each up to the screen that its name says."""

from itsid_sim.core.page import Page
from itsid_sim.core.state import Contract
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    ANSWER,
    CODE,
    CUSTOMER_NO,
    ITSCOM_ID,
    KANA,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    QUESTION,
    UNKNOWN_ITEM,
)
from tests.unit.walker import Person, Typed

LOGIN_PAGE = "/mypage"
GUIDE, INQUIRY = "/reissue-guide", "/inquiry"
MAILBOX, NEW_MAIL = "/webmail", "/webmail/new"
NEW_PASSWORD = "New.pass9"
WRONG_PASSWORD = "Wrong.pass0"
PET = {QUESTION: labels.PET_NAME, ANSWER: "ぽち"}


def sign_in(person: Person, login_id: str, password: str) -> Page:
    """Open the login page and try to sign in."""
    person.open(LOGIN_PAGE)
    return person.press(labels.SIGN_IN, {ITSCOM_ID: login_id, PASSWORD: password})


def facts_of(contract: Contract) -> dict[str, str]:
    """What a contractor types into 契約者情報 認証 who proves themselves by customer number."""
    return {
        KANA: contract.kana,
        PHONE: contract.phone,
        PAYMENT: CUSTOMER_NO,
        CUSTOMER_NO: contract.customer_no,
    }


def to_contractor(person: Person) -> Page:
    """To 契約者情報 認証."""
    person.open(LOGIN_PAGE)
    return person.press(labels.REGISTER)


def to_terms(person: Person, contract: Contract) -> Page:
    """To 利用規約, if the contract is ready and one of its kind."""
    to_contractor(person)
    return person.press(labels.CONFIRM, facts_of(contract))


def to_id_entry(person: Person, contract: Contract) -> Page:
    """To the screen where ID and password are chosen."""
    to_terms(person, contract)
    return person.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})


def new_account(login_id: str, password: str = NEW_PASSWORD) -> Typed:
    """What is typed there."""
    return {ITSCOM_ID: login_id, PASSWORD: password, PASSWORD_AGAIN: password}


def ask_for_url(
    person: Person, contract: Contract, login_id: str, password: str = NEW_PASSWORD
) -> Page:
    """To the screen that says that a mail was sent."""
    to_id_entry(person, contract)
    return person.press(labels.NEXT, new_account(login_id, password))


def register(
    person: Person, contract: Contract, login_id: str, password: str = NEW_PASSWORD
) -> Page:
    """To the end of a registration where no contact is to be chosen."""
    ask_for_url(person, contract, login_id, password)
    person.open(person.stage.url("registration"))
    return person.press(labels.NEXT)


def to_identity(person: Person) -> Page:
    """To 本人認証."""
    person.open(LOGIN_PAGE)
    person.press(labels.FORGOT)
    return person.press(labels.NEXT, {UNKNOWN_ITEM: labels.PASSWORD_UNKNOWN})


def name_id(person: Person, login_id: str) -> Page:
    """To 認証コード入力 or 合言葉登録."""
    to_identity(person)
    return person.press(labels.NEXT, {ITSCOM_ID: login_id})


def type_code(person: Person, code: str) -> Page:
    """Try a code."""
    return person.press(labels.NEXT, {CODE: code})


def to_new_password(person: Person, login_id: str) -> Page:
    """To パスワード登録, with the code of the newest letter."""
    name_id(person, login_id)
    return type_code(person, person.stage.secret("code"))


def type_new_password(person: Person, password: str = NEW_PASSWORD) -> Page:
    """To the end of a reissue by code."""
    return person.press(labels.NEXT, {PASSWORD: password, PASSWORD_AGAIN: password})


def set_phrase(person: Person, login_id: str) -> Page:
    """To 本人認証完了."""
    name_id(person, login_id)
    return person.press(labels.NEXT, PET)


def to_phrase_entry(person: Person, login_id: str) -> Page:
    """To 合言葉入力, by the URL of the newest letter."""
    set_phrase(person, login_id)
    return person.open(person.stage.url("phrase"))


def reissue_by_phrase(person: Person, login_id: str) -> Page:
    """To パスワード再発行完了."""
    to_phrase_entry(person, login_id)
    return person.press(labels.REISSUE, PET)


def answer_survey(person: Person, answer: str = sentences.YES) -> Page:
    """From the guide to the thanks."""
    person.open(GUIDE)
    return person.press(answer)


def inquire(person: Person, address: str, text: str) -> Page:
    """Write to the operator, and see what comes of it."""
    person.open(INQUIRY)
    typed = {sentences.MAIL_ADDRESS: address, sentences.QUESTION_TEXT: text}
    return person.press(sentences.SEND, typed)


def to_form(person: Person, action: str) -> Page:
    """To one of the two forms of ご契約・手続き, for whoever is signed in."""
    person.press(labels.MENU_CONTRACT)
    return person.press(action)


def apply_for(person: Person, service: str) -> Page:
    """To the receipt of an application for a service."""
    to_form(person, labels.APPLY)
    return person.press(sentences.APPLY_NOW, {sentences.SERVICE: service})


def change(person: Person, what: str) -> Page:
    """To the receipt of a change of the contract."""
    to_form(person, labels.CHANGE)
    return person.press(sentences.APPLY_NOW, {sentences.CHANGED_FACT: what})


def mail(to: str, subject: str = "お元気ですか", text: str = "元気です。") -> Typed:
    """What is typed into メールを書く."""
    return {sentences.RECIPIENT: to, sentences.SUBJECT: subject, sentences.MAIL_TEXT: text}


def write_mail(person: Person, to: str, subject: str = "お元気ですか") -> Page:
    """Send a mail from どこでもメール, for whoever is signed in; it arrives at once."""
    person.open(NEW_MAIL)
    page = person.press(sentences.SEND, mail(to, subject))
    person.stage.deliver()
    return page


def read_newest(person: Person) -> Page:
    """Open the first mail of the list."""
    return person.open(person.open(MAILBOX).links[0].address)


def password_on(page: Page) -> str:
    """The reissued password that a page shows, or nothing."""
    shown = [line.removeprefix("パスワード: ") for line in page.lines if "パスワード: " in line]
    return shown[0] if shown else ""
