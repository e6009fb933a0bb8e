"""どこでもメール: a signed-in customer reads, writes and answers mail (support page).

The mailbox is the one whose address is the iTSCOM ID: it was proven by a mailed URL, while a
contact is only an address that somebody chose.
"""

from itsid_sim.core import events as e
from itsid_sim.core.chart import Entrance, Field, Line, Link, Screen, go, otherwise, refuse, when
from itsid_sim.core.letters import is_for
from itsid_sim.core.state import Account, Letter
from itsid_sim.core.text import is_mail_address
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.letters import Mail, compose
from itsid_sim.procedures.login import is_signed_in
from itsid_sim.procedures.my_page import sign_in_is_over, touch_sign_in
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import blank, blank_text, needs_text, next_letter
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.help import HELP_01
from itsid_sim.rules.labels import WEBMAIL
from itsid_sim.rules.sentences import MAIL_TEXT, NO_SUBJECT, RECIPIENT, REPLY_TEXT, SUBJECT

ROOM = "webmail"
LETTER_PATH = "/webmail/<token>/"
WRITE_PATH = "/webmail/new"


def is_not_ones_letter(turn: Turn) -> bool:
    """ログインしている人に届いたメールではない"""
    letter = turn.letter
    return sign_in_is_over(turn) or letter is None or letter not in _mailbox(turn)


def recipient_is_malformed(turn: Turn) -> bool:
    """宛先がメールアドレスの形をしていない"""
    return not is_mail_address(turn.typed(RECIPIENT))


def send_mail(turn: Turn) -> tuple[e.Event, ...]:
    """書いたメールを宛先に送る"""
    to, subject, text = turn.typed(RECIPIENT), turn.typed(SUBJECT), turn.written(MAIL_TEXT)
    return (*touch_sign_in(turn), _mail(turn, to, subject, text))


def send_reply(turn: Turn) -> tuple[e.Event, ...]:
    """読んでいるメールの送信者に返信を送る"""
    answered = _read(turn)
    text = turn.written(REPLY_TEXT)
    return (*touch_sign_in(turn), _mail(turn, answered.sender, f"Re: {answered.subject}", text))


def letters(turn: Turn) -> tuple[Link, ...]:
    """届いたメール、新しい順"""
    return tuple(
        Link(
            mail.subject or NO_SUBJECT,
            LETTER_PATH.replace("<token>", id_),
            f"{_at(mail)} {mail.sender}",
        )
        for id_, mail in ((one.id, compose(one, turn.site)) for one in _mailbox(turn))
    )


def mailbox_line(turn: Turn) -> str:
    """メールの数"""
    return f"届いたメール: {len(_mailbox(turn))}通"


def head_of_letter(turn: Turn) -> tuple[str, ...]:
    """送信者、日時、件名"""
    mail = _read(turn)
    return (f"送信者: {mail.sender}", f"日時: {_at(mail)}", f"{SUBJECT}: {mail.subject}")


def text_of_letter(turn: Turn) -> str:
    """本文"""
    letter = turn.letter
    is_foreign = letter is not None and letter.kind == "foreign"
    return turn.text_of(letter) if letter and is_foreign else _read(turn).text


def _account(turn: Turn) -> Account | None:
    sign_in = turn.sign_in
    return turn.world.accounts[sign_in.contract] if sign_in and is_signed_in(turn) else None


def _mailbox(turn: Turn) -> tuple[Letter, ...]:
    account = _account(turn)
    if account is None:
        return ()
    arrived = (turn.world.letters[id_] for id_ in reversed(turn.world.arrivals))
    return tuple(letter for letter in arrived if is_for(letter, account.login_id))


def _read(turn: Turn) -> Mail:
    letter = turn.letter
    if letter is None:
        raise LookupError("webmail: no letter; the rows above must have led away from this screen")
    return compose(letter, turn.site)


def _at(mail: Mail) -> str:
    return f"{mail.written:%Y-%m-%d %H:%M}"


def _mail(turn: Turn, to: str, subject: str, text: str) -> e.Event:
    account = _account(turn)
    sender = "" if account is None else account.login_id
    return e.LetterWritten(
        next_letter(turn), "personal", to, "", "", sender=sender, subject=subject, text=text
    )


TO_MAILBOX = Link(sentences.TO_MAILBOX, PATHS[WEBMAIL])
SIGN_IN_FIRST = when(sign_in_is_over, go(WEBMAIL), per=HELP_01)

ENTRANCES = (
    Entrance(PATHS[WEBMAIL], opens=(otherwise(go(WEBMAIL), per=HELP_01),), room=ROOM),
    Entrance(
        LETTER_PATH,
        opens=(
            when(is_not_ones_letter, go(WEBMAIL), per=HELP_01),
            otherwise(go(sentences.READ_MAIL), per=HELP_01),
        ),
        room=ROOM,
    ),
    Entrance(
        WRITE_PATH,
        opens=(SIGN_IN_FIRST, otherwise(go(sentences.WRITE_MAIL), per=HELP_01)),
        room=ROOM,
    ),
)

SCREENS = (
    Screen(
        WEBMAIL,
        shows=(
            Line(
                "ログインすると、iTSCOM IDのアドレスに届いたメールを読めます。",
                HELP_01,
                sign_in_is_over,
            ),
            Line(mailbox_line, HELP_01, is_signed_in),
        ),
        press={},
        lists=letters,
        links=(
            Link(sentences.WRITE_MAIL, WRITE_PATH),
            Link(labels.TO_MY_PAGE, "/mypage"),
        ),
        private=True,
    ),
    Screen(
        sentences.READ_MAIL,
        shows=(Line(head_of_letter, per=HELP_01), Line(text_of_letter, per=HELP_01)),
        fields=(Field(REPLY_TEXT, "long"),),
        first=(when(is_not_ones_letter, go(WEBMAIL), per=HELP_01),),
        press={
            sentences.REPLY: (
                *needs_text(REPLY_TEXT, per=HELP_01),
                otherwise(go(sentences.MAIL_SENT, send_reply), per=HELP_01),
            ),
        },
        links=(TO_MAILBOX,),
        private=True,
    ),
    Screen(
        sentences.WRITE_MAIL,
        fields=(Field(RECIPIENT), Field(SUBJECT), Field(MAIL_TEXT, "long")),
        first=(SIGN_IN_FIRST,),
        press={
            sentences.SEND: (
                refuse(blank(RECIPIENT), RECIPIENT, sentences.REQUIRED, per=HELP_01),
                refuse(recipient_is_malformed, RECIPIENT, sentences.BAD_ADDRESS, per=HELP_01),
                refuse(blank_text(SUBJECT), SUBJECT, sentences.REQUIRED, per=HELP_01),
                *needs_text(MAIL_TEXT, per=HELP_01),
                otherwise(go(sentences.MAIL_SENT, send_mail), per=HELP_01),
            ),
        },
        links=(TO_MAILBOX,),
        private=True,
    ),
    Screen(
        sentences.MAIL_SENT,
        shows=(Line("メールを送りました。", per=HELP_01),),
        press={},
        links=(TO_MAILBOX,),
    ),
)
