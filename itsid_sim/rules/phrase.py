"""Reissue by secret question (procedure A): manual 3-A, support page 4-A."""

from itsid_sim.rules.rule import Rule

PHRASE_01 = Rule(
    "PHRASE-01",
    source="M 3-A-1・3-A-2 / W 4-A-1・4-A-2",
    kind="flow",
    text=(
        "「秘密の質問」を選び「答え」を入力して「次へ」を押すと「本人認証完了」画面になり、連絡先メ"
        "ールアドレスに確認メールが届く"
    ),
    assumes=("Q02", "Q04", "Q24", "Q30"),
)
PHRASE_02 = Rule(
    "PHRASE-02",
    source="M 3-A-1 注・3-A-4 注",
    kind="input",
    text="答えに半角記号は使えない(登録するときも入力するときも)。質問も答えも必須である",
    assumes=("Q13", "Q30"),
)
PHRASE_03 = Rule(
    "PHRASE-03",
    source="M 3-A-2",
    kind="screen",
    text=(
        "本人認証完了画面は「本人認証が完了しました。」と、連絡先に送信したこと、期限30分と切れたら"
        "やり直すこと、届くまで時間がかかる場合があること、5分待っても届かなければ「こちら」から問"
        "い合わせることを示し、「ログイントップへ」がある"
    ),
    assumes=("Q32",),
)
PHRASE_04 = Rule(
    "PHRASE-04",
    source="M 3-A-3",
    kind="mail",
    text=(
        "確認メールは件名「本人認証確認用メール」、送信者 mypage@itscom.jp、宛名は「契約者名 様」で"
        "、iTSCOM ID/パスワードを確認するURL、有効期限、切れたら初めからやり直すことを記す"
    ),
    assumes=("Q26",),
)
PHRASE_05 = Rule(
    "PHRASE-05",
    source="M 3-A-3",
    kind="time",
    text="確認用URLは合言葉の設定から30分有効で、過ぎたら使えず、手続きを初めからやり直す",
    assumes=("Q01", "Q04", "Q21"),
)
PHRASE_06 = Rule(
    "PHRASE-06",
    source="M 3-A-3・3-A-4 / W 4-A-3・4-A-4",
    kind="flow",
    text=(
        "URLから「合言葉入力」を開き、登録した質問と答えを入れて「ID・パスワード再発行」を押すと再"
        "発行される"
    ),
    assumes=("Q03", "Q13", "Q20", "Q21"),
)
PHRASE_07 = Rule(
    "PHRASE-07",
    source="M 3-A-4 / W 4-A-4",
    kind="flow",
    text="質問か答えが登録したものと違えば再発行されず、元のパスワードが使え続ける",
    assumes=("Q05", "Q08", "Q13"),
)
PHRASE_08 = Rule(
    "PHRASE-08",
    source="W 4-A-5 / M 3-A-3",
    kind="screen",
    text=(
        "再発行完了画面はiTSCOM IDと新しいパスワードを示し、後から確認できないので印刷するかメモに"
        "控えるよう求める。「印刷用画面へ」で印刷用の画面が開く"
    ),
    assumes=("Q15", "Q29"),
)
PHRASE_09 = Rule(
    "PHRASE-09",
    source="W 4-A-5",
    kind="state",
    text="再発行後は新しいパスワードでだけログインでき、iTSCOM IDは変わらない",
    assumes=("Q08", "Q09", "Q29"),
)
PHRASE_10 = Rule(
    "PHRASE-10",
    source="M 3-A-1・3-A-4",
    kind="screen",
    text=(
        "「合言葉登録」「合言葉入力」画面は「秘密の質問を選択し、その答えを入力してください。」と示"
        "し、質問は「ペットの名前」などから選ぶ(はじめは「秘密の質問を選択してください。」)。「合言"
        "葉登録」には「戻る」もある"
    ),
    assumes=("Q30", "Q32"),
)

RULES = (
    PHRASE_01,
    PHRASE_02,
    PHRASE_03,
    PHRASE_04,
    PHRASE_05,
    PHRASE_06,
    PHRASE_07,
    PHRASE_08,
    PHRASE_09,
    PHRASE_10,
)
