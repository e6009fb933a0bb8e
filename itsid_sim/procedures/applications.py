"""ご契約・手続き: see the contract, apply for a service, change the contract (support page).

What is applied for is accepted, numbered, listed and confirmed by mail; nobody delivers it.
"""

from itsid_sim.core import events as e
from itsid_sim.core.chart import Case, Condition, Effect, Field, Line, go, otherwise, refuse
from itsid_sim.core.state import Application
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.my_page import contract_rows, customer, my_page, touch_sign_in
from itsid_sim.procedures.shared import next_letter
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.login import LOGIN_09
from itsid_sim.rules.sentences import APPLY_NOW, CHANGED_FACT, SERVICE

# Samples, for the documents name none (Q37).
SERVICES = ("テレビ", "インターネット", "電話")
CHANGES = ("住所", "電話番号", "お支払い方法")


def applications(turn: Turn) -> tuple[Application, ...]:
    """What the signed-in customer has applied for, oldest first."""
    contract = customer(turn)
    return () if contract is None else turn.world.applications.get(contract.id, ())


def application_rows(turn: Turn) -> tuple[str, ...]:
    """これまでの申し込みの受付番号と内容"""
    return tuple(_row(application) for application in applications(turn))


def last_application(turn: Turn) -> tuple[str, ...]:
    """いまの申し込みの受付番号と内容"""
    return application_rows(turn)[-1:]


def not_one_of(field: str, choices: tuple[str, ...]) -> Condition:
    """The condition that none of these was chosen in a field."""

    def is_not_chosen(turn: Turn) -> bool:
        return turn.typed(field) not in choices

    is_not_chosen.__doc__ = f"「{field}」を選んでいない"
    return is_not_chosen


def apply(action: str, field: str) -> Effect:
    """The effect that takes in an application for what was chosen in a field."""

    def take_in(turn: Turn) -> tuple[e.Event, ...]:
        contract = customer(turn)
        if contract is None:
            return ()
        number = sum(map(len, turn.world.applications.values())) + 1
        application = Application(number, f"{action} {turn.typed(field)}", turn.now)
        to = turn.world.accounts[contract.id].contact
        return (
            *touch_sign_in(turn),
            e.Applied(contract.id, application),
            e.LetterWritten(
                next_letter(turn), "application", to, contract.name, "", text=_row(application)
            ),
        )

    take_in.__doc__ = (
        f"「{action}」を受け付けて番号を付け、連絡先メールアドレスに確認のメールを送る"
    )
    return take_in


def _row(application: Application) -> str:
    return f"{sentences.RECEIPT_NO} {application.number:08d}: {application.what}"


def _way_to(screen: str) -> tuple[Case, ...]:
    return (otherwise(go(screen, touch_sign_in), per=LOGIN_09),)


def _form(action: str, field: str, choices: tuple[str, ...]) -> dict[str, tuple[Case, ...]]:
    return {
        APPLY_NOW: (
            refuse(not_one_of(field, choices), field, sentences.CHOOSE, per=LOGIN_09),
            otherwise(go(sentences.APPLIED, apply(action, field)), per=LOGIN_09),
        )
    }


SCREENS = (
    my_page(
        labels.MENU_CONTRACT,
        Line(contract_rows, per=LOGIN_09),
        Line(application_rows, per=LOGIN_09),
        press={labels.APPLY: _way_to(labels.APPLY), labels.CHANGE: _way_to(labels.CHANGE)},
    ),
    my_page(
        labels.APPLY,
        Line("申し込むサービスを選んでください。", per=LOGIN_09),
        fields=(Field(SERVICE, "one", SERVICES),),
        press=_form(labels.APPLY, SERVICE, SERVICES),
    ),
    my_page(
        labels.CHANGE,
        Line("変更する内容を選んでください。", per=LOGIN_09),
        fields=(Field(CHANGED_FACT, "one", CHANGES),),
        press=_form(labels.CHANGE, CHANGED_FACT, CHANGES),
    ),
    my_page(
        sentences.APPLIED,
        Line("お申し込みを受け付けました。", per=LOGIN_09),
        Line(last_application, per=LOGIN_09),
        Line("確認のメールを、連絡先メールアドレスに送りました。", per=LOGIN_09),
    ),
)
