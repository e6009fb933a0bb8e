"""Conditions and effects that several procedures share."""

from itsid_sim.core import events as e
from itsid_sim.core import letters
from itsid_sim.core.chart import Case, Condition, go, refuse, when
from itsid_sim.core.state import Failures
from itsid_sim.core.text import fold_id, is_itscom_id, is_password
from itsid_sim.core.turn import Turn
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.limits import MINUTE_S, TEXT_CHARS_MAX
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.sentences import REQUIRED, START_OVER, TOO_LONG
from itsid_sim.rules.settings import Lockout

NOT_STOPPED = Failures(0)


def blank(field: str) -> Condition:
    """The condition that nothing was typed or chosen in a field."""

    def is_blank(turn: Turn) -> bool:
        return not turn.typed(field)

    is_blank.__doc__ = f"「{field}」が空である"
    return is_blank


def blank_text(field: str) -> Condition:
    """The condition that nothing but space was written in a field of several lines."""

    def is_blank_text(turn: Turn) -> bool:
        return not turn.written(field).strip()

    is_blank_text.__doc__ = f"「{field}」が空である(空白だけも含む)"
    return is_blank_text


def too_long(field: str) -> Condition:
    """The condition that more was written than a field of several lines takes."""

    def is_too_long(turn: Turn) -> bool:
        return len(turn.written(field)) > TEXT_CHARS_MAX

    is_too_long.__doc__ = f"「{field}」が{TEXT_CHARS_MAX}文字より長い"
    return is_too_long


def needs_text(field: str, *, per: Rule) -> tuple[Case, ...]:
    """The rows that refuse a field of several lines which is blank or too long."""
    return (
        refuse(blank_text(field), field, REQUIRED, per=per),
        refuse(too_long(field), field, TOO_LONG, per=per),
    )


def left_too_long(turn: Turn) -> bool:
    """操作がないまま、続けられる時間が過ぎた(Q22)"""
    minutes = turn.settings.idle_minutes
    return minutes is not None and turn.now - turn.dialog.touched_at >= minutes * MINUTE_S


def left_too_long_though_opened_in_time(turn: Turn) -> bool:
    """URLの期限を開くときだけ確かめる場合に、開いた後の操作がないまま時間が過ぎた(Q21、Q22)"""
    return turn.settings.url_checked == "open" and left_too_long(turn)


def unless_idle(rule: Rule) -> tuple[Case, ...]:
    """The row that ends a procedure whose screen was left alone for too long."""
    return (when(left_too_long, go(START_OVER), per=rule),)


def id_is_malformed(turn: Turn) -> bool:
    """入力したiTSCOM IDが、文字数・文字・メールアドレス形式の決まりに合わない"""
    return not is_itscom_id(turn.typed(ITSCOM_ID))


def password_is_malformed(turn: Turn) -> bool:
    """パスワードの文字数か使える文字の決まりに合わない"""
    return not is_password(turn.typed(PASSWORD))


def passwords_differ(turn: Turn) -> bool:
    """「パスワード再入力」が「パスワード」と同じでない"""
    return turn.typed(PASSWORD_AGAIN) != turn.typed(PASSWORD)


def is_stopped(turn: Turn, key: str) -> bool:
    """Whether too many failures in a row have stopped further tries under this key."""
    return turn.now < turn.world.failures.get(key, NOT_STOPPED).until


def count_failure(turn: Turn, key: str, lockout: Lockout | None) -> tuple[e.Event, ...]:
    """Count one more failure in a row; the last one allowed stops further tries for a while."""
    if lockout is None:
        return ()
    count = turn.world.failures.get(key, NOT_STOPPED).count + 1
    if count < lockout.failures:
        return (e.TryFailed(key, Failures(count)),)
    return (e.TryFailed(key, Failures(0, turn.now + lockout.minutes * MINUTE_S)),)


def login_key(login_id: str) -> str:
    """Under which login failures of an ID are counted, registered or not (Q17)."""
    return f"login:{fold_id(login_id)}"


def write_change_notice(turn: Turn, contract: str) -> tuple[e.Event, ...]:
    """変更が済んだことを、これまでの連絡先に知らせる(Q25)"""
    before = turn.world.accounts.get(contract)
    if before is None or turn.settings.change_notice == "silent":
        return ()
    name = turn.world.contracts[contract].name
    return (e.LetterWritten(next_letter(turn), "changed", before.contact, name, ""),)


def next_letter(turn: Turn) -> str:
    """The id of the next letter of the world."""
    return letters.next_letter(turn.world)
