"""Reissue by mailed code (procedure B): manual 3-B, support page 4-B."""

from itsid_sim.rules.rule import Rule

CODE_01 = Rule(
    "CODE-01",
    source="M 3-B-1 (1) / W 4-B-1",
    kind="mail",
    text="「認証コード入力」画面が出ると、連絡先メールアドレスに認証コードの通知メールが届く",
    assumes=("Q02", "Q04", "Q06", "Q24", "Q34"),
)
CODE_02 = Rule(
    "CODE-02",
    source="M 3-B-1",
    kind="mail",
    text=(
        "通知メールは件名「認証コードのお知らせ」、送信者 mypage@itscom.jp、宛名は「契約者名 様」で"
        "、受け付けた手続き「パスワード 再発行」、数字6桁の認証コード、それを手続き中の画面に入力す"
        "ること、有効期限、切れたら初めからやり直すことを記す"
    ),
    assumes=("Q26", "Q35"),
)
CODE_03 = Rule(
    "CODE-03",
    source="M 3-B-1",
    kind="time",
    text="認証コードは発行後30分有効で、過ぎたら使えず、手続きを初めからやり直す",
    assumes=("Q01", "Q04", "Q21"),
)
CODE_04 = Rule(
    "CODE-04",
    source="M 3-B-1 (2)(3) / W 4-B-2・4-B-3",
    kind="flow",
    text="届いた認証コードを手続き中の画面に入力して「次へ」を押すと「パスワード登録」画面になる",
    assumes=("Q03", "Q20", "Q35"),
)
CODE_05 = Rule(
    "CODE-05",
    source="M 認証コード入力 注",
    kind="input",
    text="認証コード欄に半角記号は使えない。違うコードでは先へ進めない",
    assumes=("Q05", "Q35", "Q38"),
)
CODE_06 = Rule(
    "CODE-06",
    source="M 認証コード入力",
    kind="screen",
    text=(
        "「認証コード入力」画面は、連絡先に送信したこと、期限30分と切れたらやり直すこと、届くまでに"
        "時間がかかる場合があること、5分程度待っても届かなければ「こちら」から問い合わせることを示"
        "す"
    ),
    assumes=("Q32",),
)
CODE_07 = Rule(
    "CODE-07",
    source="M 3-B-2 / W 4-B-3",
    kind="input",
    text="新しいパスワードは登録時と同じ制限(6~32文字、使える文字、再入力の一致)に従う",
    assumes=("Q33",),
)
CODE_08 = Rule(
    "CODE-08",
    source="M 3-B-3 / W 4-B-4",
    kind="state",
    text="完了後は新しいパスワードでだけログインでき、iTSCOM IDは変わらない",
    assumes=("Q08", "Q09"),
)
CODE_09 = Rule(
    "CODE-09",
    source="M p.18・3-B-1 / W 4-B-1",
    kind="flow",
    text=(
        "認証コードを受信できなければ、パスワードだけを再設定する方法はない。新規登録からIDとパスワ"
        "ードの両方を設定し直せば、またログインできる"
    ),
    assumes=("Q34",),
)
CODE_10 = Rule(
    "CODE-10",
    source="M 3-B-2 (2)・3-B-3 / W 4-B-3・4-B-4",
    kind="flow",
    text=(
        "「パスワード」と「パスワード再入力」を入力して「次へ」を押すと再発行が完了し、完了画面が出"
        "る。入力が制限に合わなければ何も変わらない"
    ),
    assumes=("Q21", "Q22", "Q33"),
)

RULES = (
    CODE_01,
    CODE_02,
    CODE_03,
    CODE_04,
    CODE_05,
    CODE_06,
    CODE_07,
    CODE_08,
    CODE_09,
    CODE_10,
)
