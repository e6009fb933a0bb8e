"""From the terms to the mailed URL: manual p.14-15, steps 3 to 5."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import (
    Field,
    Line,
    Link,
    Screen,
    go,
    otherwise,
    refuse,
    when,
)
from itsid_sim.core.digest import ticket_id
from itsid_sim.core.state import Ticket
from itsid_sim.core.text import fold_id, is_itscom_id
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.proofs import count_mail, make_room, quota_is_spent, sent_url_runs_out
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import (
    blank,
    next_letter,
    password_is_malformed,
    passwords_differ,
    unless_idle,
)
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.limits import MINUTE_S, REGISTRATION_VALID_S
from itsid_sim.rules.registration import (
    REG_11,
    REG_12,
    REG_13,
    REG_14,
    REG_15,
    REG_16,
    REG_18,
)

REFUSE_TERMS = "承諾しない"


def terms_are_not_agreed_to(turn: Turn) -> bool:
    """「承諾する」が選ばれていない"""
    return turn.typed(labels.TERMS) != labels.AGREE


def new_id_is_malformed(turn: Turn) -> bool:
    """新しいiTSCOM IDが、文字数・文字・メールアドレス形式の決まりに合わない(Q18)"""
    strict = turn.settings.address_form == "strict"
    return not is_itscom_id(turn.typed(ITSCOM_ID), strict=strict)


def id_is_anothers(turn: Turn) -> bool:
    """そのiTSCOM IDは、ほかの契約者のものである"""
    return turn.world.owners.get(_address(turn), turn.dialog.contract) != turn.dialog.contract


def id_is_anothers_and_told(turn: Turn) -> bool:
    """そのiTSCOM IDはほかの契約者のもので、画面で断ることになっている(Q10)"""
    return turn.settings.taken_id == "tell" and id_is_anothers(turn)


def registration_quota_is_spent(turn: Turn) -> bool:
    """そのアドレスへ、続けて送れる数のメールを送り終えている(Q24)"""
    return quota_is_spent(turn, "registration", _address(turn))


def mail_taken_notice(turn: Turn) -> tuple[e.Event, ...]:
    """登録済みである旨をそのアドレスに送り、前に送ったURLを無効にする(Q10)"""
    owner = turn.world.owners[_address(turn)]
    account, name = turn.world.accounts[owner], turn.world.contracts[owner].name
    turn.digest(turn.typed(PASSWORD), turn.dice.salt())  # the same work as for a free ID
    return (
        *make_room(turn, "registration", turn.dialog.contract),
        count_mail(turn, "registration", _address(turn)),
        e.LetterWritten(next_letter(turn), "taken", account.login_id, name, ""),
    )


def mail_registration_url(turn: Turn) -> tuple[e.Event, ...]:
    """本登録用URLを作り、入力されたiTSCOM IDのアドレスに送る"""
    token, salt, to = turn.dice.token(), turn.dice.salt(), turn.typed(ITSCOM_ID)
    contract = turn.contract
    ticket = Ticket(
        ticket_id(token),
        "registration",
        contract.id,
        turn.now,
        to,
        secret=turn.digest(turn.typed(PASSWORD), salt),
        salt=salt,
    )
    return (
        *make_room(turn, "registration", contract.id),
        count_mail(turn, "registration", _address(turn)),
        e.TicketIssued(ticket, turn.browser),
        e.LetterWritten(next_letter(turn), "registration", to, contract.name, token),
    )


def _address(turn: Turn) -> str:
    return fold_id(turn.typed(ITSCOM_ID))


SCREENS = (
    Screen(
        labels.TERMS,
        shows=(Line("マイページ利用規約を読み、承諾するかどうかを選んでください。", per=REG_11),),
        fields=(Field(labels.TERMS, "one", (labels.AGREE, REFUSE_TERMS)),),
        first=unless_idle(REG_11),
        press={
            labels.CONFIRM: (
                refuse(
                    terms_are_not_agreed_to,
                    labels.TERMS,
                    sentences.MUST_AGREE,
                    per=REG_11,
                ),
                otherwise(go(sentences.ID_ENTRY), per=REG_11),
            ),
        },
        links=(Link(labels.TERMS_TEXT, PATHS[labels.TERMS_TEXT]),),
    ),
    Screen(
        sentences.ID_ENTRY,
        shows=(
            Line("今使っているメールアドレスを、iTSCOM IDにします。", per=REG_12),
            Line("iTSCOM以外のメールアドレスも使えます。", per=REG_12),
        ),
        fields=(
            Field(ITSCOM_ID, hint=sentences.BAD_ID),
            Field(PASSWORD, "secret", hint=sentences.BAD_PASSWORD),
            Field(PASSWORD_AGAIN, "secret"),
        ),
        first=unless_idle(REG_15),
        press={
            labels.NEXT: (
                refuse(blank(ITSCOM_ID), ITSCOM_ID, sentences.REQUIRED, per=REG_13),
                refuse(new_id_is_malformed, ITSCOM_ID, sentences.BAD_ID, per=REG_13),
                refuse(blank(PASSWORD), PASSWORD, sentences.REQUIRED, per=REG_14),
                refuse(password_is_malformed, PASSWORD, sentences.BAD_PASSWORD, per=REG_14),
                refuse(passwords_differ, PASSWORD_AGAIN, sentences.NOT_THE_SAME, per=REG_15),
                refuse(id_is_anothers_and_told, ITSCOM_ID, sentences.TAKEN_ID, per=REG_16),
                when(registration_quota_is_spent, go(labels.REGISTRATION_SENT), per=REG_16),
                when(
                    id_is_anothers,
                    go(labels.REGISTRATION_SENT, mail_taken_notice),
                    per=REG_16,
                ),
                otherwise(go(labels.REGISTRATION_SENT, mail_registration_url), per=REG_16),
            ),
        },
    ),
    Screen(
        labels.REGISTRATION_SENT,
        shows=(
            Line("入力されたiTSCOM IDのアドレスに、確認メールを送信しました。", per=REG_16),
            Line("メールが届いているか、確認してください。", per=REG_16),
            Line("届いたメールのURLを開いて、手続きを続けてください。", per=REG_16),
            Line(
                f"メールのURLは、受付から{REGISTRATION_VALID_S // MINUTE_S}分使えます。"
                "過ぎたときは、手続きを初めからやり直してください。",
                per=REG_18,
            ),
        ),
        press={},
        until=sent_url_runs_out("registration"),
        forgets=True,
    ),
)
