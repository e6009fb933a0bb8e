"""お問い合わせ: by telephone, or by a mail that is caught like all mail (support page, foot)."""

from itsid_sim.core import events as e
from itsid_sim.core.chart import Entrance, Field, Line, Link, Screen, go, otherwise, refuse
from itsid_sim.core.text import is_mail_address
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.reading import PATHS
from itsid_sim.procedures.shared import blank, needs_text, next_letter
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.code import CODE_06
from itsid_sim.rules.help import HELP_03
from itsid_sim.rules.letters import HOURS, INQUIRY_ADDRESS, INQUIRY_URL, PHONE
from itsid_sim.rules.sentences import MAIL_ADDRESS, QUESTION_TEXT


def address_is_malformed(turn: Turn) -> bool:
    """メールアドレスの形をしていない"""
    return not is_mail_address(turn.typed(MAIL_ADDRESS))


def mail_inquiry(turn: Turn) -> tuple[e.Event, ...]:
    """問い合わせの内容を、受付のアドレスに送る"""
    letter = e.LetterWritten(
        next_letter(turn),
        "inquiry",
        INQUIRY_ADDRESS,
        "",
        "",
        sender=turn.typed(MAIL_ADDRESS),
        subject=labels.INQUIRY,
        text=turn.written(QUESTION_TEXT),
    )
    return (letter,)


ENTRANCE = Entrance(
    PATHS[labels.INQUIRY],
    opens=(otherwise(go(labels.INQUIRY), per=HELP_03),),
    room="inquiry",
)

SCREENS = (
    Screen(
        labels.INQUIRY,
        shows=(
            Line(f"電話番号: {PHONE}({HOURS})", per=CODE_06),
            Line(f"メールアドレス: {INQUIRY_ADDRESS}", per=CODE_06),
            Line(f"お問い合わせフォーム: {INQUIRY_URL}", per=CODE_06),
            Line(f"下の欄からも、{INQUIRY_ADDRESS} にメールを送れます。", per=HELP_03),
        ),
        fields=(Field(MAIL_ADDRESS), Field(QUESTION_TEXT, "long")),
        press={
            sentences.SEND: (
                refuse(blank(MAIL_ADDRESS), MAIL_ADDRESS, sentences.REQUIRED, per=HELP_03),
                refuse(address_is_malformed, MAIL_ADDRESS, sentences.BAD_ADDRESS, per=HELP_03),
                *needs_text(QUESTION_TEXT, per=HELP_03),
                otherwise(go(sentences.INQUIRY_RECEIVED, mail_inquiry), per=HELP_03),
            ),
        },
        links=(Link(labels.SUPPORT_GUIDE, PATHS[labels.REISSUE_GUIDE]),),
    ),
    Screen(
        sentences.INQUIRY_RECEIVED,
        shows=(Line(f"お問い合わせを、{INQUIRY_ADDRESS} に送りました。", per=HELP_03),),
        press={},
        links=(Link(labels.SUPPORT_GUIDE, PATHS[labels.REISSUE_GUIDE]),),
    ),
)
