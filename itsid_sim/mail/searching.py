"""Searches in Mailpit's grammar: what is asked for, and whether a mail fits."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from operator import ge, gt, le, lt
from zoneinfo import ZoneInfo

from itsid_sim.core.moment import JST
from itsid_sim.mail.gists import cleaned_words
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

_CLOCK = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?"
_OFFSET = r"(?P<zone>Z|UTC|GMT|JST)|(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>\d\d))?"
_TIME = rf"(?:(?:T|:| (?:AT )?){_CLOCK}(?: ?(?P<half>[AP])M)?)? ?(?:{_OFFSET})?"
_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_YEAR, _ANY_YEAR = r"(?P<year>\d{4})", r"(?P<year>\d{4}|\d\d)"
_MONTH, _DAY, _NAME = r"(?P<month>\d\d?)", r"(?P<day>\d\d?)", rf"(?P<name>{'|'.join(_NAMES)})[A-Z]*"
_WEEKDAY = r"(?:(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]* )?"
_DATES = tuple(
    re.compile(date, re.ASCII)
    for date in (
        rf"{_YEAR}(?P<sep>[-/.:]){_MONTH}(?P=sep){_DAY}{_TIME}",
        rf"{_YEAR}\u5e74{_MONTH}\u6708{_DAY}\u65e5{_TIME}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_YEAR}(?:[-/.]{_MONTH})?",
        # Of two numbers before a year the first is the month, as in America.
        rf"{_MONTH}(?P<sep>[/.]){_DAY}(?P=sep){_ANY_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}(?P<sep>[-/ ]){_NAME}(?P=sep){_ANY_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_NAME}\.? {_DAY}(?:ST|ND|RD|TH)? {_YEAR}{_TIME}",
        rf"{_YEAR}-{_NAME}-{_DAY}{_TIME}",
    )
)
_SINCE_1970 = re.compile(r"\d{10}|\d{13}|\d{16}|\d{19}", re.ASCII)
_SECONDS_DIGITS = 10
_OLDEST_SHORT_YEAR = 69
_HALF_DAY_H = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# What exists in two widths is searched in both. A longer phrase is searched as it is written.
_BOTH_WIDTHS_CHARACTERS_MAX = 200
_ONE_WIDTH = re.compile("[\uff01-\uff9f]+")


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
        return _has(lambda filed: filed.gist.subject.lower(), value) if value else None
    if name == "message-id:":
        return _has(lambda filed: filed.gist.message_id.lower(), cleaned) if cleaned else None
    if name == "tag:":
        return _tagged(cleaned) if cleaned else None
    if state := _STATES.get(word.lower()):
        return state
    return _has(lambda filed: filed.gist.words, cleaned_words(word))


def _opposite(condition: Condition) -> Condition:
    return lambda filed: not condition(filed)


def _addressed(addresses: Callable[[Gist], Iterable[Address]], text: str) -> Condition:
    is_in = _finder(text)
    return lambda filed: any(
        is_in(cleaned_words(f"{one.name} {one.address}")) for one in addresses(filed.gist)
    )


def _tagged(tag: str) -> Condition:
    return lambda filed: any(tag == one.lower() for one in filed.tags)


def _has(field: Callable[[Filed], str], text: str) -> Condition:
    is_in = _finder(text)
    return lambda filed: is_in(field(filed))


def _arrived(
    compare: Callable[[datetime, datetime], bool], moment: datetime | None
) -> Condition | None:
    return (lambda filed: compare(filed.arrived, moment)) if moment else None


def _sized(compare: Callable[[int, int], bool], size: int) -> Condition:
    return lambda filed: compare(filed.gist.size, size)


def _size(text: str) -> int:
    """Bytes, such as 2kb, 4MB or 1.5m; 0 if it is no size."""
    found = _SIZE.fullmatch(_in_one_width(cleaned_words(text)))
    return int(float(found[1]) * _UNITS.get(found[2], 1)) if found else 0


# both widths


def _spellings() -> dict[str, str]:
    """A pattern for each character that has another width; a voiced mark may stand by itself."""
    wide = [chr(code).lower() for code in range(0xFF01, 0xFFA0)]
    wide += [kana + mark for kana in wide[0x65:] for mark in "\uff9e\uff9f"]
    known = {narrow: one for one in wide if len(narrow := _in_one_width(one)) == 1}
    return {narrow: f"(?:{re.escape(narrow)}|{re.escape(one)})" for narrow, one in known.items()}


def _in_one_width(text: str) -> str:
    """Full-width letters and digits as ASCII, and half-width katakana as whole ones."""
    return _ONE_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).lower()


_SPELLINGS = _spellings()


def _finder(text: str) -> Callable[[str], bool]:
    """Whether a text in small letters has this one in it, whatever its case and its widths."""
    text = text.lower()
    narrow = _in_one_width(text)
    if len(text) > _BOTH_WIDTHS_CHARACTERS_MAX or not any(one in _SPELLINGS for one in narrow):
        return lambda within: text in within
    pattern = re.compile("".join(_SPELLINGS.get(one) or re.escape(one) for one in narrow))

    def is_in(within: str) -> bool:
        if text in within:
            return True
        return pattern.search(within) is not None

    return is_in


# dates


def _moment(text: str, zone: tzinfo) -> datetime | None:
    """A date as the usual ones are written; None if it is none, or no date of the calendar."""
    text = _in_one_width(cleaned_words(text)).upper()
    try:
        if _SINCE_1970.fullmatch(text):
            micros = int(text) * 10**6 // 10 ** (len(text) - _SECONDS_DIGITS)
            return _EPOCH + timedelta(microseconds=micros)
        for pattern in _DATES:
            if found := pattern.fullmatch(text):
                return _dated(found.groupdict(), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    return None


def _dated(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    """The date of a pattern's parts; ValueError if there is no such date."""
    name = parts.get("name")
    month = _NAMES.index(name) + 1 if name else int(parts.get("month") or 1)
    return datetime(
        _year(parts["year"] or ""),
        month,
        int(parts.get("day") or 1),
        _hour(int(parts.get("hour") or 0), parts.get("half")),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        int((parts.get("fraction") or "")[:6].ljust(6, "0")),
        tzinfo=_offset(parts) or zone,
    )


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - a year of two digits
        return year
    return year + (1900 if year >= _OLDEST_SHORT_YEAR else 2000)


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= _HALF_DAY_H:
        raise ValueError(hour)
    return hour % _HALF_DAY_H + (_HALF_DAY_H if half == "P" else 0)


def _offset(parts: dict[str, str | None]) -> tzinfo | None:
    if zone := parts.get("zone"):
        return JST if zone == "JST" else UTC
    if not parts.get("sign"):
        return None
    offset = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    return timezone(-offset if parts["sign"] == "-" else offset)
