"""マイページにログインしよう: the login page (manual, マイページを表示する 1-2)."""

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
from itsid_sim.core.digest import same
from itsid_sim.core.text import is_itscom_id
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import blank, count_failure, is_stopped, login_key
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.forgotten import FORGOT_01
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from itsid_sim.rules.limits import MINUTE_S
from itsid_sim.rules.login import (
    LOGIN_01,
    LOGIN_02,
    LOGIN_03,
    LOGIN_04,
    LOGIN_05,
    LOGIN_06,
    LOGIN_08,
)
from itsid_sim.rules.registration import REG_01

UNKNOWN_SALT = "an unknown ID costs the same work as a known one"


def login_is_stopped(turn: Turn) -> bool:
    """失敗が続いたため、このiTSCOM IDのログインが止まっている(Q17)"""
    return is_stopped(turn, login_key(turn.typed(ITSCOM_ID)))


def id_and_password_are_right(turn: Turn) -> bool:
    """登録済みのiTSCOM IDで、パスワードも正しい"""
    account = turn.account_of(turn.typed(ITSCOM_ID))
    salt, expected = (UNKNOWN_SALT, "") if account is None else (account.salt, account.password)
    return same(turn.digest(turn.typed(PASSWORD), salt), expected)


def is_signed_in(turn: Turn) -> bool:
    """ログインしたままである"""
    sign_in = turn.sign_in
    if sign_in is None:
        return False
    account = turn.world.accounts[sign_in.contract]
    minutes = turn.settings.signed_in_minutes
    in_time = minutes is None or turn.now - sign_in.touched_at < minutes * MINUTE_S
    return in_time and account.version == sign_in.version


def sign_in(turn: Turn) -> tuple[e.Event, ...]:
    """ログインした状態にし、失敗の回数を数え直す"""
    login_id = turn.typed(ITSCOM_ID)
    owner = turn.world.owners[login_id.lower()]
    session = turn.press.next_session or turn.session
    signed_in = e.SignedIn(session, owner, turn.session)
    return (e.FailuresForgotten((login_key(login_id),)), signed_in)


def count_login_failure(turn: Turn) -> tuple[e.Event, ...]:
    """ログインの失敗を、登録の有無にかかわらず、入力されたiTSCOM IDごとに数える"""
    login_id, lockout = turn.typed(ITSCOM_ID), turn.settings.login_lockout
    if not is_itscom_id(login_id):  # nobody can have it, and it may be a secret in the wrong field
        return ()
    return count_failure(turn, login_key(login_id), lockout)


ENTRANCE = Entrance(
    "/mypage",
    opens=(
        when(is_signed_in, go(labels.TOP), per=LOGIN_04),
        otherwise(go(labels.LOGIN), per=LOGIN_01),
    ),
)

SCREENS = (
    Screen(
        labels.LOGIN,
        shows=(
            Line("iTSCOM IDとパスワードを入力してください。", per=LOGIN_02),
            Line("スマートフォンでは、このQRコードから開けます。", per=LOGIN_03),
        ),
        fields=(
            Field(ITSCOM_ID),
            Field(PASSWORD, "secret"),
            Field(labels.SHOW_PASSWORD, "toggle"),
        ),
        press={
            labels.SIGN_IN: (
                refuse(blank(ITSCOM_ID), ITSCOM_ID, sentences.REQUIRED, per=LOGIN_05),
                refuse(blank(PASSWORD), PASSWORD, sentences.REQUIRED, per=LOGIN_05),
                when(login_is_stopped, stay(sentences.LOGIN_LOCKED), per=LOGIN_05),
                when(id_and_password_are_right, go(labels.TOP, sign_in), per=LOGIN_04),
                otherwise(stay(sentences.LOGIN_FAILED, count_login_failure), per=LOGIN_05),
            ),
            labels.RESET: (otherwise(stay(), per=LOGIN_06),),
            labels.REGISTER: (otherwise(go(labels.CONTRACTOR), per=(REG_01, LOGIN_08)),),
            labels.FORGOT: (otherwise(go(labels.FORGOTTEN), per=(FORGOT_01, LOGIN_08)),),
        },
        links=tuple(
            Link(label, PATHS[label])
            for label in (
                labels.FAQ,
                labels.BEFORE_USE,
                labels.HANDBOOK,
                labels.ACCOUNT_LOGIN,
            )
        ),
        forgets=True,
    ),
)
