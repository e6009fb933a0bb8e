"""ご契約・手続き: applications are numbered, listed and confirmed by mail (LOGIN-09)."""

import pytest

from itsid_sim.core import events as e
from itsid_sim.core.page import Page
from itsid_sim.core.state import Application, Notice
from itsid_sim.procedures.applications import CHANGES, SERVICES
from itsid_sim.procedures.letters import compose
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.sentences import APPLIED, APPLY_NOW, CHANGED_FACT, SERVICE
from tests.unit.people import (
    HANAKO,
    HANAKO_ACCOUNT,
    HANAKO_ID,
    HANAKO_PASSWORD,
    JIRO,
    JIRO_ID,
    NOW,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    NEW_PASSWORD,
    apply_for,
    ask_for_url,
    change,
    register,
    sign_in,
    to_form,
)

RECEIPT = "受付番号 00000001: サービスのお申し込み テレビ"
FORMS = [(labels.APPLY, SERVICE, SERVICES), (labels.CHANGE, CHANGED_FACT, CHANGES)]
FIELDS = [(action, field) for action, field, _ in FORMS]


def taro(stage: Stage) -> Person:
    """A customer whose contact is their ID."""
    person = Person(stage, "taro")
    sign_in(person, TARO_ID, TARO_PASSWORD)
    return person


def hanako(stage: Stage) -> Person:
    """A customer whose contact is another address than their ID."""
    person = Person(stage, "hanako")
    sign_in(person, HANAKO_ID, HANAKO_PASSWORD)
    return person


def receipts(page: Page) -> list[str]:
    """What a page lists."""
    return [line for line in page.lines if line.startswith(sentences.RECEIPT_NO)]


def test_contract_page_has_both_entrances_before_the_menu() -> None:
    person = taro(Stage())

    page = person.press(labels.MENU_CONTRACT)

    assert ("サービスのお申し込み", "ご契約内容の変更", *labels.MENU) == page.buttons
    assert [] == receipts(page)


@pytest.mark.parametrize(("action", "field", "choices"), FORMS)
def test_entrance_leads_to_a_form_with_samples_to_choose_from(
    action: str, field: str, choices: tuple[str, ...]
) -> None:
    page = to_form(taro(Stage()), action)

    assert (action, (APPLY_NOW, *labels.MENU)) == (page.title, page.buttons)
    assert [(field, "one", choices)] == [(box.label, box.kind, box.choices) for box in page.boxes]


def test_application_is_received_under_a_number() -> None:
    stage = Stage()

    page = apply_for(taro(stage), "テレビ")

    assert (APPLIED, [RECEIPT]) == (page.title, receipts(page))
    assert (Application(1, "サービスのお申し込み テレビ", NOW),) == stage.world.applications["taro"]


def test_change_is_received_under_a_number() -> None:
    page = change(taro(Stage()), "住所")

    assert ["受付番号 00000001: ご契約内容の変更 住所"] == receipts(page)


def test_applications_are_numbered_over_all_contracts() -> None:
    stage = Stage()
    one, other = taro(stage), hanako(stage)
    apply_for(one, "電話")
    change(other, "住所")

    apply_for(one, "テレビ")

    assert {"taro": [1, 3], "hanako": [2]} == {
        contract: [application.number for application in all_of_them]
        for contract, all_of_them in stage.world.applications.items()
    }


def test_receipt_shows_the_newest_application_only() -> None:
    person = taro(Stage())
    apply_for(person, "電話")

    page = apply_for(person, "テレビ")

    assert ["受付番号 00000002: サービスのお申し込み テレビ"] == receipts(page)


def test_contract_page_lists_ones_own_applications_oldest_first() -> None:
    stage = Stage()
    person = taro(stage)
    apply_for(person, "電話")
    apply_for(hanako(stage), "インターネット")
    change(person, "お支払い方法")

    listed = receipts(person.press(labels.MENU_CONTRACT))

    assert [
        "受付番号 00000001: サービスのお申し込み 電話",
        "受付番号 00000003: ご契約内容の変更 お支払い方法",
    ] == listed


