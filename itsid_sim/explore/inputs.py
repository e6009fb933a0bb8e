"""The classes of inputs, screen by screen: one of each that a rule tells from the others.

What depends on letters or on the world as it stands, codes and mailed URLs, is added on the way.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from itsid_sim.core.text import mask_address
from itsid_sim.explore.entries import Entry, Somebody, Typed, choice, entry, fact, fact_chosen, text
from itsid_sim.procedures.applications import CHANGES, SERVICES
from itsid_sim.procedures.reissue_by_phrase import QUESTIONS
from itsid_sim.rules import labels, sentences, telling
from itsid_sim.rules.labels import (
    ANSWER,
    CODE,
    CONTACT,
    CUSTOMER_NO,
    ITSCOM_ID,
    KANA,
    NEW_ID_FACT,
    NEW_PASSWORD_FACT,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    QUESTION,
    STB_ID,
    UNKNOWN_ITEM,
)
from itsid_sim.rules.sentences import CHANGED_FACT, SERVICE

Entries = tuple[Entry, ...]

# Nobody's, or of no form that a rule allows.
NOBODYS_ID, WRONG_PASSWORD = "nobody@example.org", "Wrong.pass0"
WRONG_CODE = "000000"
NO_ID, NO_PASSWORD, NO_PHONE, NO_NUMBER, NO_CODE = "a@b", "Ab1*5", "0900-000-0001", "a-1", "1"
NOBODYS_NUMBER, NOBODYS_PHONE = "9999999999", "0999999999"
SYMBOL = "!"
WRONG_ANSWER = labels.MENU_HELP
PHRASE = choice(QUESTION, labels.PET_NAME), text(ANSWER, labels.PET_SAMPLE)


def inputs_of(people: Sequence[Somebody]) -> Mapping[str, Entries]:
    """What can be typed and pressed on each screen where these people's facts are all there are."""
    return {**_registering(people), **_reissuing(people), **_my_page(), **_ends()}


def _registering(people: Sequence[Somebody]) -> dict[str, Entries]:
    return {
        labels.LOGIN: (*_logins(people), *_buttons(labels.RESET, labels.REGISTER, labels.FORGOT)),
        labels.CONTRACTOR: (*_contractors(people), *_buttons(labels.RESET, labels.BACK)),
        labels.MORE_FACTS: tuple(_more_facts(people)),
        labels.TERMS: (
            entry(labels.CONFIRM),
            entry(labels.CONFIRM, choice(labels.TERMS, labels.AGREE)),
        ),
        sentences.ID_ENTRY: tuple(_new_ids(people)),
        sentences.CONFIRMATION: tuple(_contacts(people)),
    }


def _reissuing(people: Sequence[Somebody]) -> dict[str, Entries]:
    return {
        labels.FORGOTTEN: (
            *_choices(labels.NEXT, UNKNOWN_ITEM, (labels.PASSWORD_UNKNOWN, labels.ID_UNKNOWN)),
            entry(labels.BACK),
        ),
        labels.IDENTITY: (*_identities(people), entry(labels.BACK)),
        labels.CODE_ENTRY: (
            entry(labels.NEXT),
            entry(labels.NEXT, text(CODE, NO_CODE)),
            entry(labels.NEXT, text(CODE, WRONG_CODE)),
        ),
        labels.NEW_PASSWORD: tuple(_new_passwords(people)),
        labels.PHRASE_SETTING: (
            *_refused_phrases(labels.NEXT),
            entry(labels.NEXT, *PHRASE),
            entry(labels.BACK),
        ),
        labels.PHRASE_ENTRY: (
            *_refused_phrases(labels.REISSUE),
            entry(labels.REISSUE, *PHRASE),
            entry(labels.REISSUE, PHRASE[0], text(ANSWER, WRONG_ANSWER)),
            entry(labels.REISSUE, choice(QUESTION, QUESTIONS[1]), PHRASE[1]),
        ),
    }


