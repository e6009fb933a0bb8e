"""The documented ways to each screen, walked with a person's own facts."""

from collections.abc import Callable

from itsid_sim.core.text import fold_label
from itsid_sim.drivers.driver import Driver, name_of
from itsid_sim.drivers.seen import NotThere, Seen, the_one
from itsid_sim.drivers.stage import Person, Received, Stage
from itsid_sim.rules import labels, outcomes
from itsid_sim.rules.letters import (
    CODE_SUBJECT,
    PHRASE_PATH,
    PHRASE_SUBJECT,
    REGISTRATION_PATH,
    REGISTRATION_SUBJECT,
)

MY_PAGE = "/mypage"
HOME = "/"
# Where people have these pages bookmarked: opening one leaves a procedure in another tab alone.
GUIDE, INQUIRY, WEBMAIL = "/reissue-guide", "/inquiry", "/webmail"
UNKNOWN_URL = REGISTRATION_PATH.replace("<token>", "x" * 32)
UNKNOWN_PHRASE_URL = PHRASE_PATH.replace("<token>", "x" * 32)
NOBODYS_ID = "nobody@example.org"
WRONG_PASSWORD = "Wrong.pass0"


class Walker:
    """One person on the way, with driver and stage at hand."""

    def __init__(self, driver: Driver, stage: Stage, who: str) -> None:
        self.driver = driver
        self.stage = stage
        self.who = who

    @property
    def person(self) -> Person:
        """Who acts, whichever browser or tab they use."""
        return self.stage.person(name_of(self.who))

    def fact(self, name: str) -> str:
        """Something that the person knows, by the documents' name for it."""
        facts = self.person.facts
        return facts[the_one("fact", name, facts, self.person.name)]

    def of(self, name: str) -> "Walker":
        """Whose facts are meant: without a name, those of the person who acts."""
        return Walker(self.driver, self.stage, name) if name else self

    def press(self, label: str) -> None:
        """Press a button of the page at hand."""
        self.driver.press(self.who, label)

    def enter(self, **texts: str) -> None:
        """Type into fields, named by their constants in rules/labels."""
        for name, text in texts.items():
            self.driver.fill(self.who, getattr(labels, name), text)

    def received(self, subject: str) -> tuple[Received, ...]:
        """The letters of a subject in the mailboxes of the person, oldest first.

        Raises `NotThere` if none has arrived.
        """
        boxes = (labels.CONTACT_FACT, labels.ITSCOM_ID, labels.NEW_ID_FACT)
        facts = self.person.facts
        addresses = dict.fromkeys(facts[box] for box in boxes if box in facts)
        found = [
            letter
            for address in addresses
            for letter in self.stage.letters(address)
            if letter.subject == subject
        ]
        if not found:
            raise NotThere(f"{self.who}: no letter {subject!r} has arrived")
        return tuple(sorted(found, key=lambda letter: letter.arrived))


def sign_in(walk: Walker, login_id: str, password: str) -> None:
    """Open the login page and sign in."""
    walk.driver.open(walk.who, MY_PAGE)
    enter_login(walk, login_id, password)
    walk.press(labels.SIGN_IN)


def enter_login(walk: Walker, login_id: str, password: str) -> None:
    """Type an ID and a password."""
    walk.enter(ITSCOM_ID=login_id, PASSWORD=password)


def enter_password(walk: Walker, password: str) -> None:
    """Type a new password twice."""
    walk.enter(PASSWORD=password, PASSWORD_AGAIN=password)


def new_password(walk: Walker) -> str:
    """The password that the person would choose anew."""
    return walk.fact(labels.NEW_PASSWORD_FACT)


def password_of(chars: int) -> str:
    """A well-formed password of so many characters."""
    return ("Aa1" * chars)[:chars]


def address_of(chars: int) -> str:
    """A mail address of so many characters, at least three."""
    domain = "@example.jp" if chars > len("@example.jp") else "@b"
    return "a" * (chars - len(domain)) + domain


def to_login(walk: Walker) -> None:
    """To the login page."""
    walk.driver.open(walk.who, MY_PAGE)


def to_contractor(walk: Walker) -> None:
    """To 契約者情報 認証."""
    to_login(walk)
    walk.press(labels.REGISTER)


def enter_contractor(walk: Walker, facts: Walker) -> None:
    """Fill 契約者情報 認証 with somebody's facts, the first payment fact they have."""
    walk.enter(KANA=facts.fact(labels.KANA), PHONE=facts.fact(labels.PHONE))
    known = (labels.BANK_LAST4, labels.CARD_LAST4, labels.CUSTOMER_NO)
    payment = next(label for label in known if label in facts.person.facts)
    walk.driver.choose(walk.who, labels.PAYMENT, payment)
    walk.driver.fill(walk.who, payment, facts.fact(payment))


def to_more_facts(walk: Walker) -> None:
    """To 追加認証情報, for whom it appears."""
    to_contractor(walk)
    enter_contractor(walk, walk)
    walk.press(labels.CONFIRM)


def to_terms(walk: Walker) -> None:
    """To 利用規約, over 追加認証情報 where it appears."""
    to_more_facts(walk)
    seen = walk.driver.look(walk.who)
    if seen.is_titled(labels.MORE_FACTS):
        for label in (labels.CUSTOMER_NO, labels.STB_ID):
            if seen.has_field(label) and label in walk.person.facts:
                walk.driver.fill(walk.who, label, walk.fact(label))
        walk.press(labels.CONFIRM)


