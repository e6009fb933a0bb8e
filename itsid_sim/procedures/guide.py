"""The guide 「iTSCOM ID・パスワードを忘れた場合」 with its survey (the whole support page)."""

from itsid_sim.core.chart import Entrance, Line, Link, Screen, go, otherwise
from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.help import HELP_01, HELP_02, HELP_03, HELP_04
from itsid_sim.rules.limits import PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PASSWORD_SYMBOLS

# Each step under its heading, in the order of the support page.
STEPS = (
    (
        labels.ID_FORGOTTEN,
        (
            f"「{labels.FORGOT}」を押し、「{labels.ID_UNKNOWN}」を選んで「次へ」を押します。"
            f"その先は新規登録と同じです。「{labels.FIRST_SETTING}」へお進みください。"
        ),
    ),
    (
        labels.PASSWORD_FORGOTTEN,
        (
            f"「{labels.FORGOT}」を押し、「{labels.PASSWORD_UNKNOWN}」を選んで「次へ」を押します。"
            "iTSCOM IDを入力して「次へ」を押すと、手順4-Aか手順4-Bの画面が出ます。"
        ),
    ),
    (
        "手順4-A 「合言葉 登録」が表示された場合",
        (
            "秘密の質問を選び、答えを入力して「次へ」を押します。届いた確認メールのURLを開き、"
            "同じ質問と答えを入力して「ID・パスワード再発行」を押します。"
            "新しいパスワードは後から確認できません。印刷するか、メモなどに控えてください。"
        ),
    ),
    (
        "手順4-B 「認証コード入力」が表示された場合",
        (
            "届いたメールの認証コードを入力して「次へ」を押し、新しいパスワードを2回入力します。"
            f"入力できるのは{PASSWORD_CHARS_MIN}～{PASSWORD_CHARS_MAX}文字の、"
            f"半角英数字と {' '.join(PASSWORD_SYMBOLS)} です。"
        ),
    ),
    (
        "認証コードが受信できない場合",
        (
            "パスワードだけの再設定はできません。新規登録からIDとパスワードの両方を設定してください。"
            "再度の新規登録をすると、現在の登録情報が更新されます。"
        ),
    ),
)

ENTRANCE = Entrance(
    PATHS[labels.REISSUE_GUIDE],
    opens=(otherwise(go(labels.SUPPORT_GUIDE), per=HELP_04),),
    room="survey",
)

SCREENS = (
    Screen(
        labels.SUPPORT_GUIDE,
        shows=(
            Line("再発行の手続きを案内します。「マイページへ」から始めてください。", per=HELP_04),
            *(Line(f"{heading}: {words}", per=HELP_04) for heading, words in STEPS),
            Line(
                "どこでもメール: 外出先からメールを読み、送れる無料のWEBメールです。", per=HELP_01
            ),
            Line(f"{labels.INQUIRY}: {labels.INQUIRY_BY_MAIL}", per=HELP_03),
            Line(f"{labels.SURVEY}: {labels.SURVEY_QUESTION}", per=HELP_02),
        ),
        press={
            answer: (otherwise(go(labels.SURVEY), per=HELP_02),)
            for answer in (sentences.YES, sentences.NO)
        },
        links=(
            Link(labels.TO_MY_PAGE, "/mypage"),
            Link(labels.FIRST_SETTING, PATHS[labels.FIRST_SETTING]),
            Link(labels.WEBMAIL, PATHS[labels.WEBMAIL]),
            Link(labels.INQUIRY, PATHS[labels.INQUIRY]),
        ),
    ),
    Screen(
        labels.SURVEY,
        shows=(Line(labels.THANKS, per=HELP_02), Line(labels.FURTHER, per=HELP_02)),
        press={},
        links=(Link(sentences.TO_GUIDE, PATHS[labels.REISSUE_GUIDE]),),
    ),
)
