"""契約者情報 認証 and 追加認証情報: what is asked for, refused and compared (manual p.12)."""

import pytest

from itsid_sim.core.page import Page
from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    BANK_LAST4,
    CARD_LAST4,
    CUSTOMER_NO,
    KANA,
    PAYMENT,
    PHONE,
    STB_ID,
    UNKNOWN_ITEM,
)
from itsid_sim.rules.settings import Settings
from tests.unit.people import JIRO, MIDORI, TARO
from tests.unit.walker import Person, Stage, Typed
from tests.unit.walks import LOGIN_PAGE, facts_of, to_contractor

NO_MATCH = (Notice("", sentences.NO_MATCH),)
FACTS = facts_of(TARO)
PAYMENTS = {CUSTOMER_NO: "2000000001", BANK_LAST4: "1001", CARD_LAST4: "2001"}


def prove(typed: Typed, settings: Settings | None = None) -> Page:
    """Type this into 契約者情報 認証 and press 「確認」."""
    person = Person(Stage(settings or Settings()))
    to_contractor(person)
    return person.press(labels.CONFIRM, typed)


def without(*fields: str) -> dict[str, str]:
    return {field: value for field, value in FACTS.items() if field not in fields}


def test_screen_has_the_documented_labels() -> None:
    """REG-22 and REG-23."""
    page = to_contractor(Person(Stage()))

    assert ("確認", "リセット", "戻る") == page.buttons
    assert [KANA, PHONE, PAYMENT, *page.boxes[2].choices] == [box.label for box in page.boxes]
    assert (CUSTOMER_NO, BANK_LAST4, CARD_LAST4, STB_ID) == page.boxes[2].choices
    assert ["こちら", "こちら"] == [link.label for link in page.links]
    for hint in ("全角でも半角でも", "ハイフン", "大文字"):
        assert any(hint in box.hint for box in page.boxes)


@pytest.mark.parametrize("field", [KANA, PHONE, CUSTOMER_NO])
def test_required_field_is_asked_for(field: str) -> None:
    assert (Notice(field, sentences.REQUIRED),) == prove(without(field)).notices


def test_one_payment_fact_at_least_is_asked_for() -> None:
    """A value typed beside a fact that is not chosen is not looked at (Q28)."""
    page = prove(without(PAYMENT))

    assert (Notice(PAYMENT, sentences.CHOOSE_SOME),) == page.notices


@pytest.mark.parametrize("field", PAYMENTS)
def test_every_payment_fact_proves(field: str) -> None:
    page = prove(without(CUSTOMER_NO) | {PAYMENT: field, field: PAYMENTS[field]})

    assert labels.TERMS == page.title


def test_set_top_box_proves_too() -> None:
    assert JIRO.stb_id
    page = prove(facts_of(JIRO) | {PAYMENT: STB_ID, STB_ID: JIRO.stb_id})

    assert labels.TERMS == page.title


def test_all_chosen_facts_have_to_match() -> None:
    """Q28: of several chosen facts one wrong is one too many."""
    chosen = FACTS | PAYMENTS | {PAYMENT: tuple(PAYMENTS)}

    assert labels.TERMS == prove(chosen).title
    assert prove(chosen | {CARD_LAST4: "2002"}).notices == NO_MATCH


def test_fact_that_is_not_chosen_is_not_looked_at() -> None:
    page = prove(FACTS | {BANK_LAST4: "wrong and malformed"})

    assert labels.TERMS == page.title


@pytest.mark.parametrize("value", ["2001", "A1B2C3D4E5F3", "0"])
def test_fact_that_the_contract_does_not_have_never_matches(value: str) -> None:
    page = prove(FACTS | {PAYMENT: STB_ID, STB_ID: value})

    assert page.notices == NO_MATCH


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (PHONE, "090-0000-0001", sentences.BAD_PHONE),
        (PHONE, "０９０００００００１", sentences.BAD_PHONE),
        (PHONE, "090000000", sentences.BAD_PHONE),
        (PHONE, "090000000012", sentences.BAD_PHONE),
        (CUSTOMER_NO, "2000-000001", sentences.BAD_PAYMENT),
        (CUSTOMER_NO, "２０００００００１", sentences.BAD_PAYMENT),
        (CUSTOMER_NO, "abc", sentences.BAD_PAYMENT),
    ],
)
def test_malformed_value_is_refused_beside_its_field(field: str, value: str, says: str) -> None:
    assert (Notice(field, says),) == prove(FACTS | {field: value}).notices


