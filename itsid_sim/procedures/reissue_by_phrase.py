"""手順A: reissue by a secret question (manual 3-A-1 to 3-A-4, support page 4-A)."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import (
    Entrance,
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
from itsid_sim.core.digest import same, ticket_id
from itsid_sim.core.state import Ticket
from itsid_sim.core.text import fold_answer, fold_id, is_answer
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.proofs import (
    count_mail,
    count_mistake,
    decoy_of,
    is_no_url_of,
    last_try_is_spent,
    make_room,
    opened_url_runs_out,
    proof_is_gone,
    quota_is_spent,
    sent_url_runs_out,
    url_is_too_old,
    void_all,
    void_proof,
)
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import (
    left_too_long,
    left_too_long_though_opened_in_time,
    login_key,
    next_letter,
    unless_idle,
    write_change_notice,
)
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ANSWER, QUESTION
from itsid_sim.rules.letters import PHRASE_PATH
from itsid_sim.rules.limits import MINUTE_S, PHRASE_VALID_S
from itsid_sim.rules.phrase import (
    PHRASE_01,
    PHRASE_02,
    PHRASE_03,
    PHRASE_05,
    PHRASE_06,
    PHRASE_07,
    PHRASE_08,
    PHRASE_09,
    PHRASE_10,
)

# The first is documented, the others are ours (Q30).
QUESTIONS = (
    labels.PET_NAME,
    "初めて飼った生き物",
    "好きな食べ物",
    "通った小学校の名前",
    "一番の思い出の場所",
)


def question_was_not_chosen(turn: Turn) -> bool:
    """秘密の質問を選んでいない"""
    return turn.typed(QUESTION) not in QUESTIONS


def answer_is_blank(turn: Turn) -> bool:
    """答えが空である(空白だけの答えも含む)"""
    return not fold_answer(turn.typed(ANSWER))


def answer_is_malformed(turn: Turn) -> bool:
    """答えに半角記号がある、または長すぎる"""
    return not is_answer(turn.typed(ANSWER))


def phrase_quota_is_spent(turn: Turn) -> bool:
    """そのiTSCOM IDに、続けて送れる数の確認メールを送り終えている(Q24)"""
    return quota_is_spent(turn, "phrase", fold_id(turn.dialog.login_id))


def phrase_is_right(turn: Turn) -> bool:
    """秘密の質問も答えも、登録したものと同じ"""
    ticket = turn.ticket
    if ticket is None:
        return False
    answer = turn.digest(fold_answer(turn.typed(ANSWER)), ticket.salt)
    return same(answer, ticket.secret) and turn.typed(QUESTION) == ticket.question


def mail_confirmation_url(turn: Turn) -> tuple[e.Event, ...]:
    """確認用URLを作り、連絡先メールアドレスに送る(登録のないIDには送らず、画面は同じ)"""
    login_id, token, salt = turn.dialog.login_id, turn.dice.token(), turn.dice.salt()
    subject = fold_id(login_id)
    ticket = Ticket(
        ticket_id(token),
        "phrase",
        subject,
        turn.now,
        login_id,
        secret=turn.digest(fold_answer(turn.typed(ANSWER)), salt),
        salt=salt,
        question=turn.typed(QUESTION),
    )
    room = (*make_room(turn, "phrase", subject), count_mail(turn, "phrase", subject))
    owner = turn.world.owners.get(subject)
    if owner is None:
        return (*room, e.TicketIssued(decoy_of(ticket), turn.browser))
    account, contract = turn.world.accounts[owner], turn.world.contracts[owner]
    letter = e.LetterWritten(next_letter(turn), "phrase", account.contact, contract.name, token)
    return (*room, e.TicketIssued(ticket, turn.browser), letter)


def reissue_password(turn: Turn) -> tuple[e.Event, ...]:
    """新しいパスワードを発行して一度だけ示し、ログイン中の画面と未使用のURL・コードを無効にする"""
    subject = "" if turn.ticket is None else turn.ticket.subject
    contract, salt = turn.world.owners[subject], turn.dice.salt()
    password = turn.dice.password(turn.settings.password_chars)
    login_id = turn.world.accounts[contract].login_id
    return (
        *write_change_notice(turn, contract),
        *void_all(turn, contract, subject),
        e.FailuresForgotten((login_key(subject),)),
        e.PasswordChanged(contract, turn.digest(password, salt), salt),
        e.PasswordRevealed(turn.browser, login_id, password),
    )


def password_is_shown(turn: Turn) -> bool:
    """新しいパスワードを、まだ一度しか見せていない"""
    return bool(turn.dialog.reveal) and not left_too_long(turn)


def password_was_shown(turn: Turn) -> bool:
    """新しいパスワードは、もう見せられない(Q29、Q22)"""
    return not password_is_shown(turn)


def hide_password(turn: Turn) -> tuple[e.Event, ...]:
    """新しいパスワードを見せるのをやめる"""
    return (e.RevealLeft(turn.browser),)


def id_line(turn: Turn) -> str:
    """再発行したiTSCOM ID"""
    return f"iTSCOM ID: {turn.dialog.login_id}"


def password_line(turn: Turn) -> str:
    """新しいパスワード"""
    return f"パスワード: {turn.dialog.reveal}"


RIGHT_PHRASE = (PHRASE_06, PHRASE_09)

ENTRANCE = Entrance(
    PHRASE_PATH,
    opens=(
        when(is_no_url_of("phrase", "確認用URL"), go(sentences.START_OVER), per=PHRASE_05),
        when(url_is_too_old, go(sentences.START_OVER), per=PHRASE_05),
        otherwise(go(labels.PHRASE_ENTRY), per=PHRASE_06),
    ),
)

CHOOSE_AND_ANSWER = Line("秘密の質問を選択し、その答えを入力してください。", per=PHRASE_10)
REVEALED = (
    Line(id_line, per=PHRASE_08, only=password_is_shown),
    Line(password_line, per=PHRASE_08, only=password_is_shown),
    Line(
        "パスワードは一度しか表示できません。分からなくなったときは、もう一度再発行してください。",
        per=PHRASE_08,
        only=password_was_shown,
    ),
)
KEEP_IT = Line(
    "この内容は後から確認できません。印刷するか、メモなどに控えてください。", per=PHRASE_08
)
QUESTION_FIELD = Field(QUESTION, "one", QUESTIONS, labels.QUESTION_UNCHOSEN)
ANSWER_FIELD = Field(ANSWER, hint="半角記号は使えません。")
REFUSALS = (
    refuse(question_was_not_chosen, QUESTION, labels.QUESTION_UNCHOSEN, per=PHRASE_02),
    refuse(answer_is_blank, ANSWER, sentences.REQUIRED, per=PHRASE_02),
    refuse(answer_is_malformed, ANSWER, sentences.BAD_ANSWER, per=PHRASE_02),
)

SCREENS = (
    Screen(
        labels.PHRASE_SETTING,
        shows=(CHOOSE_AND_ANSWER,),
        fields=(QUESTION_FIELD, ANSWER_FIELD),
        first=unless_idle(PHRASE_01),
        press={
            labels.NEXT: (
                *REFUSALS,
                when(phrase_quota_is_spent, go(labels.PHRASE_SENT), per=PHRASE_01),
                otherwise(go(labels.PHRASE_SENT, mail_confirmation_url), per=PHRASE_01),
            ),
            labels.BACK: (otherwise(go(labels.IDENTITY), per=PHRASE_10),),
        },
    ),
    Screen(
        labels.PHRASE_SENT,
        shows=(
            Line("本人認証が完了しました。", per=PHRASE_03),
            Line("連絡先メールアドレスに、確認用メールを送信しました。", per=PHRASE_03),
            Line("届いたメールのURLを開いて、手続きを続けてください。", per=PHRASE_03),
            Line(
                f"確認用メールの有効期限は{PHRASE_VALID_S // MINUTE_S}分です。"
                "切れたときは、手続きを初めからやり直してください。",
                per=PHRASE_03,
            ),
            Line(
                "メールが届くまでに、時間がかかる場合があります。"
                "5分待っても届かない場合は、「こちら」からお問い合わせください。",
                per=PHRASE_03,
            ),
        ),
        press={labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=PHRASE_03),)},
        until=sent_url_runs_out("phrase"),
        links=(Link(labels.HERE, PATHS[labels.INQUIRY], labels.INQUIRY),),
        forgets=True,
    ),
    Screen(
        labels.PHRASE_ENTRY,
        shows=(CHOOSE_AND_ANSWER,),
        fields=(QUESTION_FIELD, ANSWER_FIELD),
        until=opened_url_runs_out,
        first=(
            when(proof_is_gone, go(sentences.START_OVER), per=PHRASE_05),
            when(url_is_too_old, go(sentences.START_OVER), per=PHRASE_05),
            when(left_too_long_though_opened_in_time, go(sentences.START_OVER), per=PHRASE_05),
        ),
        press={
            labels.REISSUE: (
                *REFUSALS,
                when(
                    phrase_is_right,
                    go(labels.REISSUED, reissue_password),
                    per=RIGHT_PHRASE,
                ),
                when(last_try_is_spent, go(sentences.START_OVER, void_proof), per=PHRASE_07),
                otherwise(stay(sentences.WRONG_ANSWER, count_mistake, field=ANSWER), per=PHRASE_07),
            ),
        },
    ),
    Screen(
        labels.REISSUED,
        shows=(
            Line("パスワードの再発行が完了しました。", per=PHRASE_08),
            *REVEALED,
            KEEP_IT,
        ),
        press={
            labels.TO_PRINT_VIEW: (
                when(left_too_long, go(labels.PRINT_VIEW, hide_password), per=PHRASE_08),
                otherwise(go(labels.PRINT_VIEW), per=PHRASE_08),
            ),
            labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=PHRASE_08),),
        },
        private=True,
    ),
    Screen(
        labels.PRINT_VIEW,
        shows=(*REVEALED, KEEP_IT),
        press={labels.TO_LOGIN: (otherwise(go(labels.LOGIN), per=PHRASE_08),)},
        private=True,
    ),
)
