"""手順B: reissue by a mailed code (manual 3-B-1 to 3-B-3, support page 4-B)."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import (
    Field,
    Line,
    Link,
    Screen,
    go,
    otherwise,
    refuse,
    stay,
    when,
)
from itsid_sim.core.digest import same
from itsid_sim.core.state import Ticket
from itsid_sim.core.text import fold_code, fold_id, is_code
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.proofs import (
    clear_old,
    count_mail,
    count_mistake,
    decoy_of,
    is_too_old,
    last_try_is_spent,
    live,
    make_room,
    proof_is_gone,
    proof_runs_out,
    quota_is_spent,
    void_all,
    void_proof,
)
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import (
    blank,
    login_key,
    next_letter,
    password_is_malformed,
    passwords_differ,
    unless_idle,
    write_change_notice,
)
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.code import (
    CODE_03,
    CODE_04,
    CODE_05,
    CODE_06,
    CODE_07,
    CODE_08,
    CODE_10,
)
from itsid_sim.rules.labels import CODE, ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.limits import CODE_VALID_S, MINUTE_S
from itsid_sim.rules.registration import REG_26


def code_quota_is_spent(turn: Turn) -> bool:
    """そのiTSCOM IDに、続けて送れる数の認証コードを送り終えている(Q24)"""
    return quota_is_spent(turn, "code", fold_id(turn.typed(ITSCOM_ID)))


def code_is_malformed(turn: Turn) -> bool:
    """認証コードが数字6桁の形でない(半角記号も含む)"""
    return not is_code(turn.typed(CODE))


def code_is_too_old(turn: Turn) -> bool:
    """認証コードの期限が過ぎた"""
    ticket = turn.ticket
    return ticket is not None and is_too_old(turn, ticket, turn.now)


def code_is_right(turn: Turn) -> bool:
    """入力が、この手続きで送った認証コードと同じ"""
    return _right_ticket(turn) is not None


def mail_a_code(turn: Turn) -> tuple[e.Event, ...]:
    """認証コードを作り、連絡先メールアドレスに送る(登録のないIDには送らず、画面は同じ)"""
    subject, code = fold_id(turn.typed(ITSCOM_ID)), turn.dice.code()
    owner, ticket = turn.world.owners.get(subject), _ticket(turn, code)
    room = (*make_room(turn, "code", subject), count_mail(turn, "code", subject))
    if owner is None:
        return (*room, e.TicketIssued(decoy_of(ticket), turn.browser))
    account, contract = turn.world.accounts[owner], turn.world.contracts[owner]
    letter = e.LetterWritten(next_letter(turn), "code", account.contact, contract.name, code)
    return (*room, e.TicketIssued(ticket, turn.browser), letter)


def show_older_code(turn: Turn) -> tuple[e.Event, ...]:
    """メールは送らず、同じブラウザで前に送った認証コードがあれば、それを使えるままにする"""
    subject = fold_id(turn.typed(ITSCOM_ID))
    mine = _mine(turn, subject)
    if mine:
        return (e.TicketShown(turn.browser, mine[-1].id),)
    decoy = decoy_of(_ticket(turn, turn.dice.code()))
    return (*clear_old(turn, "code", subject), e.TicketIssued(decoy, turn.browser))


def pass_code(turn: Turn) -> tuple[e.Event, ...]:
    """認証コードが通ったと記す"""
    ticket = _right_ticket(turn) or Ticket("", "code", "", 0, "")
    return (e.TicketShown(turn.browser, ticket.id), e.TicketPassed(ticket.id))


def change_password(turn: Turn) -> tuple[e.Event, ...]:
    """新しいパスワードに変え、ログイン中の画面と未使用のURL・コードを無効にする"""
    subject = "" if turn.ticket is None else turn.ticket.subject
    contract, salt = turn.world.owners[subject], turn.dice.salt()
    return (
        *write_change_notice(turn, contract),
        *void_all(turn, contract, subject),
        e.FailuresForgotten((login_key(subject),)),
        e.PasswordChanged(contract, turn.digest(turn.typed(PASSWORD), salt), salt),
    )


def _ticket(turn: Turn, code: str) -> Ticket:
    login_id, salt = turn.typed(ITSCOM_ID), turn.dice.salt()
    return Ticket(
        turn.dice.of("ticket")[:16].hex(),
        "code",
        fold_id(login_id),
        turn.now,
        login_id,
        secret=turn.digest(code, salt),
        salt=salt,
        browser=turn.browser,
    )


def _mine(turn: Turn, subject: str) -> tuple[Ticket, ...]:
    """The codes of an ID that this browser may use now (Q20), oldest first."""
    return tuple(
        ticket
        for ticket in live(turn, "code", subject)
        if ticket.browser == turn.browser and not is_too_old(turn, ticket, turn.now)
    )


def _right_ticket(turn: Turn) -> Ticket | None:
    subject = "" if turn.ticket is None else turn.ticket.subject
    typed = fold_code(turn.typed(CODE))
    for ticket in _mine(turn, subject):
        if same(turn.digest(typed, ticket.salt), ticket.secret):
            return ticket
    return None


SCREENS = (
    Screen(
        labels.CODE_ENTRY,
        shows=(
            Line("連絡先メールアドレスに、認証コードを送信しました。", per=CODE_06),
            Line(
                f"認証コードの有効期限は{CODE_VALID_S // MINUTE_S}分です。"
                "切れたときは、手続きを初めからやり直してください。",
                per=CODE_06,
            ),
            Line(
                "メールが届くまでに、時間がかかる場合があります。"
                "5分程度待っても届かない場合は、「こちら」からお問い合わせください。",
                per=CODE_06,
            ),
        ),
        fields=(Field(CODE, hint="半角記号は使えません。"),),
        until=proof_runs_out,
        first=(when(proof_is_gone, go(sentences.START_OVER), per=CODE_03),),
        press={
            labels.NEXT: (
                refuse(blank(CODE), CODE, sentences.REQUIRED, per=CODE_05),
                refuse(code_is_malformed, CODE, sentences.BAD_CODE, per=CODE_05),
                when(code_is_too_old, go(sentences.START_OVER), per=CODE_03),
                when(code_is_right, go(labels.NEW_PASSWORD, pass_code), per=CODE_04),
                when(last_try_is_spent, go(sentences.START_OVER, void_proof), per=CODE_05),
                otherwise(stay(sentences.WRONG_CODE, count_mistake, field=CODE), per=CODE_05),
            ),
        },
        links=(Link(labels.HERE, PATHS[labels.INQUIRY], labels.INQUIRY),),
    ),
    Screen(
        labels.NEW_PASSWORD,
        shows=(Line("新しいパスワードを入力してください。", per=CODE_10),),
        fields=(
            Field(PASSWORD, "secret", hint=sentences.BAD_PASSWORD),
            Field(PASSWORD_AGAIN, "secret"),
        ),
        first=(
            *unless_idle(CODE_10),
            when(proof_is_gone, go(sentences.START_OVER), per=CODE_10),
        ),
        press={
            labels.NEXT: (
                refuse(blank(PASSWORD), PASSWORD, sentences.REQUIRED, per=CODE_07),
                refuse(password_is_malformed, PASSWORD, sentences.BAD_PASSWORD, per=CODE_07),
                refuse(passwords_differ, PASSWORD_AGAIN, sentences.NOT_THE_SAME, per=CODE_07),
                otherwise(go(labels.PASSWORD_CHANGED, change_password), per=(CODE_10, CODE_08)),
            ),
        },
    ),
    Screen(
        labels.PASSWORD_CHANGED,
        shows=(
            Line("パスワードの再発行が完了しました。", per=CODE_10),
            Line("新しいパスワードは、紛失しないよう管理してください。", per=REG_26),
        ),
        press={labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=CODE_10),)},
        forgets=True,
    ),
)