def _ends() -> dict[str, Entries]:
    """The screens at the end of a procedure, from which one only goes on."""
    ends = (
        labels.PHRASE_SENT,
        labels.PASSWORD_CHANGED,
        labels.PRINT_VIEW,
        sentences.REGISTERED,
        sentences.START_OVER,
    )
    return {
        labels.REISSUED: _buttons(labels.TO_PRINT_VIEW, labels.TO_LOGIN),
        **dict.fromkeys(ends, _buttons(labels.TO_LOGIN)),
    }


def _buttons(*names: str) -> Entries:
    return tuple(entry(name) for name in names)


def _choices(button: str, field: str, options: Sequence[str]) -> Iterator[Entry]:
    yield entry(button)
    for option in options:
        yield entry(button, choice(field, option))


def _knowing(people: Sequence[Somebody], label: str) -> Iterator[Somebody]:
    return (one for one in people if label in one.facts)


def _ids(people: Sequence[Somebody]) -> Iterator[Typed]:
    """All IDs that anybody has or could have."""
    for one in _knowing(people, ITSCOM_ID):
        yield fact(ITSCOM_ID, one)
    for one in _knowing(people, NEW_ID_FACT):
        yield fact(ITSCOM_ID, one, NEW_ID_FACT)


def _passwords(people: Sequence[Somebody], field: str = PASSWORD) -> Iterator[Typed]:
    """All passwords that anybody has or would choose."""
    for one in _knowing(people, PASSWORD):
        yield fact(field, one, PASSWORD)
    for one in _knowing(people, NEW_PASSWORD_FACT):
        yield fact(field, one, NEW_PASSWORD_FACT)


def _logins(people: Sequence[Somebody]) -> Iterator[Entry]:
    ids, wrong = list(_ids(people)), text(PASSWORD, WRONG_PASSWORD)
    yield entry(labels.SIGN_IN)
    yield entry(labels.SIGN_IN, ids[0])
    yield entry(labels.SIGN_IN, wrong)
    yield entry(labels.SIGN_IN, text(ITSCOM_ID, NO_ID), wrong)
    for login_id, password in product((*ids, text(ITSCOM_ID, NOBODYS_ID)), _passwords(people)):
        yield entry(labels.SIGN_IN, login_id, password)


def noted_logins(people: Sequence[Somebody], password: str) -> Iterator[Entry]:
    """Each ID with a password that was read off a page."""
    noted = Typed(PASSWORD, password, telling.TYPE_NOTED_PASSWORD)
    for login_id in _ids(people):
        yield entry(labels.SIGN_IN, login_id, noted)


def _contractors(people: Sequence[Somebody]) -> Iterator[Entry]:
    yield entry(labels.CONFIRM)
    for one in people:
        if CUSTOMER_NO in one.facts:
            yield entry(labels.CONFIRM, *_who(one), *_paid(fact(CUSTOMER_NO, one)))
    one = next(_knowing(people, CUSTOMER_NO))
    kana, phone = _who(one)
    paid = _paid(fact(CUSTOMER_NO, one))
    yield entry(labels.CONFIRM, phone, *paid)
    yield entry(labels.CONFIRM, kana, *paid)
    yield entry(labels.CONFIRM, kana, text(PHONE, NO_PHONE), *paid)
    yield entry(labels.CONFIRM, kana, phone)
    for field in (CUSTOMER_NO, labels.BANK_LAST4, labels.CARD_LAST4, STB_ID):
        yield entry(labels.CONFIRM, kana, phone, choice(PAYMENT, field))
        yield entry(labels.CONFIRM, kana, phone, *_paid(text(field, NO_NUMBER)))
    yield entry(labels.CONFIRM, kana, phone, *_paid(text(CUSTOMER_NO, NOBODYS_NUMBER)))
    if STB_ID in one.facts:
        yield entry(labels.CONFIRM, kana, phone, *_paid(fact(STB_ID, one)))
    if labels.BANK_LAST4 in one.facts:
        yield entry(labels.CONFIRM, kana, phone, *_paid(fact(labels.BANK_LAST4, one)))


