"""A mail from anybody: read from whatever bytes it came as, with what can be saved of it."""

import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from itsid_sim.mail.charsets import decoded_words, from_base64, single_line, text_of
from itsid_sim.mail.message import Address, Message, Part
from itsid_sim.rules.value import Value

DEPTH_MAX = 50
PARTS_MAX = 1_000
HEADERS_MAX = 1_000
ADDRESSES_MAX = 5_000
TEXT_SEPARATOR = "\n--\n"

_READ_AS = {"text/plain": "text", "text/html": "html"}

_PARAMETERS_CHARACTERS_MAX = 20_000
_FILE_NAME_BYTES_MAX = 200
_BOUNDARIES_MAX = 20_000

_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_EMPTY_LINE = re.compile(rb"(?:\A|\n)\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_BOUNDARY_END = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_PARAMETER = re.compile(r';\s*+([^\s=;"]++)\s*=\s*("(?:[^"\\]++|\\.)*+"?|[^;]*)')
_NUMBERED = re.compile(r"([^*]+)(?:\*([0-9]{1,4}))?(\*)?")
_ESCAPED = re.compile(r'\\(["\\])')
_QUOTES = re.compile(r'\\(.)|"')
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_SPACES_AT_END = re.compile(rb"=[ \t]+(?=\r?\n)")
_EXTENSION = re.compile(r"\.\w{1,9}\Z")
_TAG = re.compile(r"[\w .@-]{1,100}", re.ASCII)
_TOKEN = re.compile(
    r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?="
    r'|"(?:[^"\\]++|\\.)*+"?|\([^()]*\)|<[^<>]*>|<[^<>,;]*|\[[^\[\]]*\]|[^\s",;:()<\[=]++|\s++|.'
)


class _Section(Value, frozen=True):
    """A stretch of a mail below headers of its own. The mail itself has the depth 0."""

    start: int
    end: int
    id: str = "0"
    depth: int = 0


class _Piece(Value, frozen=True):
    """A leaf of a mail's tree, before its encoding is undone. `kind` is its type, in small."""

    id: str
    kind: str
    charset: str
    disposition: str
    file_name: str
    content_id: str
    encoding: str
    raw: bytes


def read(raw: bytes) -> Message:
    """Read a mail from any bytes whatever. Never raises, and no text has a lone surrogate."""
    raw = raw if b"\n" in raw else raw.replace(b"\r", b"\n")
    headers, body = _headers(raw, _start(raw), len(raw))
    lines = _first(headers)
    pieces: list[_Piece] = []
    _gather(raw, _Section(body, len(raw)), lines, pieces)
    placed = [(_place(piece), piece) for piece in pieces]
    senders = _addresses(headers, "from")
    return Message(
        headers=tuple((name, decoded_words(line)) for name, line in headers),
        from_=next((one for one in senders if "@" in one.address), next(iter(senders), None)),
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        bcc=_addresses(headers, "bcc"),
        reply_to=_addresses(headers, "reply-to"),
        message_id=lines.get("message-id", "").strip("<> "),
        subject=decoded_words(lines.get("subject", "")),
        date=_date(lines.get("date", "")),
        text=TEXT_SEPARATOR.join(_text(one) for place, one in placed if place == "text"),
        html="\n".join(_text(one) for place, one in placed if place == "html"),
        inline=tuple(_part(one) for place, one in placed if place == "inline"),
        attachments=tuple(_part(one) for place, one in placed if place == "attachment"),
        tags=_tags(decoded_words(lines.get("x-tags", ""))),
    )


def _start(raw: bytes) -> int:
    """Where the headers begin: behind a byte order mark, and the first line of an mbox."""
    at = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    if raw.startswith((b"From ", b">From "), at):
        at = raw.find(b"\n", at) + 1 or len(raw)
    return at


def _headers(raw: bytes, start: int, end: int) -> tuple[list[tuple[str, str]], int]:
    """Headers, each with its line as written, and where the body begins."""
    headers: list[tuple[str, str]] = []
    while len(headers) < HEADERS_MAX and (found := _HEADER.match(raw, start, end)):
        headers.append((found[1].decode("ascii"), _line(found[2])))
        start = found.end()
    if len(headers) == HEADERS_MAX and (found := _EMPTY_LINE.search(raw, start, end)):
        return headers, found.end()
    empty = _LINE_END.match(raw, start, end)
    return headers, empty.end() if empty else start


def _line(value: bytes) -> str:
    """A header's value as a single line, its encoded words as they are."""
    return single_line(text_of(_FOLD.sub(b" ", value.strip()), ""))


