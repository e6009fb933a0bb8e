"""A lost ID or password: manual, iTSCOM ID・パスワードが分からなくなったら, p.17-18 and p.24."""

from itsid_sim.rules.rule import Rule

FORGOT_01 = Rule(
    "FORGOT-01",
    source="M p.17 手順1 / W 1",
    kind="flow",
    text=(
        "「ID、またはパスワードをお忘れですか？」から「iTSCOM ID・パスワードがご不明なお客様」画面"
        "が開く"
    ),
    assumes=("Q14",),
)
FORGOT_02 = Rule(
    "FORGOT-02",
    source="M p.17 手順2 / W IDを忘れた場合 2・パスワードを忘れた場合 2",
    kind="screen",
    text=(
        "「パスワードがご不明な場合」「iTSCOM IDがご不明な場合(iTSCOM ID新規登録)」のどちらかを選ん"
        "で「次へ」を押す。「戻る」と「iTSCOM ID・パスワードを忘れた場合の再発行手続き方法はこちら"
        "」もある"
    ),
    assumes=("Q32",),
)
FORGOT_03 = Rule(
    "FORGOT-03",
    source="M p.17 手順2 注・p.24",
    kind="screen",
    text=(
        "IDが不明なら新規登録からやり直すこと、再度の新規登録は現在の登録情報を更新することが、選ぶ"
        "前に示される"
    ),
)
FORGOT_04 = Rule(
    "FORGOT-04",
    source="M p.24 / W IDを忘れた場合 2",
    kind="flow",
    text="IDが不明な場合は新規登録と同じ手順(「契約者情報 認証」)へ進む",
)
FORGOT_05 = Rule(
    "FORGOT-05",
    source="M p.18 手順1-2 / W 2-3",
    kind="flow",
    text="パスワードが不明な場合は「本人認証」画面でiTSCOM IDを入力して「次へ」を押す",
    assumes=("Q12", "Q32"),
)
FORGOT_06 = Rule(
    "FORGOT-06",
    source="M p.18 手順2 / W 3",
    kind="flow",
    text="次に「合言葉 登録」が出れば手順A、「認証コード入力」が出れば手順Bで再発行する",
    assumes=("Q02", "Q06", "Q39"),
)
FORGOT_07 = Rule(
    "FORGOT-07",
    source="M p.18 手順2 注",
    kind="screen",
    text=(
        "「本人認証」画面は、認証コードが受信できなければパスワードだけの再設定はできず新規登録にな"
        "ること、新規登録が現在の登録情報を更新することを示す"
    ),
)
FORGOT_08 = Rule(
    "FORGOT-08",
    source="M p.18 手順2",
    kind="screen",
    text=(
        "「本人認証」画面は、登録済みの連絡先メールアドレスに認証コードを送ることを入力前に示し、「"
        "次へ」「戻る」がある"
    ),
    assumes=("Q02", "Q32"),
)

RULES = (
    FORGOT_01,
    FORGOT_02,
    FORGOT_03,
    FORGOT_04,
    FORGOT_05,
    FORGOT_06,
    FORGOT_07,
    FORGOT_08,
)