def to_id_entry(walk: Walker) -> None:
    """To the entry of ID and password."""
    to_terms(walk)
    walk.driver.choose(walk.who, labels.TERMS, labels.AGREE)
    walk.press(labels.CONFIRM)


def register_as(walk: Walker, login_id: str, password: str) -> None:
    """Ask for a registration of this ID and password."""
    to_id_entry(walk)
    walk.enter(ITSCOM_ID=login_id)
    enter_password(walk, password)
    walk.press(labels.NEXT)


def to_registration_sent(walk: Walker) -> None:
    """To the page that says a letter was sent, with the person's new ID and password."""
    register_as(walk, walk.fact(labels.NEW_ID_FACT), new_password(walk))


def to_confirmation(walk: Walker) -> None:
    """To the confirmation that the mailed URL opens."""
    to_registration_sent(walk)
    walk.driver.open(walk.who, walk.received(REGISTRATION_SUBJECT)[-1].url)


def to_registered(walk: Walker) -> None:
    """Through the whole registration; where a contact must be chosen, the new ID."""
    to_confirmation(walk)
    confirm(walk)


def confirm(walk: Walker) -> None:
    """Finish on the confirmation; where a contact must be chosen, the new ID."""
    if walk.driver.look(walk.who).has_field(labels.CONTACT):
        walk.driver.choose(walk.who, labels.CONTACT, walk.fact(labels.NEW_ID_FACT))
    walk.press(labels.NEXT)


def to_forgotten(walk: Walker) -> None:
    """To the choice of what is unknown."""
    to_login(walk)
    walk.press(labels.FORGOT)


def to_identity(walk: Walker) -> None:
    """To 本人認証."""
    to_forgotten(walk)
    walk.driver.choose(walk.who, labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)
    walk.press(labels.NEXT)


def ask_for_reissue(walk: Walker) -> None:
    """To what follows 本人認証: 認証コード入力 or 合言葉登録."""
    to_identity(walk)
    walk.enter(ITSCOM_ID=walk.fact(labels.ITSCOM_ID))
    walk.press(labels.NEXT)


def enter_code(walk: Walker) -> None:
    """Type the newest code of the mailbox."""
    walk.enter(CODE=walk.received(CODE_SUBJECT)[-1].code)


def another_code(walk: Walker) -> str:
    """A code of the right form that differs from the newest of the mailbox."""
    mailed = walk.received(CODE_SUBJECT)[-1].code
    return f"{(int(mailed) + 1) % 10 ** len(mailed):0{len(mailed)}d}"


def to_new_password(walk: Walker) -> None:
    """To パスワード登録, with the code of the letter."""
    ask_for_reissue(walk)
    enter_code(walk)
    walk.press(labels.NEXT)


def to_password_changed(walk: Walker) -> None:
    """Through the whole of procedure B."""
    to_new_password(walk)
    enter_password(walk, new_password(walk))
    walk.press(labels.NEXT)


def enter_phrase(walk: Walker) -> None:
    """Choose the pet's name and answer the same as ever."""
    walk.driver.choose(walk.who, labels.QUESTION, labels.PET_NAME)
    walk.enter(ANSWER=labels.PET_SAMPLE)


def to_phrase_sent(walk: Walker) -> None:
    """To 本人認証完了."""
    ask_for_reissue(walk)
    enter_phrase(walk)
    walk.press(labels.NEXT)


def to_phrase_entry(walk: Walker) -> None:
    """To 合言葉入力 over the mailed URL."""
    to_phrase_sent(walk)
    walk.driver.open(walk.who, walk.received(PHRASE_SUBJECT)[-1].url)


def to_reissued(walk: Walker) -> None:
    """Through the whole of procedure A."""
    to_phrase_entry(walk)
    enter_phrase(walk)
    walk.press(labels.REISSUE)


def shown_password(seen: Seen) -> str:
    """The reissued password, read off the page. Raises `NotThere` if it is not shown."""
    for line in seen.lines:
        label, _, value = line.partition(":")
        if fold_label(label) == fold_label(labels.PASSWORD):
            return value.strip()
    raise NotThere(f"page {seen.title!r}: no password is shown")


ROUTES: dict[str, Callable[[Walker], None]] = {
    labels.LOGIN: to_login,
    labels.CONTRACTOR: to_contractor,
    labels.MORE_FACTS: to_more_facts,
    labels.TERMS: to_terms,
    outcomes.ID_ENTRY: to_id_entry,
    outcomes.REGISTRATION_SENT: to_registration_sent,
    outcomes.CONFIRMATION: to_confirmation,
    outcomes.REGISTERED: to_registered,
    labels.FORGOTTEN: to_forgotten,
    labels.IDENTITY: to_identity,
    labels.CODE_ENTRY: ask_for_reissue,
    labels.NEW_PASSWORD: to_new_password,
    outcomes.PASSWORD_CHANGED: to_password_changed,
    labels.PHRASE_SETTING: ask_for_reissue,
    labels.PHRASE_SENT: to_phrase_sent,
    labels.PHRASE_ENTRY: to_phrase_entry,
    outcomes.REISSUED: to_reissued,
}


def walk_to(walk: Walker, screen: str) -> None:
    """Walk to a screen, named by its title or by its outcome in rules/outcomes."""
    name = the_one("route to", screen, ROUTES, "routes")
    ROUTES[name](walk)
    title = outcomes.SCREENS.get(name, name)
    seen = walk.driver.look(walk.who)
    if fold_label(seen.title) != fold_label(title):
        raise NotThere(f"{walk.who}: on the way to {screen!r} came to {seen.title!r}")
