"""Which contract is meant: more facts (Q11), preparation (Q16), and mistakes in a row (Q23)."""

import pytest

from itsid_sim.core.page import Page
from itsid_sim.core.state import Contract, Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import BANK_LAST4, CUSTOMER_NO, KANA, PAYMENT, PHONE, STB_ID
from itsid_sim.rules.settings import Lockout, Settings
from tests.unit.people import (
    FUYUKO,
    HANAKO,
    HOUR_S,
    JIRO,
    MIDORI,
    SAKURA_HOME,
    SAKURA_SHOP,
    TARO,
    Customer,
)
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import facts_of, to_contractor, to_terms

NO_MATCH = (Notice("", sentences.NO_MATCH),)


def by_bank(contract: Contract) -> dict[str, str]:
    """The facts of a contractor who proves themselves by bank account."""
    return {
        KANA: contract.kana,
        PHONE: contract.phone,
        PAYMENT: BANK_LAST4,
        BANK_LAST4: contract.bank_last4,
    }


def asked_more(contract: Contract, settings: Settings = DEFAULT) -> Person:
    """A person before 追加認証情報."""
    person = Person(Stage(settings))
    to_contractor(person)
    page = person.press(labels.CONFIRM, by_bank(contract))
    assert labels.MORE_FACTS == page.title
    return person


def proven(person: Person) -> str:
    """The contract that the procedure has proven, if any."""
    return person.stage.world.dialogs[person.browser].contract


def mistake(person: Person, contract: Contract, times: int) -> Page:
    """Type a wrong customer number so often in a row."""
    for _ in range(times):
        to_contractor(person)
        person.press(labels.CONFIRM, facts_of(contract) | {CUSTOMER_NO: "999"})
    return person.page


@pytest.mark.parametrize("contract", [SAKURA_HOME, SAKURA_SHOP])
def test_customer_number_tells_two_contracts_apart(contract: Contract) -> None:
    person = Person(Stage())

    page = to_terms(person, contract)

    assert (labels.TERMS, contract.id) == (page.title, proven(person))


def test_two_contracts_that_fit_are_asked_for_what_is_left() -> None:
    """One has a set-top box: it is asked for, and whoever has none leaves it out."""
    person = asked_more(SAKURA_HOME)

    assert [CUSTOMER_NO, STB_ID] == [box.label for box in person.page.boxes]


@pytest.mark.parametrize("contract", [SAKURA_HOME, SAKURA_SHOP])
def test_more_facts_tell_two_contracts_apart(contract: Contract) -> None:
    person = asked_more(contract)

    page = person.press(
        labels.CONFIRM, {CUSTOMER_NO: contract.customer_no, STB_ID: contract.stb_id}
    )

    assert (labels.TERMS, contract.id) == (page.title, proven(person))


@pytest.mark.parametrize(
    ("customer_no", "stb_id"),
    [
        (SAKURA_HOME.customer_no, ""),
        (SAKURA_SHOP.customer_no, SAKURA_HOME.stb_id),
        (TARO.customer_no, ""),
        (SAKURA_HOME.customer_no, "A1B2C3D4E5F3"),
    ],
)
def test_more_facts_that_fit_no_contract_lead_nowhere(customer_no: str, stb_id: str) -> None:
    person = asked_more(SAKURA_HOME)

    page = person.press(labels.CONFIRM, {CUSTOMER_NO: customer_no, STB_ID: stb_id})

    assert (labels.MORE_FACTS, NO_MATCH, "") == (page.title, page.notices, proven(person))


def test_fact_that_every_candidate_has_is_required() -> None:
    page = asked_more(SAKURA_HOME).press(labels.CONFIRM, {STB_ID: SAKURA_HOME.stb_id})

    assert (Notice(CUSTOMER_NO, sentences.REQUIRED),) == page.notices


def test_malformed_fact_is_refused_beside_its_field() -> None:
    page = asked_more(SAKURA_HOME).press(labels.CONFIRM, {CUSTOMER_NO: "2000-000051", STB_ID: "a1"})

    assert (
        Notice(CUSTOMER_NO, sentences.BAD_PAYMENT),
        Notice(STB_ID, sentences.BAD_PAYMENT),
    ) == page.notices


def test_contract_with_a_mark_is_asked_for_more() -> None:
    """Q11: nothing is asked that the contract does not have."""
    person = asked_more(MIDORI)
    assert [CUSTOMER_NO] == [box.label for box in person.page.boxes]

    page = person.press(labels.CONFIRM, {CUSTOMER_NO: MIDORI.customer_no})

    assert (labels.TERMS, MIDORI.id) == (page.title, proven(person))


def test_contract_with_a_mark_is_not_asked_for_what_was_typed_before() -> None:
    assert labels.TERMS == to_terms(Person(Stage()), MIDORI).title