def _who(one: Somebody) -> tuple[Typed, Typed]:
    return fact(KANA, one), fact(PHONE, one)


def _paid(value: Typed) -> tuple[Typed, Typed]:
    return choice(PAYMENT, value.field), value


def _more_facts(people: Sequence[Somebody]) -> Iterator[Entry]:
    yield entry(labels.CONFIRM)
    for label in (CUSTOMER_NO, STB_ID):
        yield entry(labels.CONFIRM, text(label, NO_NUMBER))
    wrong = (text(CUSTOMER_NO, NOBODYS_NUMBER), text(STB_ID, NOBODYS_NUMBER))
    yield entry(labels.CONFIRM, *wrong)
    for one in _knowing(people, CUSTOMER_NO):
        known = [fact(label, one) for label in (CUSTOMER_NO, STB_ID) if label in one.facts]
        yield entry(labels.CONFIRM, *known)


def _new_ids(people: Sequence[Somebody]) -> Iterator[Entry]:
    ids, passwords = list(_ids(people)), list(_chosen(people))
    yield entry(labels.NEXT)
    yield entry(labels.NEXT, text(ITSCOM_ID, NO_ID), *passwords[0])
    for refused in _refused_passwords(passwords[0]):
        yield entry(labels.NEXT, ids[0], *refused)
    for login_id, password in product(ids, passwords):
        yield entry(labels.NEXT, login_id, *password)


def _chosen(people: Sequence[Somebody]) -> Iterator[tuple[Typed, Typed]]:
    """Passwords that may be chosen, each typed twice."""
    return zip(_passwords(people), _passwords(people, PASSWORD_AGAIN), strict=True)


def _refused_passwords(good: tuple[Typed, Typed]) -> Iterator[tuple[Typed, ...]]:
    yield ()
    yield text(PASSWORD, NO_PASSWORD), text(PASSWORD_AGAIN, NO_PASSWORD)
    yield good[0], text(PASSWORD_AGAIN, WRONG_PASSWORD)


def _contacts(people: Sequence[Somebody]) -> Iterator[Entry]:
    """The new ID, or what was the contact before, which is shown partly hidden."""
    yield entry(labels.NEXT)
    hidden: dict[str, None] = {}
    for label, one in product((ITSCOM_ID, NEW_ID_FACT), people):
        if label in one.facts:
            hidden[mask_address(one.facts[label])] = None
            yield entry(labels.NEXT, fact_chosen(CONTACT, one, label))
    says = telling.CHOOSE_OLD_CONTACT.format(who="{who}", field=CONTACT)
    for contact in hidden:
        yield entry(labels.NEXT, Typed(CONTACT, contact, says))


def _new_passwords(people: Sequence[Somebody]) -> Iterator[Entry]:
    passwords = list(_chosen(people))
    for typed in (*_refused_passwords(passwords[0]), *passwords):
        yield entry(labels.NEXT, *typed)


def _identities(people: Sequence[Somebody]) -> Iterator[Entry]:
    yield entry(labels.NEXT)
    for login_id in (text(ITSCOM_ID, NO_ID), *_ids(people), text(ITSCOM_ID, NOBODYS_ID)):
        yield entry(labels.NEXT, login_id)


def _refused_phrases(button: str) -> Iterator[Entry]:
    question, answer = PHRASE
    yield entry(button)
    yield entry(button, answer)
    yield entry(button, question)
    yield entry(button, question, text(ANSWER, SYMBOL))


def _my_page() -> dict[str, Entries]:
    menu = _buttons(*labels.MENU)
    return {
        **dict.fromkeys((*labels.MENU, sentences.APPLIED), menu),
        labels.MENU_CONTRACT: (*menu, *_buttons(labels.APPLY, labels.CHANGE)),
        labels.APPLY: (*menu, *_choices(sentences.APPLY_NOW, SERVICE, SERVICES[:1])),
        labels.CHANGE: (*menu, *_choices(sentences.APPLY_NOW, CHANGED_FACT, CHANGES[:1])),
    }
