"""Searches in Mailpit's grammar: what is asked for, and whether a mail fits."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from operator import ge, gt, le, lt
from zoneinfo import ZoneInfo

from dateutil.parser import parse

from itsid_sim.core.moment import JST
from itsid_sim.mail.gists import cleaned_words, folded
from itsid_sim.mail.message import Address, Filed, Gist

Condition = Callable[[Filed], bool]

# The words that stand for themselves.
_STATES: dict[str, Condition] = {
    "is:read": lambda filed: filed.is_read,
    "is:unread": lambda filed: not filed.is_read,
    "is:tagged": lambda filed: bool(filed.tags),
    "has:attachment": lambda filed: filed.gist.attachments > 0,
    "has:attachments": lambda filed: filed.gist.attachments > 0,
    "has:inline": lambda filed: filed.gist.inline > 0,
    "has:inlines": lambda filed: filed.gist.inline > 0,
}
_ADDRESSES: dict[str, Callable[[Gist], Iterable[Address]]] = {
    "to:": lambda gist: gist.to,
    "from:": lambda gist: (gist.from_,) if gist.from_ else (),
    "cc:": lambda gist: gist.cc,
    "bcc:": lambda gist: gist.bcc,
    "reply-to:": lambda gist: gist.reply_to,
    "addressed:": lambda gist: (
        *gist.to,
        *((gist.from_,) if gist.from_ else ()),
        *gist.cc,
        *gist.bcc,
        *gist.reply_to,
    ),
}
# How a mail compares with what is asked for, and how if it is excluded: a mail of just that moment
# fits both, one of just that size neither.
_MOMENTS = {"after:": (ge, le), "before:": (le, ge)}
_SIZES = {"larger:": (gt, lt), "smaller:": (lt, gt)}

_WORD = re.compile(r'(?:[^" ]|"[^"]*"?)+')

_SIZE = re.compile(r"(\d{1,18}(?:\.\d{1,18})?) ?(?:([km])b?)?", re.ASCII)
_UNITS = {"k": 1024, "m": 1024 * 1024}

_SINCE_1970 = re.compile(r"\d{10}|\d{13}", re.ASCII)
_SECONDS_DIGITS = 10
# Whoever writes less than this writes no date, whatever a patient reader makes of it.
_DATE = re.compile(r"(?=.*\d{4}).{6,60}", re.ASCII)
_JAPANESE_DATE = re.compile(r"(\d{4})\u5e74(\d\d?)\u6708(\d\d?)\u65e5")
_FIRST = datetime(2000, 1, 1)  # noqa: DTZ001 - the zone comes with the question


def search(query: str, tz: str = "") -> Condition:
    """What a query asks for, to be asked of each mail. Never raises: what is no operator is a word.

    Dates without an offset are of the time zone, named as in the IANA's list, or else of Japan;
    what is no date is passed over. Case does not matter, nor does the width of letters, digits
    and katakana. "_" and "%" stand for themselves, whereas SQL takes them for any characters.
    """
    zone = _zone(tz)
    conditions = [one for word in _words(query) if (one := _condition(word, zone))]

    def fits(filed: Filed) -> bool:
        return all(condition(filed) for condition in conditions)

    return fits


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else JST
    except (LookupError, ValueError, OSError):
        return JST


def _words(query: str) -> Iterator[str]:
    """Words as spaces outside of quotes part them, without the quotes and each but once."""
    words = (word.replace('"', "").strip() for word in _WORD.findall(query))
    return (word for word in dict.fromkeys(words) if cleaned_words(word))


def _condition(word: str, zone: tzinfo) -> Condition | None:
    """What a word asks for; None if that is nothing."""
    is_excluded = len(word) > 1 and word[0] in "-!"
    word = word[1:] if is_excluded else word
    name, colon, value = word.partition(":")
    name = name.lower() + colon
    if name in _MOMENTS:
        return _arrived(_MOMENTS[name][is_excluded], _moment(value, zone))
    if name in _SIZES and (size := _size(value)):
        return _sized(_SIZES[name][is_excluded], size)
    said = _said(word, name, value)
    return _opposite(said) if said and is_excluded else said


def _said(word: str, name: str, value: str) -> Condition | None:
    cleaned = cleaned_words(value)
    if name in _ADDRESSES:
        return _addressed(_ADDRESSES[name], cleaned) if cleaned else None
    if name == "subject:":
        return _has(lambda filed: folded(filed.gist.subject), value) if value else None
    if name == "message-id:":
        return _has(lambda filed: folded(filed.gist.message_id), cleaned) if cleaned else None
    if name == "tag:":
        return _tagged(cleaned) if cleaned else None
    if state := _STATES.get(word.lower()):
        return state
    return _has(lambda filed: filed.gist.words, cleaned_words(word))


def _opposite(condition: Condition) -> Condition:
    return lambda filed: not condition(filed)


def _addressed(addresses: Callable[[Gist], Iterable[Address]], text: str) -> Condition:
    return lambda filed: any(
        text in cleaned_words(f"{one.name} {one.address}") for one in addresses(filed.gist)
    )


def _tagged(tag: str) -> Condition:
    return lambda filed: any(tag == one.lower() for one in filed.tags)


def _has(field: Callable[[Filed], str], text: str) -> Condition:
    folded_text = folded(text)
    return lambda filed: folded_text in field(filed)


def _arrived(
    compare: Callable[[datetime, datetime], bool], moment: datetime | None
) -> Condition | None:
    return (lambda filed: compare(filed.arrived, moment)) if moment else None


def _sized(compare: Callable[[int, int], bool], size: int) -> Condition:
    return lambda filed: compare(filed.gist.size, size)


def _size(text: str) -> int:
    """Bytes, such as 2kb, 4MB or 1.5m; 0 if it is no size."""
    found = _SIZE.fullmatch(cleaned_words(text))
    return int(float(found[1]) * _UNITS.get(found[2], 1)) if found else 0


def _named_zone(name: str | None, offset_s: int | None) -> tzinfo | None:
    if offset_s is not None:
        return timezone(timedelta(seconds=offset_s))
    if name not in {None, "JST"}:
        raise ValueError(name)
    return JST if name else None


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """A date as the usual ones are written; None if it is none, or no date of the calendar."""
    text = _JAPANESE_DATE.sub(r"\1-\2-\3", unicodedata.normalize("NFKC", text).strip())
    try:
        if _SINCE_1970.fullmatch(text):
            return datetime.fromtimestamp(int(text[:_SECONDS_DIGITS]), UTC)
        if not _DATE.fullmatch(text):
            return None
        moment = parse(text, default=_FIRST, tzinfos=_named_zone)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, ArithmeticError):
        return None
