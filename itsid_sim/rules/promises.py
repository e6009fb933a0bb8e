"""What must hold whatever anybody does: promises that follow from several rules at once."""

from itsid_sim.rules.code import CODE_03, CODE_04, CODE_05, CODE_08, CODE_09, CODE_10
from itsid_sim.rules.forgotten import FORGOT_06
from itsid_sim.rules.login import LOGIN_04, LOGIN_05
from itsid_sim.rules.mail import MAIL_03
from itsid_sim.rules.phrase import PHRASE_05, PHRASE_06, PHRASE_07, PHRASE_08, PHRASE_09
from itsid_sim.rules.registration import REG_16, REG_18, REG_19, REG_20, REG_21
from itsid_sim.rules.reregistration import REREG_01, REREG_02, REREG_03, REREG_04
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value


class Promise(Value, frozen=True):
    """Something that holds in every state, and the rules that it follows from."""

    id: str
    text: str
    per: tuple[Rule, ...]


URL_STILL_GOOD = Promise(
    "url-still-good",
    "使い終えた、新しいものに替わった、または期限が過ぎたURLからは、先へ進めない",
    (REG_18, PHRASE_05, MAIL_03),
)
CODE_STILL_GOOD = Promise(
    "code-still-good",
    "使い終えた、新しいものに替わった、期限が過ぎた、または別のブラウザーの認証コードは通らない",
    (CODE_03, CODE_04, CODE_05),
)
LETTER_FIRST = Promise(
    "letter-first",
    "連絡先に届いたメールを読めない人は、再発行では先へ進めない",
    (CODE_09, PHRASE_05),
)
TRIES_END = Promise(
    "tries-end",
    "許された数だけ間違えると、URLも認証コードも使えなくなり、初めからやり直しになる",
    (PHRASE_07, CODE_05),
)
PROVEN_FIRST = Promise(
    "proven-first",
    "パスワードは、文書にある本人確認を通ったあとでだけ変わり、入力したか示されたものになる",
    (CODE_04, CODE_10, PHRASE_06, PHRASE_07, REG_19, REG_20, REG_21),
)
ONE_AT_A_TIME = Promise(
    "one-at-a-time",
    "使える本登録用URL、確認用URL、認証コードは、同じ相手に一つずつしかない",
    (REG_18, PHRASE_05, CODE_03),
)
OLD_IS_OVER = Promise(
    "old-is-over",
    "登録や再発行が済むと、前のIDとパスワード、ログイン、URLと認証コードはどれも使えない",
    (REREG_01, REREG_02, REREG_04, CODE_08, PHRASE_09),
)
UNFINISHED_CHANGES_NOTHING = Promise(
    "unfinished-changes-nothing",
    "終わっていない手続きは、登録した内容を何も変えない",
    (REREG_03, REG_21, PHRASE_07, CODE_10),
)
LETTERS_TO_THEIR_OWNER = Promise(
    "letters-to-their-owner",
    "URLと認証コードは、入力されたアドレスか登録済みの連絡先だけに送られる",
    (REG_16, FORGOT_06, CODE_04, PHRASE_06),
)
RIGHT_PASSWORD_ONLY = Promise(
    "right-password-only",
    "いまのiTSCOM IDとパスワードでだけログインでき、続けられる",
    (LOGIN_04, LOGIN_05),
)
SHOWN_ONCE = Promise(
    "shown-once",
    "再発行したパスワードは、一度しか見られない",
    (PHRASE_08,),
)
STRANGERS_LEARN_NOTHING = Promise(
    "strangers-learn-nothing",
    "メールボックスを読めない人には、iTSCOM IDが登録済みかどうかが分からない",
    (LOGIN_05, FORGOT_06, REG_16),
)
A_WAY_BACK = Promise(
    "a-way-back",
    "契約内容が分かり、メールボックスを一つ読める人は、どこからでもまたログインできる",
    (REREG_01, REREG_04),
)

PROMISES = (
    URL_STILL_GOOD,
    CODE_STILL_GOOD,
    LETTER_FIRST,
    TRIES_END,
    PROVEN_FIRST,
    ONE_AT_A_TIME,
    OLD_IS_OVER,
    UNFINISHED_CHANGES_NOTHING,
    LETTERS_TO_THEIR_OWNER,
    RIGHT_PASSWORD_ONLY,
    SHOWN_ONCE,
    STRANGERS_LEARN_NOTHING,
    A_WAY_BACK,
)
