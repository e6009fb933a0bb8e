"""From the mailed URL to the finished registration: manual p.16, steps 6 to 8, and p.24."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import (
    Entrance,
    Field,
    Line,
    Screen,
    go,
    otherwise,
    refuse,
    when,
)
from itsid_sim.core.state import Account, Ticket
from itsid_sim.core.text import fold_id, mask_address
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.proofs import (
    is_no_url_of,
    opened_url_runs_out,
    proof_is_gone,
    url_is_too_old,
    void_all,
    void_proof,
)
from itsid_sim.procedures.shared import (
    left_too_long_though_opened_in_time,
    login_key,
    write_change_notice,
)
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CONTACT
from itsid_sim.rules.letters import REGISTRATION_PATH
from itsid_sim.rules.registration import REG_18, REG_19, REG_20, REG_21, REG_25, REG_26
from itsid_sim.rules.reregistration import REREG_01, REREG_02, REREG_03, REREG_04


def contact_must_be_chosen(turn: Turn) -> bool:
    """これまでの連絡先が新しいiTSCOM IDと違う(Q07)"""
    before, ticket = _before(turn), turn.ticket
    if before is None or ticket is None:
        return False
    return fold_id(before.contact) != fold_id(ticket.login_id)


def no_contact_was_chosen(turn: Turn) -> bool:
    """連絡先を選ぶところで、まだ選んでいない"""
    return contact_must_be_chosen(turn) and turn.typed(CONTACT) not in contacts(turn)


def id_was_taken_meanwhile(turn: Turn) -> bool:
    """同じiTSCOM IDを、ほかの契約者が先に登録した(Q31)"""
    ticket = _ticket(turn)
    return turn.world.owners.get(fold_id(ticket.login_id), ticket.subject) != ticket.subject


def complete_registration(turn: Turn) -> tuple[e.Event, ...]:
    """ID・パスワード・連絡先を登録し、前の登録と未使用のURL・コードを無効にする"""
    ticket, before = _ticket(turn), _before(turn)
    contact = ticket.login_id
    if before is not None and turn.typed(CONTACT) == mask_address(before.contact):
        contact = before.contact
    ids = [ticket.login_id] if before is None else [ticket.login_id, before.login_id]
    return (
        *write_change_notice(turn, ticket.subject),
        *void_all(turn, ticket.subject, *sorted({fold_id(login_id) for login_id in ids})),
        e.FailuresForgotten(tuple(login_key(login_id) for login_id in ids)),
        e.Registered(ticket.subject, ticket.login_id, ticket.secret, ticket.salt, contact),
    )


def contacts(turn: Turn) -> tuple[str, ...]:
    """新しいiTSCOM IDと、一部を伏せたこれまでの連絡先(Q07)"""
    before, ticket = _before(turn), _ticket(turn)
    return (ticket.login_id,) if before is None else (ticket.login_id, mask_address(before.contact))


def contractor_line(turn: Turn) -> str:
    """登録する契約者の氏名"""
    return f"ご契約者氏名: {turn.world.contracts[_ticket(turn).subject].name}"


def id_line(turn: Turn) -> str:
    """登録するiTSCOM ID"""
    return f"iTSCOM ID: {_ticket(turn).login_id}"


def _ticket(turn: Turn) -> Ticket:
    ticket = turn.ticket
    if ticket is None:
        message = "confirmation: no ticket; the rows above must have led away from this screen"
        raise LookupError(message)
    return ticket


def _before(turn: Turn) -> Account | None:
    ticket = turn.ticket
    return None if ticket is None else turn.world.accounts.get(ticket.subject)


COMPLETION = (REG_19, REG_21, REREG_01, REREG_02, REREG_04)

ENTRANCE = Entrance(
    REGISTRATION_PATH,
    opens=(
        when(is_no_url_of("registration", "本登録用URL"), go(sentences.START_OVER), per=REG_18),
        when(url_is_too_old, go(sentences.START_OVER), per=REG_18),
        otherwise(go(sentences.CONFIRMATION), per=REG_19),
    ),
)

SCREENS = (
    Screen(
        sentences.CONFIRMATION,
        shows=(
            Line("登録する内容を確認し、「次へ」を押してください。", per=REG_19),
            Line(contractor_line, per=REG_19),
            Line(id_line, per=REG_19),
        ),
        fields=(Field(CONTACT, "one", contacts, asked=contact_must_be_chosen),),
        until=opened_url_runs_out,
        first=(
            when(proof_is_gone, go(sentences.START_OVER), per=REG_18),
            when(url_is_too_old, go(sentences.START_OVER), per=(REG_18, REREG_03)),
            when(left_too_long_though_opened_in_time, go(sentences.START_OVER), per=REG_18),
        ),
        press={
            labels.NEXT: (
                when(
                    id_was_taken_meanwhile,
                    go(sentences.START_OVER, void_proof),
                    per=REG_19,
                ),
                refuse(no_contact_was_chosen, CONTACT, sentences.CHOOSE_CONTACT, per=REG_20),
                otherwise(go(sentences.REGISTERED, complete_registration), per=COMPLETION),
            ),
        },
    ),
    Screen(
        sentences.REGISTERED,
        shows=(
            Line("iTSCOM IDの登録が完了しました。", per=REG_25),
            Line("iTSCOM IDとパスワードは、紛失しないよう管理してください。", per=REG_26),
        ),
        press={labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=REG_25),)},
        forgets=True,
    ),
    Screen(
        sentences.START_OVER,
        shows=(
            Line("有効期限が切れたか、使えなくなったため、先へ進めません。", per=REG_18),
            Line("お手数ですが、手続きを初めからやり直してください。", per=REG_18),
        ),
        press={labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=REG_18),)},
        forgets=True,
    ),
)
