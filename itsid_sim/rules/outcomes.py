"""What a scenario may assert beside documented titles and labels, whatever the site."""

from itsid_sim.rules import labels, sentences

# The screen that shows the outcome; another site maps the same names in its target file.
SCREENS = {
    "初めからやり直し": sentences.START_OVER,
    "IDとパスワードの入力": sentences.ID_ENTRY,
    "メール送信完了": labels.REGISTRATION_SENT,
    "登録内容の確認": sentences.CONFIRMATION,
    "登録完了": sentences.REGISTERED,
    "再発行完了": labels.REISSUED,
    "パスワード登録完了": labels.PASSWORD_CHANGED,
}

# A notice that stands above the form instead of beside a field.
NOTICES = {
    "ログインできない": sentences.LOGIN_FAILED,
    "止まっている": sentences.LOGIN_LOCKED,
    "契約内容と一致しない": sentences.NO_MATCH,
}
