"""Guidance around the procedures: support page."""

from itsid_sim.rules.rule import Rule

HELP_01 = Rule(
    "HELP-01",
    source="W どこでもメール",
    kind="flow",
    text=(
        "無料のWEBメール「どこでもメール」で、外出先のパソコン・スマートフォン・携帯電話・タブレッ"
        "ト端末からメールを読み、送れる"
    ),
    assumes=("Q37",),
)
HELP_02 = Rule(
    "HELP-02",
    source="W アンケート",
    kind="flow",
    text="案内ページの「このページの情報はお役に立ちましたか?」に答えると、お礼が表示される",
    assumes=("Q37",),
)
HELP_03 = Rule(
    "HELP-03",
    source="W お問い合わせ",
    kind="flow",
    text="案内ページの下部から、メールでも問い合わせができる",
    assumes=("Q37",),
)
HELP_04 = Rule(
    "HELP-04",
    source="W 全体",
    kind="screen",
    text=(
        "「iTSCOM ID・パスワードを忘れた場合」の案内ページで再発行の手順を読み、「マイページへ」か"
        "らマイページへ、「初めての設定[STEP1] iTSCOM IDの登録」から新規登録の案内へ進める"
    ),
)

RULES = (
    HELP_01,
    HELP_02,
    HELP_03,
    HELP_04,
)