@pytest.mark.parametrize("field", [BANK_LAST4, CARD_LAST4])
@pytest.mark.parametrize("value", ["100", "10011", "100A", "１００１"])
def test_last_digits_are_exactly_four(field: str, value: str) -> None:
    page = prove(FACTS | {PAYMENT: field, field: value})

    assert (Notice(field, sentences.BAD_LAST4),) == page.notices


@pytest.mark.parametrize("value", ["a1b2c3d4e5f3", "A1:B2:C3", "A1-B2-C3", ""])
def test_set_top_box_is_capitals_and_digits(value: str) -> None:
    says = sentences.BAD_PAYMENT if value else sentences.REQUIRED

    assert (Notice(STB_ID, says),) == prove(FACTS | {PAYMENT: STB_ID, STB_ID: value}).notices


@pytest.mark.parametrize("kana", ["ｲﾂ ﾀﾛｳ", "イツタロウ", "イツ　タロウ", "いつ たろう"])
def test_kana_is_taken_in_any_spelling(kana: str) -> None:
    assert labels.TERMS == prove(FACTS | {KANA: kana}).title


@pytest.mark.parametrize(
    ("field", "value"),
    [(KANA, "イツ ハナコ"), (KANA, "逸 太郎"), (PHONE, "09000000002"), (CUSTOMER_NO, "2000000002")],
)
def test_any_fact_of_somebody_else_gives_the_same_answer(field: str, value: str) -> None:
    """Which of them is wrong is not shown (Q23)."""
    page = prove(FACTS | {field: value})

    assert (labels.CONTRACTOR, NO_MATCH) == (page.title, page.notices)


@pytest.mark.parametrize("phone", ["090-0000-0001", "０９００００００００１", "090 0000 0001"])
@pytest.mark.parametrize(
    ("settings", "title"),
    [(Settings(), labels.CONTRACTOR), (Settings(phone_form="strip"), labels.TERMS)],
)
def test_telephone_number_with_hyphens_is_refused_or_stripped(
    phone: str, settings: Settings, title: str
) -> None:
    """Q27: both answers."""
    assert title == prove(FACTS | {PHONE: phone}, settings).title


def test_stripped_number_still_has_10_or_11_digits() -> None:
    page = prove(FACTS | {PHONE: "090-0000-00012"}, Settings(phone_form="strip"))

    assert (Notice(PHONE, sentences.BAD_PHONE),) == page.notices


def test_choice_that_the_page_does_not_offer_proves_nothing() -> None:
    """A form can be sent by anything, not only by the page: no press makes the world stumble."""
    page = prove(FACTS | {PAYMENT: "好きな色"})

    assert labels.CONTRACTOR == page.title


def test_reset_keeps_the_screen() -> None:
    person = Person(Stage())
    to_contractor(person)
    person.press(labels.CONFIRM)

    page = person.press(labels.RESET)

    assert (labels.CONTRACTOR, ()) == (page.title, page.notices)


@pytest.mark.parametrize("refused", [0, 2])
def test_back_leads_to_the_login_page_for_whoever_came_from_there(refused: int) -> None:
    person = Person(Stage())
    to_contractor(person)
    for _ in range(refused):
        person.press(labels.CONFIRM)

    assert labels.LOGIN == person.press(labels.BACK).title


@pytest.mark.parametrize("refused", [0, 2])
def test_back_leads_to_the_choice_for_whoever_came_from_there(refused: int) -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.FORGOT)
    person.press(labels.NEXT, {UNKNOWN_ITEM: labels.ID_UNKNOWN})
    for _ in range(refused):
        person.press(labels.CONFIRM)

    assert labels.FORGOTTEN == person.press(labels.BACK).title


def test_more_facts_screen_asks_and_says_who_may_register() -> None:
    """REG-10, REG-22 and REG-24."""
    page = prove(
        without(CUSTOMER_NO) | facts_of(MIDORI) | {PAYMENT: BANK_LAST4, BANK_LAST4: "1006"}
    )

    assert (labels.MORE_FACTS, ("確認",)) == (page.title, page.buttons)
    assert [CUSTOMER_NO] == [box.label for box in page.boxes]
    assert ["こちら", "こちら"] == [link.label for link in page.links]
    assert "契約名義人本人に限ります" in page.lines[0]
