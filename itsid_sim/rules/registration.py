"""The first registration: manual, はじめてのログイン(iTSCOM IDの取得), p.11-16."""

from itsid_sim.rules.rule import Rule

REG_01 = Rule(
    "REG-01",
    source="M p.11 手順1",
    kind="flow",
    text="「iTSCOM IDの新規登録」を押すと「契約者情報 認証」画面が開く",
    assumes=("Q14",),
)
REG_02 = Rule(
    "REG-02",
    source="M p.12 手順2",
    kind="input",
    text=(
        "「ご契約者氏名(カナ)」「登録済みの電話番号」「お支払情報等」は入力必須で、一つでも欠けてい"
        "れば先へ進めない"
    ),
)
REG_03 = Rule(
    "REG-03",
    source="M p.12 手順2 注",
    kind="input",
    text="氏名カナは全角・半角のどちらでもよく、姓と名の間の空白は要らない(あっても一致とみなす)",
    assumes=("Q27",),
)
REG_04 = Rule(
    "REG-04",
    source="M p.12 手順2 注",
    kind="input",
    text="電話番号は半角数字で入力し、ハイフンは要らない(あれば、入力し直しを求める)",
    assumes=("Q27",),
)
REG_05 = Rule(
    "REG-05",
    source="M p.12 手順2",
    kind="input",
    text=(
        "お支払情報等は「お客さま番号」「口座番号 下4桁」「クレジットカード番号 下4桁」「セットトッ"
        "プボックス (STB/Hit pot) のID」から選び、選んだものの値を入力する"
    ),
    assumes=("Q28",),
)
REG_06 = Rule(
    "REG-06",
    source="M p.12 手順2 注",
    kind="input",
    text=(
        "お支払情報等の値は半角英数字だけ、英字は大文字だけで、「-」「:」は付けない。下4桁は数字4桁"
        "とみなす"
    ),
    assumes=("Q28",),
)
REG_07 = Rule(
    "REG-07",
    source="M p.12 手順2",
    kind="flow",
    text="入力が契約内容と一致したときだけ先へ進め、一致しなければ何も登録されない",
    assumes=("Q23", "Q27", "Q28", "Q38"),
)
REG_08 = Rule(
    "REG-08",
    source="M p.12 手順2",
    kind="time",
    text="登録情報の準備が終わるまでは認証できないことがあり、終われば認証できる",
    assumes=("Q16",),
)
REG_09 = Rule(
    "REG-09",
    source="M p.12 手順2・手順2 (3)(4)",
    kind="policy",
    text="iTSCOM IDを取得できるのは契約名義人本人と、本人の同意を事前に得た同一世帯の人だけである",
    assumes=("Q26",),
)
REG_10 = Rule(
    "REG-10",
    source="M 手順2 (3)(4)",
    kind="flow",
    text=(
        "契約状況によっては「追加認証情報」が求められ、一致すれば利用規約へ進み、一致しなければ進め"
        "ない"
    ),
    assumes=("Q11", "Q23"),
)
REG_11 = Rule(
    "REG-11",
    source="M p.14 手順3",
    kind="flow",
    text=(
        "「利用規約」で「承諾する」を選んで「確認」を押すと先へ進め、承諾しなければ進めない。「マイ"
        "ページ利用規約」は開いて読める"
    ),
    assumes=("Q22",),
)
REG_12 = Rule(
    "REG-12",
    source="M 手順4",
    kind="input",
    text="iTSCOM IDは利用中のメールアドレスで、iTSCOM以外のアドレスでもよい",
)
REG_13 = Rule(
    "REG-13",
    source="M 手順4 文字入力制限事項",
    kind="input",
    text="iTSCOM IDは4~100文字、半角英数字と「@」「_」「-」「.」だけのメールアドレス形式である",
    assumes=("Q12", "Q18"),
)
REG_14 = Rule(
    "REG-14",
    source="M 手順4 文字入力制限事項 / W 4-B-3",
    kind="input",
    text=(
        "パスワードは6~32文字、半角英数字と「%」「+」「.」「/」「:」「=」「@」「^」「_」「-」だけで"
        "ある"
    ),
    assumes=("Q33",),
)
REG_15 = Rule(
    "REG-15",
    source="M 手順4",
    kind="input",
    text="「パスワード」と「パスワード再入力」が同じでなければ先へ進めない",
)
REG_16 = Rule(
    "REG-16",
    source="M 手順5",
    kind="mail",
    text=(
        "「iTSCOM ID 新規登録」のメール送信完了画面が出て、入力したiTSCOM IDのアドレス宛に確認メー"
        "ルが届く"
    ),
    assumes=("Q04", "Q10", "Q24", "Q34"),
)
REG_17 = Rule(
    "REG-17",
    source="M 手順6",
    kind="mail",
    text=(
        "確認メールは件名「マイページ本登録のご案内」、送信者 mypage@itscom.jp、宛名は「契約者名 様"
        "」で、本登録用URL、有効期限、切れたら初めからやり直すことを記す"
    ),
    assumes=("Q26",),
)
REG_18 = Rule(
    "REG-18",
    source="M 手順6",
    kind="time",
    text=(
        "本登録用URLは登録受付から30分有効で(メールの到着が遅れても延びない)、過ぎたら使えず、手続"
        "きを初めからやり直す"
    ),
    assumes=("Q01", "Q04", "Q21", "Q34"),
)
REG_19 = Rule(
    "REG-19",
    source="M 手順7",
    kind="flow",
    text="URLを開くと登録内容が表示され、「次へ」を押すと登録が完了する",
    assumes=("Q03", "Q08", "Q10", "Q20", "Q21", "Q31", "Q39"),
)
REG_20 = Rule(
    "REG-20",
    source="M 手順7 注",
    kind="flow",
    text=(
        "「連絡先メールアドレス(※)を選択してください。」が表示された場合は、連絡先メールアドレスを"
        "選んで登録する"
    ),
    assumes=("Q07",),
)
REG_21 = Rule(
    "REG-21",
    source="M 手順8",
    kind="state",
    text="完了後は新しいiTSCOM IDとパスワードでログインでき、完了前はできない",
    assumes=("Q08", "Q36"),
)
REG_22 = Rule(
    "REG-22",
    source="M p.12 手順2・手順2 (3)(4)",
    kind="screen",
    text=(
        "「契約者情報 認証」には「確認」「リセット」「戻る」がある。そこと「追加認証情報」の画面に"
        "は、お客さま番号と機器情報等の確認方法への「こちら」がある"
    ),
    assumes=("Q32",),
)
REG_23 = Rule(
    "REG-23",
    source="M p.12 手順2",
    kind="screen",
    text=(
        "「契約者情報 認証」画面は、契約内容で認証すること、準備に時間がかかる場合があること、「*」"
        "が入力必須であること、各欄の入力上の注意を示す"
    ),
)
REG_24 = Rule(
    "REG-24",
    source="M p.12 手順2・手順2 (3)(4)",
    kind="screen",
    text=(
        "「契約者情報 認証」と「追加認証情報」の画面は、iTSCOM IDを取得できるのは契約名義人本人に限"
        "り、同一世帯の人は本人の同意を事前に得れば取得できることを示す"
    ),
)
REG_25 = Rule(
    "REG-25",
    source="M 手順8",
    kind="screen",
    text="登録が完了すると完了画面が出る",
    assumes=("Q32", "Q36"),
)
REG_26 = Rule(
    "REG-26",
    source="M 手順8・3-B-3 / W 4-B-4",
    kind="policy",
    text="登録・再登録したiTSCOM IDとパスワードは、紛失しないよう本人が管理する",
)

RULES = (
    REG_01,
    REG_02,
    REG_03,
    REG_04,
    REG_05,
    REG_06,
    REG_07,
    REG_08,
    REG_09,
    REG_10,
    REG_11,
    REG_12,
    REG_13,
    REG_14,
    REG_15,
    REG_16,
    REG_17,
    REG_18,
    REG_19,
    REG_20,
    REG_21,
    REG_22,
    REG_23,
    REG_24,
    REG_25,
    REG_26,
)
