"""The gist of a mail: what lists show of it, and the words that a search looks through."""

import re
import unicodedata
from collections.abc import Sequence

from itsid_sim.mail.message import Address, Gist, Message

SNIPPET_CHARACTERS_MAX = 250
WORDS_CHARACTERS_MAX = 20_000

_CUT = "..."
_SEARCHED = ("from", "subject", "to", "cc", "bcc", "reply-to")
_PUNCTUATION = re.compile('[\ufeff\r\n\t<>",;()\0]')


def gist_of(message: Message, raw_bytes: int, recipients: Sequence[str] = ()) -> Gist:
    """The gist of a mail of so many bytes that came for the recipients of an envelope.

    Whoever got it and stands in neither To nor Cc is a blind copy, as Mailpit has it.
    """
    text = text_of(message)
    bcc = (*message.bcc, *_blind(message, recipients))
    return Gist(
        message_id=message.message_id,
        from_=message.from_,
        to=message.to,
        cc=message.cc,
        bcc=bcc,
        reply_to=message.reply_to,
        subject=message.subject,
        date=message.date,
        size=raw_bytes,
        snippet=_snippet(text),
        words=_words(message, bcc, text),
        attachments=len(message.attachments),
        inline=len(message.inline),
    )


def text_of(message: Message) -> str:
    """What a mail says: its text, or else its HTML read out."""
    is_all = message.text.strip() or not message.html
    return message.text if is_all else _read_out(message.html)


def folded(text: str) -> str:
    """Text as searches compare it: small letters, and of all widths the usual one."""
    return unicodedata.normalize("NFKC", text).lower()


def cleaned_words(text: str) -> str:
    """Folded text in single spaces, without the punctuation of addresses."""
    return " ".join(_PUNCTUATION.sub(" ", folded(text)).split())


def _read_out(html: str) -> str:
    # What reads HTML takes 8 MB, which a postbox without any need not pay.
    from itsid_sim.mail.cleaning import plain  # noqa: PLC0415

    return plain(html)


def _blind(message: Message, recipients: Sequence[str]) -> list[Address]:
    known = {one.address.lower() for one in (*message.to, *message.cc, *message.bcc)}
    unknown = {address.lower(): address for address in recipients}
    return [Address("", address) for key, address in unknown.items() if key not in known]


def _snippet(text: str) -> str:
    """The first characters of a text on a single line; "..." included if there are more."""
    short = " ".join(text[: 10 * WORDS_CHARACTERS_MAX].replace("\ufeff", " ").split())
    if len(short) <= SNIPPET_CHARACTERS_MAX:
        return short
    return short[: SNIPPET_CHARACTERS_MAX - len(_CUT)].rstrip() + _CUT


def _words(message: Message, bcc: Sequence[Address], text: str) -> str:
    lines = {name: [""] for name in _SEARCHED}
    for name, line in message.headers:
        lines.get(name.lower(), []).append(line)
    lines["bcc"] += [one.address for one in bcc]
    said = [" ".join(lines[name])[:WORDS_CHARACTERS_MAX] for name in _SEARCHED]
    names = [one.file_name for one in message.attachments]
    # A text of megabytes is cut before it is cleaned, and leaves room for the attachments' names.
    named = cleaned_words(" ".join(names))[:WORDS_CHARACTERS_MAX]
    words = cleaned_words(" ".join((*said, text[: 2 * WORDS_CHARACTERS_MAX])))
    return f"{words[: max(0, WORDS_CHARACTERS_MAX - len(named) - 1)]} {named}".strip()
