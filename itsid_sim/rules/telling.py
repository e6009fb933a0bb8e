"""The sentences of steps/ in which a way through the chart is told, as templates."""

from itsid_sim.rules import sentences

OPEN_MY_PAGE = "{who}がマイページを開く"
OPEN_GUIDE = "{who}が案内ページを開く"
OPEN_INQUIRY = "{who}がお問い合わせのページを開く"
OPEN_WEBMAIL = "{who}がどこでもメールを開く"
OPEN_URL = "{who}が「{subject}」のURLを開く"
OPEN_URL_BEFORE = "{who}が一つ前の「{subject}」のメールのURLを開く"
TYPE = "{who}が「{field}」に「{text}」と入力する"
TYPE_LONG = "{who}が「{field}」に{chars}文字の文章を入力する"
LONG_CHARACTER = "あ"
TYPE_FACT = "{who}が「{field}」に{owner}の「{fact}」を入力する"
# The code of the newest letter, and of the one before.
TYPE_MAILED_CODE = (
    "{who}が届いた認証コードを入力する",
    "{who}が一つ前のメールの認証コードを入力する",
)
TYPE_NOTED_PASSWORD = "{who}が書き留めたパスワードを入力する"
CHOOSE = "{who}が「{field}」で「{text}」を選ぶ"
CHOOSE_FACT = "{who}が「{field}」で{owner}の「{fact}」を選ぶ"
CHOOSE_OLD_CONTACT = "{who}が「{field}」でこれまでの連絡先を選ぶ"
PRESS = "{who}が「{label}」を押す"
RELOAD = "{who}が画面を読み直す"
NOTE_PASSWORD = "{who}が画面に示された新しいパスワードを書き留める"
WAIT = "{span}たつ"
LETTERS_ARE_LOST = "「{subject}」のメールが、途中で失われるようになる"
LETTERS_COME_TWICE = "「{subject}」のメールが、二度届くようになる"
LETTERS_ARE_LATE = "「{subject}」のメールが、{span}遅れて届くようになる"
LETTERS_ARRIVE = "メールが、いつもどおり届くようになる"

# What people see, and what they must not.
IS_ON_SCREEN = "{who}に「{title}」画面が表示される"
COMES_TO = "{who}の手続きは「{outcome}」になる"
IS_REFUSED = "{who}の入力は「{field}」欄で受け付けられない"
IS_NOT_REFUSED = "{who}の入力は「{field}」欄では断られない"
CANNOT_SIGN_IN = "{who}はログインできない"
# Notices above a form that have a sentence of their own.
NOTICED = {
    sentences.LOGIN_FAILED: CANNOT_SIGN_IN,
    sentences.LOGIN_LOCKED: "{who}のログインは止まっている",
    sentences.NO_MATCH: "{who}の画面に「契約内容と一致しない」ことが示される",
}
SHOWS_LINE = "{who}の画面に「{line}」を含む文が示される"
SIGNS_IN_WITH = "{who}は{owner}の「{login_id}」と「{password}」でログインできる"
CANNOT_SIGN_IN_WITH = "{who}は{owner}の「{login_id}」と「{password}」ではログインできない"
DOES_NOT_SHOW_NOTED = "{who}の画面に書き留めたパスワードは示されない"
LETTER_COMES = "{owner}の「{box}」に「{subject}」のメールが届く"
SIGNS_IN_AGAIN = "{who}が新規登録を終える"

# The world of a scenario, and how one is written down.
ANSWER_IS = "{question}の答えを「{words}」とする"
CONTACT_IS_DEAD = "{owner}の「{box}」へのメールは、途中で失われる"
GIVEN, WHEN, THEN, AND = "前提", "もし", "ならば", "かつ"
FEATURE = """# language: ja
機能: {title}
  {promise}

  {tags}
  シナリオ: {name}
{steps}
"""
COUNTEREXAMPLE = "探索が見つけた、約束が破れる道"
