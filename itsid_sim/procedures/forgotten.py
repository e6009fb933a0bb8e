"""iTSCOM ID・パスワードが分からなくなったら: the way in (manual p.17, p.18 and p.24)."""

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
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.reissue_by_code import code_quota_is_spent, mail_a_code, show_older_code
from itsid_sim.procedures.shared import blank, id_is_malformed
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.code import CODE_01, CODE_09
from itsid_sim.rules.forgotten import (
    FORGOT_02,
    FORGOT_03,
    FORGOT_04,
    FORGOT_05,
    FORGOT_06,
    FORGOT_07,
    FORGOT_08,
)
from itsid_sim.rules.labels import ITSCOM_ID, UNKNOWN_ITEM


def id_is_the_unknown_item(turn: Turn) -> bool:
    """「iTSCOM IDがご不明な場合」を選んだ"""
    return turn.typed(UNKNOWN_ITEM) == labels.ID_UNKNOWN


def no_item_was_chosen(turn: Turn) -> bool:
    """どちらも選んでいない"""
    return turn.typed(UNKNOWN_ITEM) not in (labels.PASSWORD_UNKNOWN, labels.ID_UNKNOWN)


def id_is_unknown_and_told(turn: Turn) -> bool:
    """登録のないiTSCOM IDで、画面で断ることになっている(Q06)"""
    unknown = turn.account_of(turn.typed(ITSCOM_ID)) is None
    return unknown and turn.settings.unknown_id == "tell"


def reissue_is_by_phrase(turn: Turn) -> bool:
    """手順Aで再発行する契約である(Q02。登録のないIDには設定の手順)"""
    owner = turn.world.owners.get(turn.typed(ITSCOM_ID).lower())
    branch = "" if owner is None else turn.world.contracts[owner].branch
    return (branch or turn.settings.reissue_branch) == "A"


def note_id(turn: Turn) -> tuple[e.Event, ...]:
    """入力されたiTSCOM IDを覚える"""
    return (e.IdGiven(turn.browser, turn.typed(ITSCOM_ID)),)


SCREENS = (
    Screen(
        labels.FORGOTTEN,
        shows=(
            Line("iTSCOM IDが不明な場合は、新規登録からやり直してください。", per=FORGOT_03),
            Line("再度の新規登録をすると、現在の登録情報が更新されます。", per=FORGOT_03),
        ),
        fields=(Field(UNKNOWN_ITEM, "one", (labels.PASSWORD_UNKNOWN, labels.ID_UNKNOWN)),),
        press={
            labels.NEXT: (
                refuse(no_item_was_chosen, UNKNOWN_ITEM, sentences.CHOOSE_ONE, per=FORGOT_02),
                when(id_is_the_unknown_item, go(labels.CONTRACTOR), per=(FORGOT_04, CODE_09)),
                otherwise(go(labels.IDENTITY), per=FORGOT_05),
            ),
            labels.BACK: (otherwise(go(labels.LOGIN), per=FORGOT_02),),
        },
        links=(Link(labels.REISSUE_GUIDE, PATHS[labels.REISSUE_GUIDE]),),
        forgets=True,
    ),
    Screen(
        labels.IDENTITY,
        shows=(
            Line("登録済みの連絡先メールアドレスに、認証コードを送信します。", per=FORGOT_08),
            Line(
                "認証コードを受信できない場合、パスワードだけの再設定はできません。"
                "新規登録からIDとパスワードの両方を設定してください。",
                per=FORGOT_07,
            ),
            Line("再度の新規登録をすると、現在の登録情報が更新されます。", per=FORGOT_07),
        ),
        fields=(Field(ITSCOM_ID),),
        press={
            labels.NEXT: (
                refuse(blank(ITSCOM_ID), ITSCOM_ID, sentences.REQUIRED, per=FORGOT_05),
                refuse(id_is_malformed, ITSCOM_ID, sentences.BAD_ID, per=FORGOT_05),
                refuse(id_is_unknown_and_told, ITSCOM_ID, sentences.UNKNOWN_ID, per=FORGOT_06),
                when(reissue_is_by_phrase, go(labels.PHRASE_SETTING, note_id), per=FORGOT_06),
                when(code_quota_is_spent, go(labels.CODE_ENTRY, show_older_code), per=CODE_01),
                otherwise(go(labels.CODE_ENTRY, mail_a_code), per=CODE_01),
            ),
            labels.BACK: (otherwise(go(labels.FORGOTTEN), per=FORGOT_08),),
        },
        forgets=True,
    ),
)
