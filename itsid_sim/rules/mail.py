"""What the three documented letters have in common: manual, steps 6, 3-A-3 and 3-B-1."""

from itsid_sim.rules.rule import Rule

MAIL_01 = Rule(
    "MAIL-01",
    source="M 手順6・3-A-3・3-B-1",
    kind="mail",
    text="どのメールも送信専用の自動配信であること、心当たりがない場合は知らせてほしいことを記す",
)
MAIL_02 = Rule(
    "MAIL-02",
    source="M 手順6・3-A-3・3-B-1",
    kind="mail",
    text=(
        "どのメールも問い合わせフォームのURL(http://www.itscom.net/info/contact/index.html)、会社名"
        " イッツ・コミュニケーションズ株式会社、電話番号 0120-109-199、受付時間 平日・土・日・祝日 "
        "9:30-18:00、info@itscom.jp を記す"
    ),
    assumes=("Q14",),
)
MAIL_03 = Rule(
    "MAIL-03",
    source="M 手順6・3-A-3",
    kind="mail",
    text=(
        "URLはメールに記された通りに開け、形は https://mypage.itscom.net の下で本登録が /Firstreg/A"
        "uth_LoginMail_continfo/<トークン>/、合言葉が /Remind/Auth_word_continfo/<トークン>/ である"
        "(シミュレータでは先頭だけが自分のアドレスに替わる)"
    ),
)
MAIL_04 = Rule(
    "MAIL-04",
    source="M 手順5・3-A-2・3-B-1 / W 4-A-2・4-B-1",
    kind="time",
    text="メールが届くまでに時間がかかることがあり、届かないこともある",
    assumes=("Q34",),
)

RULES = (
    MAIL_01,
    MAIL_02,
    MAIL_03,
    MAIL_04,
)