def _first(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    first: dict[str, str] = {}
    for name, line in headers:
        first.setdefault(name.lower(), line)
    return first


def _gather(raw: bytes, section: _Section, lines: dict[str, str], pieces: list[_Piece]) -> None:
    """Add the leaves of a section, in their order, as long as there are not too many.

    What claims to be several parts and is not, is read as text; what is nested too deep stays
    a single piece.
    """
    kind, params = _parameters(lines.get("content-type", ""))
    kind = kind if _TYPE.fullmatch(kind) else "text/plain"
    if kind.startswith("multipart/") and section.depth < DEPTH_MAX:
        spans = _spans(raw, section, params.get("boundary", "").encode())
        for number, (start, end) in enumerate(spans, 1):
            headers, body = _headers(raw, start, end)
            id_ = f"{section.id}.{number}" if section.depth else str(number)
            inner = _Section(body, end, id_, section.depth + 1)
            _gather(raw, inner, _first(headers), pieces)
            if len(pieces) >= PARTS_MAX:
                return
        if spans:
            return
        kind = "text/plain"
    pieces.append(_piece(raw, section, lines, (kind, params)))


def _piece(
    raw: bytes, section: _Section, lines: dict[str, str], type_: tuple[str, dict[str, str]]
) -> _Piece:
    kind, params = type_
    disposition, more = _parameters(lines.get("content-disposition", ""))
    return _Piece(
        id=section.id,
        kind=kind,
        charset=params.get("charset", ""),
        disposition=disposition,
        file_name=_file_name(more.get("filename") or params.get("name") or params.get("file", "")),
        content_id=decoded_words(lines.get("content-id", "")).strip("<> "),
        encoding=lines.get("content-transfer-encoding", "").lower().strip('" ;'),
        raw=raw[section.start : section.end],
    )


def _spans(raw: bytes, section: _Section, boundary: bytes) -> list[tuple[int, int]]:
    """Where the parts between the boundaries begin and end; the last one may lack its end."""
    mark = b"--" + boundary
    spans: list[tuple[int, int]] = []
    opened, at = -1, section.start
    for _ in range(_BOUNDARIES_MAX if boundary else 0):
        at = raw.find(mark, at, section.end)
        if at < 0 or len(spans) == PARTS_MAX:
            break
        tail = _BOUNDARY_END.match(raw, at + len(mark), section.end)
        if tail and raw[at - 1 : at] in (b"\n", b""):
            if opened >= 0:
                line_end = at - 2 if raw.startswith(b"\r\n", at - 2) else at - 1
                spans.append((opened, max(opened, line_end)))
            opened = -1 if tail[1] else tail.end()
            if tail[1]:
                break
        at += len(mark)
    return [*spans, (opened, section.end)] if opened >= 0 else spans


def _place(piece: _Piece) -> str:
    """Where a mailbox shows a piece, as Mailpit has it: a named part may be shown in place."""
    if piece.disposition == "attachment":
        return "attachment"
    is_alone = piece.id == "0"
    if piece.kind in _READ_AS and (is_alone or not piece.file_name):
        return _READ_AS[piece.kind]
    if piece.disposition == "inline":
        return "inline"
    is_named = (piece.file_name or piece.content_id) and not is_alone
    return "inline" if is_named and piece.kind != "application/octet-stream" else "attachment"


def _text(piece: _Piece) -> str:
    text = text_of(_content(piece), piece.charset)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _part(piece: _Piece) -> Part:
    return Part(piece.id, piece.file_name, piece.kind, piece.content_id, _content(piece))


def _content(piece: _Piece) -> bytes:
    if piece.encoding == "base64":
        return from_base64(piece.raw)
    if piece.encoding == "quoted-printable":
        return binascii.a2b_qp(_SPACES_AT_END.sub(b"=", piece.raw))
    return piece.raw


def _parameters(line: str) -> tuple[str, dict[str, str]]:
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


def _file_name(written: str) -> str:
    name = _NOT_IN_NAMES.sub("", re.split(r"[/\\]", written)[-1]).strip()
    if len(name.encode()) > _FILE_NAME_BYTES_MAX:
        start, end = name.encode()[:_FILE_NAME_BYTES_MAX], _EXTENSION.search(name)
        name = start.decode(errors="ignore") + (end[0] if end else "")
    return "" if name in {".", ".."} else name


def _addresses(headers: list[tuple[str, str]], name: str) -> tuple[Address, ...]:
    """The addresses of all headers of a name; those of a group without the group's name."""
    written = ",".join(line for one, line in headers if one.lower() == name)
    found: list[Address | None] = []
    words: list[str] = []
    angle = comment = ""
    for token in _TOKEN.findall(f"{written[:500_000]},") if written else ():
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


def _date(line: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(line[:200])
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        date.astimezone(UTC)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None
    return date


def _tags(line: str) -> tuple[str, ...]:
    return tuple(tag for one in line.split(",") if _TAG.fullmatch(tag := one.strip()))
