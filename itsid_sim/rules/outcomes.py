"""What a scenario may say beside documented titles and labels, whatever the site."""

from itsid_sim.rules import labels, sentences

# Outcomes that are screens. Another site maps the same names in its target file.
START_OVER = "初めからやり直し"
ID_ENTRY = "IDとパスワードの入力"
REGISTRATION_SENT = "メール送信完了"
CONFIRMATION = "登録内容の確認"
REGISTERED = "登録完了"
PASSWORD_CHANGED = "パスワード登録完了"
REISSUED = "再発行完了"

SCREENS = {
    START_OVER: sentences.START_OVER,
    ID_ENTRY: sentences.ID_ENTRY,
    REGISTRATION_SENT: labels.REGISTRATION_SENT,
    CONFIRMATION: sentences.CONFIRMATION,
    REGISTERED: sentences.REGISTERED,
    PASSWORD_CHANGED: labels.PASSWORD_CHANGED,
    REISSUED: labels.REISSUED,
}

# Outcomes that are a notice above the form, without a reason beside a field.
CANNOT_SIGN_IN = "ログインできない"
STOPPED = "止まっている"
NO_MATCH = "契約内容と一致しない"

NOTICES = {
    CANNOT_SIGN_IN: sentences.LOGIN_FAILED,
    STOPPED: sentences.LOGIN_LOCKED,
    NO_MATCH: sentences.NO_MATCH,
}

# How a scenario says that a page is another than it should be.
OTHERWISE = (
    "{expected}はずだが、「{title}」画面である。\n"
    "断り: {notices}\n欄: {fields}\nボタン: {buttons}\n本文: {lines}"
)
NOT_IN_LETTER = "そのメールに{expected}が記されていない。\nメールの本文:\n{text}"

# Whose browser, and which of its tabs: 「別のブラウザーの太郎」 is 太郎 at another browser.
OTHER_BROWSER = "別のブラウザーの"
OTHER_TAB = "別のタブの"

# The world that a scenario begins in, as scenarios with several worlds call it.
FIRST_WORLD = "もとの世界"
