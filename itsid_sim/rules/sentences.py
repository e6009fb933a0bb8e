"""Sentences and titles that the documents leave to us, all in one place (Q38). None is official."""

from itsid_sim.rules.limits import (
    ANSWER_CHARS_MAX,
    CODE_DIGITS,
    ITSCOM_ID_CHARS_MAX,
    ITSCOM_ID_CHARS_MIN,
    LAST_DIGITS,
    PASSWORD_CHARS_MAX,
    PASSWORD_CHARS_MIN,
    PASSWORD_SYMBOLS,
    PHONE_DIGITS_MAX,
    PHONE_DIGITS_MIN,
    TEXT_CHARS_MAX,
)

# titles of screens that the documents show without a title
START_OVER = "初めからやり直し"
ID_ENTRY = "iTSCOM ID・パスワードの入力"
CONFIRMATION = "登録内容の確認"
REGISTERED = "iTSCOM ID 登録完了"

# words around the procedures, where the documents only name a page (Q37)
YES = "はい"
NO = "いいえ"
TO_GUIDE = "案内に戻る"
SEND = "送信"
MAIL_ADDRESS = "メールアドレス"
QUESTION_TEXT = "お問い合わせの内容"
INQUIRY_RECEIVED = "お問い合わせ 受付完了"
SERVICE = "サービス"
CHANGED_FACT = "変更する内容"
APPLY_NOW = "申し込む"
APPLIED = "お申し込み 受付完了"
RECEIPT_NO = "受付番号"
WRITE_MAIL = "メールを書く"
READ_MAIL = "受信したメール"
MAIL_SENT = "メール送信完了"
TO_MAILBOX = "どこでもメールへ"
RECIPIENT = "宛先"
SUBJECT = "件名"
MAIL_TEXT = "本文"
NO_SUBJECT = "（件名なし）"
REPLY_TEXT = "返信の本文"
REPLY = "返信する"

# refusals beside a field
REQUIRED = "必ず入力してください。"
CHOOSE_ONE = "どちらかを選んでください。"
CHOOSE = "一つ選んでください。"
CHOOSE_SOME = "一つ以上選び、選んだものの値を入力してください。"
BAD_PHONE = (
    f"半角数字{PHONE_DIGITS_MIN}～{PHONE_DIGITS_MAX}桁で、ハイフンを付けずに入力してください。"
)
BAD_PAYMENT = "半角の数字と英大文字だけで、「-」や「:」を付けずに入力してください。"
BAD_LAST4 = f"半角数字{LAST_DIGITS}桁で入力してください。"
MUST_AGREE = "承諾しないと、先へ進めません。"
BAD_ID = (
    f"{ITSCOM_ID_CHARS_MIN}～{ITSCOM_ID_CHARS_MAX}文字の、"
    "半角英数字と「@」「_」「-」「.」だけのメールアドレスを入力してください。"
)
BAD_PASSWORD = (
    f"{PASSWORD_CHARS_MIN}～{PASSWORD_CHARS_MAX}文字の、半角英数字と "
    f"{' '.join(PASSWORD_SYMBOLS)} だけで入力してください。"
)
NOT_THE_SAME = "「パスワード」と同じものを、もう一度入力してください。"
TAKEN_ID = "このiTSCOM IDはすでに登録されています。"
UNKNOWN_ID = "このiTSCOM IDは登録されていません。"
CHOOSE_CONTACT = "連絡先にするメールアドレスを選んでください。"
BAD_ANSWER = f"半角記号を使わず、{ANSWER_CHARS_MAX}文字以内で入力してください。"
WRONG_ANSWER = "秘密の質問または答えが、登録したものと違います。"
BAD_ADDRESS = "メールアドレスを、半角で入力してください。"
TOO_LONG = f"{TEXT_CHARS_MAX}文字以内で入力してください。"
BAD_CODE = f"メールに記された{CODE_DIGITS}桁の数字を入力してください。"
WRONG_CODE = "認証コードが違います。"

# refusals that deliberately give no reason
LOGIN_FAILED = "ログインできません。iTSCOM IDとパスワードを確かめてください。"
LOGIN_LOCKED = "失敗が続いたため、しばらくログインできません。時間をおいてお試しください。"
NO_MATCH = "ご契約内容と一致しないか、まだ準備ができていません。入力した内容を確かめてください。"