@pytest.mark.parametrize(("action", "field"), FIELDS)
@pytest.mark.parametrize("chosen", [None, "", "テレビジョン", " テレビ", "テレビ" * 100])
def test_application_without_a_choice_is_refused(
    action: str, field: str, chosen: str | None
) -> None:
    """A form sent by hand can hold anything."""
    stage = Stage()
    person = taro(stage)
    to_form(person, action)

    page = person.press(APPLY_NOW, {} if chosen is None else {field: chosen})

    assert (action, (Notice(field, sentences.CHOOSE),)) == (page.title, page.notices)
    assert (0, []) == (len(stage.world.applications), stage.letters())


@pytest.mark.parametrize(("action", "field"), FIELDS)
def test_choice_of_one_form_is_none_of_the_other(action: str, field: str) -> None:
    (others,) = [choices for other, _, choices in FORMS if other != action]
    person = taro(Stage())
    to_form(person, action)

    assert action == person.press(APPLY_NOW, {field: others[0]}).title


def test_application_is_confirmed_by_mail_to_the_contact() -> None:
    stage = Stage()
    apply_for(hanako(stage), "テレビ")

    (letter,) = stage.letters()

    assert ("application", HANAKO_ACCOUNT.contact, HANAKO.name) == (
        letter.kind,
        letter.to,
        letter.name,
    )
    assert RECEIPT in compose(letter).text
    assert f"{HANAKO.name} 様" == compose(letter).text.splitlines()[0]


def test_double_click_counts_once() -> None:
    stage = Stage()
    person = taro(stage)
    to_form(person, labels.APPLY)
    person.send(APPLY_NOW, {SERVICE: "テレビ"})

    again = person.send_again()

    assert () == again
    assert (1, 1) == (len(stage.world.applications["taro"]), len(stage.letters()))
    assert [RECEIPT] == receipts(person.look())


def test_receipt_loaded_again_is_the_same() -> None:
    person = taro(Stage())
    page = apply_for(person, "テレビ")

    assert page == person.reload()


@pytest.mark.parametrize(("idle_s", "title"), [(30 * 60 - 1, APPLIED), (30 * 60, labels.LOGIN)])
def test_whoever_is_not_signed_in_any_more_comes_to_the_login_page(idle_s: int, title: str) -> None:
    stage = Stage()
    person = taro(stage)
    to_form(person, labels.APPLY)
    stage.wait(seconds=idle_s)

    page = person.press(APPLY_NOW, {SERVICE: "テレビ"})

    assert title == page.title
    assert (title == APPLIED) == bool(stage.letters())
    assert (title == APPLIED) == bool(stage.world.applications)


def test_nobody_sees_the_receipt_once_the_sign_in_is_over() -> None:
    person = taro(Stage())
    apply_for(person, "テレビ")
    person.stage.wait(minutes=30)

    page = person.reload()

    assert (labels.LOGIN, []) == (page.title, receipts(page))


@pytest.mark.parametrize("action", [labels.APPLY, labels.CHANGE])
def test_going_to_a_form_keeps_the_sign_in_alive(action: str) -> None:
    person = taro(Stage())
    person.press(labels.MENU_CONTRACT)
    person.stage.wait(minutes=29)
    person.press(action)
    person.stage.wait(minutes=29)

    assert action == person.look().title


def test_applying_keeps_the_sign_in_alive() -> None:
    stage = Stage()
    person = taro(stage)
    to_form(person, labels.APPLY)
    stage.wait(minutes=29)
    happened = person.send(APPLY_NOW, {SERVICE: "テレビ"})

    assert e.SignInTouched("taro") in happened
    stage.wait(minutes=29)
    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_applications_stay_with_the_contract_when_it_is_registered_anew() -> None:
    stage = Stage()
    apply_for(taro(stage), "テレビ")
    person = Person(stage, "new")
    ask_for_url(person, TARO, "taro.new@example.jp")
    person.open(stage.url("registration"))
    person.press(labels.NEXT, {labels.CONTACT: "taro.new@example.jp"})
    sign_in(person, "taro.new@example.jp", NEW_PASSWORD)

    assert [RECEIPT] == receipts(person.press(labels.MENU_CONTRACT))


def test_new_customer_has_applied_for_nothing() -> None:
    stage = Stage()
    apply_for(taro(stage), "テレビ")
    person = Person(stage, "jiro")
    register(person, JIRO, JIRO_ID)
    sign_in(person, JIRO_ID, NEW_PASSWORD)

    assert [] == receipts(person.press(labels.MENU_CONTRACT))
