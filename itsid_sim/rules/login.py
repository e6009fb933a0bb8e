"""Login to マイページ: manual, マイページにログインしよう."""

from itsid_sim.rules.rule import Rule

LOGIN_01 = Rule(
    "LOGIN-01",
    source="M マイページを表示する 1 / W 冒頭",
    kind="flow",
    text=(
        "ホームページの左部メニュー「マイページ」からログインページが開く(デスクトップ表示・スマー"
        "トフォン表示とも)"
    ),
)
LOGIN_02 = Rule(
    "LOGIN-02",
    source="M マイページを表示する 2 / M ログイン画面",
    kind="screen",
    text=(
        "ログインページの題は「ログイン」で、「iTSCOM ID」「パスワード」の入力欄、チェックボックス"
        "「パスワードを表示」、「ログイン」「リセット」「iTSCOM IDの新規登録」「ID、またはパスワー"
        "ドをお忘れですか？」「よくあるご質問はこちら」「当社WEBサイトをご利用の前に」「ご利用の手"
        "引き」「アカウントログインはこちら」がある"
    ),
    assumes=("Q14", "Q37"),
)
LOGIN_03 = Rule(
    "LOGIN-03",
    source="M マイページを表示する 2",
    kind="flow",
    text="手引きに印刷されたQRコードからもログインページが開く",
    assumes=("Q37",),
)
LOGIN_04 = Rule(
    "LOGIN-04",
    source="M マイページにログインする (1)-(3)",
    kind="flow",
    text="登録済みのiTSCOM IDと正しいパスワードで「ログイン」を押すとマイページのトップ画面が開く",
    assumes=("Q12", "Q19"),
)
LOGIN_05 = Rule(
    "LOGIN-05",
    source="M マイページにログインする",
    kind="flow",
    text="IDまたはパスワードが違えばログインできず、どちらが違うかは示されない",
    assumes=("Q06", "Q17", "Q38"),
)
LOGIN_06 = Rule(
    "LOGIN-06",
    source="M ログイン画面",
    kind="screen",
    text=(
        "「パスワードを表示」にチェックを入れると入力中のパスワードが読め、「リセット」を押すと入力"
        "が消える"
    ),
    assumes=("Q32",),
)
LOGIN_07 = Rule(
    "LOGIN-07",
    source="M My PAGE",
    kind="screen",
    text=(
        "トップ画面には契約者名とiTSCOM ID、ご利用状況の金額(円)、「重要なお知らせ」「お知らせ」「"
        "その他」、メニュー「トップ」「料金」「ご契約・手続き」「各種設定」「ヘルプ」がある"
    ),
)
LOGIN_08 = Rule(
    "LOGIN-08",
    source="M p.11・p.17への案内",
    kind="flow",
    text="ID未取得なら初めての登録へ、ID・パスワード不明なら再発行へ、ログインページから進める",
)
LOGIN_09 = Rule(
    "LOGIN-09",
    source="W マイページ",
    kind="flow",
    text=(
        "ログインすると、サービスの申し込み・契約内容の変更・請求明細の確認などの各種手続きの入口が"
        "使える"
    ),
    assumes=("Q19", "Q37"),
)

RULES = (
    LOGIN_01,
    LOGIN_02,
    LOGIN_03,
    LOGIN_04,
    LOGIN_05,
    LOGIN_06,
    LOGIN_07,
    LOGIN_08,
    LOGIN_09,
)
