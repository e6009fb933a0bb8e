"""The letters: three of the manual (6, 3-A-3, 3-B-1), those that questions add, and people's."""

from collections.abc import Callable
from datetime import datetime

from itsid_sim.core.letters import BY_OTHERS
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter, LetterKind
from itsid_sim.rules import letters as facts
from itsid_sim.rules.code import CODE_01, CODE_02
from itsid_sim.rules.limits import (
    CODE_VALID_S,
    MINUTE_S,
    PHRASE_VALID_S,
    REGISTRATION_VALID_S,
)
from itsid_sim.rules.login import LOGIN_09
from itsid_sim.rules.mail import MAIL_01, MAIL_02, MAIL_03, MAIL_04
from itsid_sim.rules.phrase import PHRASE_04
from itsid_sim.rules.registration import REG_16, REG_17
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value

START_OVER = "期限が切れたときは、手続きを初めからやり直してください。"
FOOT = f"""
お心当たりのない場合は、{facts.COMPANY_SHORT}までお知らせください。
このメールは送信専用のアドレスから自動で配信しています。返信はお受けできません。

お問い合わせフォーム {facts.INQUIRY_URL}
{facts.COMPANY}
電話番号 {facts.PHONE}
受付時間 {facts.HOURS}
メールアドレス {facts.INQUIRY_ADDRESS}
"""


class LetterForm(Value, frozen=True):
    """What a kind of letter says; people's own letters have none.

    `url_path` is empty when the letter brings no URL.
    """

    subject: str
    body: Callable[[str], str]
    per: tuple[Rule, ...]
    url_path: str = ""


class Mail(Value, frozen=True):
    """A letter as it is read: addresses, subject, time of writing in JST, and plain text."""

    sender: str
    to: str
    subject: str
    written: datetime
    text: str


def compose(letter: Letter, site: str = facts.SITE) -> Mail:
    """The letter as a person reads it; `site` is the address that a mailed URL begins with."""
    written = in_japan(letter.written_at)
    if letter.kind in BY_OTHERS:
        return Mail(letter.sender, letter.to, letter.subject, written, f"{letter.text}\n")
    form = FORMS[letter.kind]
    brought = url_of(letter, site) or letter.secret or letter.text
    text = f"{letter.name} 様\n\n{form.body(brought)}{FOOT}"
    return Mail(facts.SENDER, letter.to, form.subject, written, text)


def subject_of(letter: Letter) -> str:
    """The subject line of the letter."""
    return letter.subject if letter.kind in BY_OTHERS else FORMS[letter.kind].subject


def url_of(letter: Letter, site: str = facts.SITE) -> str:
    """The URL that the letter brings, empty if it brings none (MAIL-03)."""
    path = "" if letter.kind in BY_OTHERS else FORMS[letter.kind].url_path
    return site + path.replace("<token>", letter.secret) if path else ""


def _registration(url: str) -> str:
    return f"""次のURLを開き、マイページの本登録を完了させてください。

{url}

URLの有効期限は、マイページで登録を受け付けてから{REGISTRATION_VALID_S // MINUTE_S}分です。
{START_OVER}
"""


def _phrase(url: str) -> str:
    return f"""次のURLを開き、iTSCOM ID/パスワードを確認してください。

{url}

URLの有効期限は、マイページで合言葉を設定してから{PHRASE_VALID_S // MINUTE_S}分です。
{START_OVER}
"""


def _code(code: str) -> str:
    return f"""「{facts.REISSUE_NAME}」を受け付けました。
次の認証コードを、手続き中の画面に入力してください。

認証コード：{code}

認証コードの有効期限は、発行してから{CODE_VALID_S // MINUTE_S}分です。
{START_OVER}
"""


def _taken(_: str) -> str:
    return """このメールアドレスを使って、iTSCOM IDの新規登録の申し込みがありました。
このメールアドレスは、すでにiTSCOM IDとして登録されています。登録は変わっていません。
"""


def _changed(_: str) -> str:
    return """お客さまのiTSCOM IDまたはパスワードが、新しいものに変わりました。
"""


def _application(receipt: str) -> str:
    return f"""マイページでのお申し込みを受け付けました。

{receipt}
"""


COMMON = (MAIL_01, MAIL_02, MAIL_04)
FORMS: dict[LetterKind, LetterForm] = {
    "registration": LetterForm(
        facts.REGISTRATION_SUBJECT,
        _registration,
        (REG_16, REG_17, MAIL_03, *COMMON),
        facts.REGISTRATION_PATH,
    ),
    "phrase": LetterForm(
        facts.PHRASE_SUBJECT, _phrase, (PHRASE_04, MAIL_03, *COMMON), facts.PHRASE_PATH
    ),
    "code": LetterForm(facts.CODE_SUBJECT, _code, (CODE_01, CODE_02, *COMMON)),
    # Not documented: see Q10, Q25 and Q37.
    "taken": LetterForm("iTSCOM ID 登録済みのお知らせ", _taken, COMMON),
    "changed": LetterForm("iTSCOM ID・パスワード変更のお知らせ", _changed, COMMON),
    "application": LetterForm("お申し込み受付のお知らせ", _application, (LOGIN_09, *COMMON)),
}
