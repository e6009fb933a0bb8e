"""The head of a mail, whoever wrote it: its headers, and what is to be read out of them."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from itsid_sim.mail.charsets import decoded_words, single_line, text_of
from itsid_sim.mail.message import Address
from itsid_sim.mail.tags import TAGS_MAX, clean_tags

HEADERS_MAX = 1_000
ADDRESSES_MAX = 1_000

_HEAD_BYTES_MAX = 256 * 1024
_HEADER_BYTES_MAX = 64 * 1024
_PARAMETERS_CHARACTERS_MAX = 5_000
_DATE_CHARACTERS_MAX = 200

_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_PARAMETER = re.compile(r';\s*+([^\s=;"]++)\s*=\s*("(?:[^"\\]++|\\.)*+"?|[^;]*)')
_NUMBERED = re.compile(r"([^*]+)(?:\*([0-9]{1,4}))?(\*)?")
_ESCAPED = re.compile(r'\\(["\\])')
_QUOTES = re.compile(r'\\(.)|"')
_TAG = re.compile(r"\s*[\w .@-]{1,100}\s*", re.ASCII)
_TOKEN = re.compile(
    r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?="
    r'|"(?:[^"\\]++|\\.)*+"?|\([^()]*\)|<[^<>]*>|<[^<>,;]*|\[[^\[\]]*\]|[^\s",;:()<\[=]++|\s++|.'
)


def headers_in(raw: bytes, start: int, end: int) -> tuple[list[tuple[str, str]], int]:
    """Headers, each with its line as written, and where the body begins.

    Those that stand behind too many, or too much, are passed over.
    """
    headers: list[tuple[str, str]] = []
    last = start + _HEAD_BYTES_MAX
    while len(headers) < HEADERS_MAX and start < last and (found := _HEADER.match(raw, start, end)):
        headers.append((found[1].decode("ascii"), _line(found[2][:_HEADER_BYTES_MAX])))
        start = found.end()
    is_cut = len(headers) == HEADERS_MAX or start >= last
    if is_cut and (found := _EMPTY_LINE.search(raw, start - 1, end)):
        return headers, found.end()
    empty = _LINE_END.match(raw, start, end)
    return headers, empty.end() if empty else start


def _line(value: bytes) -> str:
    """A header's value as a single line, its encoded words as they are."""
    return single_line(text_of(_FOLD.sub(b" ", value.strip()), ""))


def first_of(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first header of each name, which is in small letters."""
    first: dict[str, str] = {}
    for name, line in headers:
        first.setdefault(name.lower(), line)
    return first


def parameters(line: str) -> tuple[str, dict[str, str]]:
    """The value of a header, in small letters, and its parameters (RFC 2045 and RFC 2231)."""
    value, has_more, _ = line.partition(";")
    params: dict[str, str] = {}
    numbered: dict[str, list[tuple[int, bool, str]]] = {}
    for written, text in _PARAMETER.findall(line[:_PARAMETERS_CHARACTERS_MAX]) if has_more else ():
        name = _NUMBERED.fullmatch(written.lower())
        plain = _ESCAPED.sub(r"\1", text[1:].removesuffix('"')) if text[:1] == '"' else text.strip()
        if name and (name[2] or name[3]):
            numbered.setdefault(name[1], []).append((int(name[2] or 0), bool(name[3]), plain))
        else:
            params.setdefault(written.lower(), decoded_words(plain))
    joined = {name: _joined(sorted(pieces)) for name, pieces in numbered.items()}
    return value.strip().lower(), params | joined


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """A parameter that came in pieces, of which those marked so are percent-encoded."""
    if not any(is_encoded for _, is_encoded, _ in pieces):
        return decoded_words("".join(text for _, _, text in pieces))
    charset, contents = "", []
    for place, (_, is_encoded, text) in enumerate(pieces):
        if place == 0 and is_encoded and text.count("'") > 1:
            charset, _, text = text.split("'", 2)  # noqa: PLW2901 - what is left of it
        contents.append(unquote_to_bytes(text) if is_encoded else text.encode())
    return text_of(b"".join(contents), charset)


def addresses(headers: list[tuple[str, str]], name: str) -> tuple[Address, ...]:
    """The addresses of all headers of a name; those of a group without the group's name."""
    written = ",".join(line for one, line in headers if one.lower() == name)
    found: list[Address | None] = []
    words: list[str] = []
    angle = comment = ""
    for token in _TOKEN.findall(f"{written[:_HEADER_BYTES_MAX]},") if written else ():
        if token in {",", ";"}:
            found.append(_address("".join(words).strip(), angle, comment))
            words, angle, comment = [], "", ""
        elif token == ":":
            words = []
        elif token[0] == "<" and not angle:
            angle = token.strip("<> ")
        elif token[0] == "(" and len(token) > 1:
            comment = token[1:-1]
        else:
            words.append(token)
    return tuple(one for one in found if one)[:ADDRESSES_MAX]


def _address(written: str, angle: str, comment: str) -> Address | None:
    name = decoded_words(_QUOTES.sub(r"\1", written) if '"' in written else written)
    if angle:
        return Address(name or decoded_words(comment), angle)
    if "@" in written and " " not in written:
        return Address(decoded_words(comment), written)
    return Address("", name) if name else None


def date_of(line: str) -> datetime | None:
    """A date, aware; None if it is none, or no date of the calendar."""
    try:
        date = parsedate_to_datetime(line[:_DATE_CHARACTERS_MAX])
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        date.astimezone(UTC)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None
    return date


def tags_of(line: str) -> tuple[str, ...]:
    """The tags that X-Tags lists; what is none is passed over."""
    return clean_tags(filter(_TAG.fullmatch, line.split(",")))[:TAGS_MAX]
