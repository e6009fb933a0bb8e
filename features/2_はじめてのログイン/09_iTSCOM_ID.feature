# language: ja
機能: iTSCOM IDを決める
  手引き「はじめてのログイン(iTSCOM IDの取得)」の手順4(p.14)と「文字入力制限事項」。

  @REG-12
  ルール: iTSCOM IDは利用中のメールアドレスで、iTSCOM以外のアドレスでもよい

    シナリオ: iTSCOM以外のメールアドレスで登録する
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に自分の「新しいiTSCOM ID」を入力する
      かつ 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の手続きは「メール送信完了」になる
      かつ 次郎の「新しいiTSCOM ID」に「マイページ本登録のご案内」のメールが届く

    シナリオ: 今使っているアドレスをiTSCOM IDにすることと、iTSCOM以外でもよいことが示される
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      ならば 次郎の画面に「使っている」と「メールアドレス」と「iTSCOM ID」を含む文が示される
      かつ 次郎の画面に「iTSCOM以外」と「メールアドレス」を含む文が示される

  @REG-13
  ルール: iTSCOM IDは4~100文字である

    シナリオ: iTSCOM IDが空では進めない
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の入力は「iTSCOM ID」欄で受け付けられない
      かつ 次郎の手続きは「IDとパスワードの入力」になる

    シナリオ: 文字数と使える文字が、欄のそばに示される
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      ならば 次郎の画面の欄に次の注意が添えられている
        | 欄        | 注意                     |
        | iTSCOM ID | 4～100文字               |
        | iTSCOM ID | 半角英数字               |
        | iTSCOM ID | 「@」「_」「-」「.」だけ |

    シナリオアウトライン: 3文字と101文字のiTSCOM IDは受け付けられない
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に<長さ>文字のメールアドレスを入力する
      かつ 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の入力は「iTSCOM ID」欄で受け付けられない

      例:
        | 長さ |
        | 3   |
        | 101 |

    シナリオアウトライン: 4文字と100文字のiTSCOM IDは受け付けられる
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に<長さ>文字のメールアドレスを入力する
      かつ 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の手続きは「メール送信完了」になる

      例:
        | 長さ |
        | 4   |
        | 100 |

  @REG-13
  ルール: iTSCOM IDは、半角英数字と「@」「_」「-」「.」だけのメールアドレス形式である

    シナリオ: iTSCOM IDに使える文字は、どれも受け付けられる
      ならば 次のiTSCOM IDは、どれも次郎の新規登録で受け付けられる
        | 値                        |
        | user@example.jp           |
        | USER@EXAMPLE.JP           |
        | 0123456789@example.jp     |
        | under_score@example.jp    |
        | hy-phen@example.jp        |
        | dot.dot@example.jp        |
        | a_b-c.d9@sub.ex-ample.jp  |
        | _-.@example.jp            |
        | abcdefghijklmnopqrstuvwxyz_-.@ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 |

    シナリオ: メールアドレスの形でも、ほかの半角文字があれば断られる
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が次の値を一つずつ「iTSCOM ID」に入れて「次へ」を押すと、どれもその欄で受け付けられない
        | 値               |
        | na(me@example.jp |
        | na)me@example.jp |
        | na;me@example.jp |
        | na<me@example.jp |
        | na>me@example.jp |
        | na[me@example.jp |
        | na]me@example.jp |
        | na\\me@example.jp |
        | na`me@example.jp |
        | na{me@example.jp |
        | na\|me@example.jp |
        | na}me@example.jp |
        | na"me@example.jp |
        | naａme@example.jp |
        | naあme@example.jp |
        | naアme@example.jp |

    シナリオ: iTSCOM IDに使えない文字があると、断られる
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が次の値を一つずつ「iTSCOM ID」に入れて「次へ」を押すと、どれもその欄で受け付けられない
        | 値                   |
        | name+tag@example.jp  |
        | na me@example.jp     |
        | na!me@example.jp     |
        | na#me@example.jp     |
        | na$me@example.jp     |
        | na%me@example.jp     |
        | na&me@example.jp     |
        | na'me@example.jp     |
        | na*me@example.jp     |
        | na/me@example.jp     |
        | na:me@example.jp     |
        | na=me@example.jp     |
        | na?me@example.jp     |
        | na^me@example.jp     |
        | na~me@example.jp     |
        | na,me@example.jp     |
        | "name"@example.jp    |
        | <name@example.jp>    |
        | ｎａｍｅ@example.jp    |
        | name＠example.jp      |
        | ﾅﾏｴ@example.jp       |
        | 名前@example.jp       |
        | namé@example.jp      |

    シナリオ: メールアドレスの形でないものは、断られる
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が次の値を一つずつ「iTSCOM ID」に入れて「次へ」を押すと、どれもその欄で受け付けられない
        | 値                  |
        | name                |
        | name.example.jp     |
        | @example.jp         |
        | name@               |
        | @@@@                |
        | name@@example.jp    |
        | na@me@example.jp    |

    シナリオ: iTSCOM IDの前後の空白は取り除かれず、断られる
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に「 user@example.jp」と入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の入力は「iTSCOM ID」欄で受け付けられない
      もし 次郎が「iTSCOM ID」に「user@example.jp 」と入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の入力は「iTSCOM ID」欄で受け付けられない

    シナリオ: 断られたiTSCOM IDは欄に残り、直して進める
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に「user」と入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の「iTSCOM ID」欄に「user」が残っている
      もし 次郎が「iTSCOM ID」に自分の「新しいiTSCOM ID」を入力する
      かつ 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 次郎の手続きは「メール送信完了」になる

  @REG-13 @Q18
  ルール: 「メールアドレス形式」をどこまで求めるかは、設定で変えられる

    シナリオ: 既定では、「@」が一つで、前後に1文字以上あればよい
      ならば 次のiTSCOM IDは、どれも次郎の新規登録で受け付けられる
        | 値                   |
        | a@bc                 |
        | x@y.jp               |
        | taro..y@example.jp   |
        | taro.@example.jp     |
        | .taro@example.jp     |

    シナリオアウトライン: 点の続くアドレスや点で終わるアドレスにも、メールが届く
      前提 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が「iTSCOM ID」に「<アドレス>」と入力する
      かつ 次郎が新しいパスワードを2回入力する
      かつ 次郎が「次へ」を押す
      ならば 「<アドレス>」に「マイページ本登録のご案内」のメールが届く

      例:
        | アドレス           |
        | taro..y@example.jp |
        | taro.@example.jp   |

    シナリオ: 厳しく判定することにした場合、ドメインの点、続く点、端の点で断られる
      前提 Q18の答えを「厳しく判定する」とする
      かつ 次郎が「IDとパスワードの入力」画面まで進んでいる
      もし 次郎が次の値を一つずつ「iTSCOM ID」に入れて「次へ」を押すと、どれもその欄で受け付けられない
        | 値                   |
        | a@bc                 |
        | taro@example         |
        | taro..y@example.jp   |
        | taro.@example.jp     |
        | .taro@example.jp     |
        | taro@example..jp     |
        | taro@.example.jp     |
        | taro@example.jp.     |

    シナリオ: 厳しく判定することにした場合も、ふつうのアドレスは受け付けられる
      前提 Q18の答えを「厳しく判定する」とする
      ならば 次のiTSCOM IDは、どれも次郎の新規登録で受け付けられる
        | 値                        |
        | x@y.jp                    |
        | user@example.jp           |
        | a_b-c.d9@sub.ex-ample.jp  |