@pytest.mark.parametrize(
    ("waited_s", "title"), [(HOUR_S - 1, labels.CONTRACTOR), (HOUR_S, labels.TERMS)]
)
def test_contract_can_be_proven_from_the_moment_it_is_ready(waited_s: int, title: str) -> None:
    stage = Stage()
    stage.wait(seconds=waited_s)

    assert title == to_terms(Person(stage), FUYUKO).title


def test_contract_that_is_not_ready_looks_like_one_that_does_not_match() -> None:
    """Q16: page and count are the same, so that nobody learns that the facts were right."""
    right, wrong = Person(Stage()), Person(Stage())
    to_terms(right, FUYUKO)

    mistake(wrong, FUYUKO, 1)

    assert wrong.page == right.page
    assert dict(wrong.stage.world.failures) == dict(right.stage.world.failures)


def test_contract_that_is_ready_is_found_beside_one_that_is_not() -> None:
    twin = Contract("twin", FUYUKO.name, FUYUKO.kana, FUYUKO.phone, "2000000077", "1005")
    late = Contract(
        "late", FUYUKO.name, FUYUKO.kana, FUYUKO.phone, "2000000078", "1005", ready_from=2**40
    )
    customers: tuple[Customer, ...] = ((late, None), (twin, None))
    person = Person(Stage(customers=customers))
    to_contractor(person)

    page = person.press(labels.CONFIRM, by_bank(twin))

    assert (labels.TERMS, "twin") == (page.title, proven(person))


@pytest.mark.parametrize(("mistakes", "title"), [(9, labels.TERMS), (10, labels.CONTRACTOR)])
def test_tenth_mistake_in_a_row_stops_the_telephone_number(mistakes: int, title: str) -> None:
    person = Person(Stage())
    mistake(person, TARO, mistakes)

    assert title == to_terms(person, TARO).title


@pytest.mark.parametrize(("waited_s", "title"), [(3599, labels.CONTRACTOR), (3600, labels.TERMS)])
def test_stopped_number_is_free_after_exactly_60_minutes(waited_s: int, title: str) -> None:
    stage = Stage()
    person = Person(stage)
    mistake(person, TARO, 10)
    stage.wait(seconds=waited_s)

    assert title == to_terms(person, TARO).title


def test_stopped_number_looks_like_one_that_does_not_match() -> None:
    person = Person(Stage())
    mistake(person, TARO, 10)

    page = to_terms(person, TARO)

    assert NO_MATCH == page.notices


def test_stop_is_for_the_number_and_not_for_the_browser() -> None:
    stage = Stage()
    for number in range(10):
        mistake(Person(stage, f"browser {number}"), TARO, 1)

    assert labels.CONTRACTOR == to_terms(Person(stage), TARO).title
    assert labels.TERMS == to_terms(Person(stage), HANAKO).title


def test_number_that_nobody_has_is_stopped_too() -> None:
    """Otherwise the stop would tell which numbers belong to customers."""
    unknown = Contract("", "", "ダレカ", "09099999999", "1")
    stage = Stage()

    mistake(Person(stage), unknown, 10)

    assert ["proof:09099999999"] == list(stage.world.failures)


def test_match_counts_anew() -> None:
    person = Person(Stage())
    mistake(person, TARO, 9)
    to_terms(person, TARO)
    mistake(person, TARO, 9)

    assert labels.TERMS == to_terms(person, TARO).title


@pytest.mark.parametrize(("mistakes", "title"), [(9, labels.TERMS), (10, labels.MORE_FACTS)])
def test_mistakes_in_more_facts_count_for_the_same_number(mistakes: int, title: str) -> None:
    person = asked_more(MIDORI)
    for _ in range(mistakes):
        person.press(labels.CONFIRM, {CUSTOMER_NO: "999"})

    page = person.press(labels.CONFIRM, {CUSTOMER_NO: MIDORI.customer_no})

    assert title == page.title


def test_mistakes_on_both_screens_add_up() -> None:
    person = Person(Stage(Settings(proof_lockout=Lockout(2, 60))))
    mistake(person, MIDORI, 1)
    to_contractor(person)
    person.press(labels.CONFIRM, by_bank(MIDORI))
    person.press(labels.CONFIRM, {CUSTOMER_NO: "999"})

    page = person.press(labels.CONFIRM, {CUSTOMER_NO: MIDORI.customer_no})

    assert (labels.MORE_FACTS, NO_MATCH) == (page.title, page.notices)


def test_refused_form_is_no_mistake() -> None:
    person = Person(Stage(Settings(proof_lockout=Lockout(1, 60))))
    to_contractor(person)
    person.press(labels.CONFIRM, facts_of(JIRO) | {PHONE: "045-000-0003"})

    assert labels.TERMS == to_terms(person, JIRO).title


def test_stop_can_be_switched_off() -> None:
    person = Person(Stage(Settings(proof_lockout=None)))
    mistake(person, TARO, 30)

    assert labels.TERMS == to_terms(person, TARO).title
