"""A mail from anybody: read from whatever bytes it came as, with what can be saved of it."""

import binascii
import re

from itsid_sim.mail.charsets import decoded_words, from_base64, text_of
from itsid_sim.mail.head import addresses, date_of, first_of, headers_in, parameters, tags_of
from itsid_sim.mail.message import Message, Part
from itsid_sim.rules.value import Value

DEPTH_MAX = 50
PARTS_MAX = 1_000
SUBJECT_CHARACTERS_MAX = 1_000
MESSAGE_ID_CHARACTERS_MAX = 998
TEXT_SEPARATOR = "\n--\n"

_READ_AS = {"text/plain": "text", "text/html": "html"}

_FILE_NAME_BYTES_MAX = 200
_BOUNDARIES_MAX = 20_000

_BOUNDARY_END = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_SPACES_AT_END = re.compile(rb"=[ \t]+(?=\r?\n)")
_EXTENSION = re.compile(r"\.\w{1,9}\Z")


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
    headers, body = headers_in(raw, _start(raw), len(raw))
    lines = first_of(headers)
    pieces: list[_Piece] = []
    _gather(raw, _Section(body, len(raw)), lines, pieces)
    placed = [(_place(piece), piece) for piece in pieces]
    senders = addresses(headers, "from")
    return Message(
        headers=tuple((name, decoded_words(line)) for name, line in headers),
        from_=next((one for one in senders if "@" in one.address), next(iter(senders), None)),
        to=addresses(headers, "to"),
        cc=addresses(headers, "cc"),
        bcc=addresses(headers, "bcc"),
        reply_to=addresses(headers, "reply-to"),
        message_id=lines.get("message-id", "").strip("<> ")[:MESSAGE_ID_CHARACTERS_MAX],
        subject=decoded_words(lines.get("subject", ""))[:SUBJECT_CHARACTERS_MAX],
        date=date_of(lines.get("date", "")),
        text=TEXT_SEPARATOR.join(_text(one) for place, one in placed if place == "text"),
        html="\n".join(_text(one) for place, one in placed if place == "html"),
        inline=tuple(_part(one) for place, one in placed if place == "inline"),
        attachments=tuple(_part(one) for place, one in placed if place == "attachment"),
        tags=tags_of(decoded_words(lines.get("x-tags", ""))),
    )


def _start(raw: bytes) -> int:
    """Where the headers begin: behind a byte order mark, and the first line of an mbox."""
    at = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    if raw.startswith((b"From ", b">From "), at):
        at = raw.find(b"\n", at) + 1 or len(raw)
    return at


def _gather(raw: bytes, section: _Section, lines: dict[str, str], pieces: list[_Piece]) -> None:
    """Add the leaves of a section, in their order, as long as there are not too many.

    What claims to be several parts and is not, is read as text; what is nested too deep stays
    a single piece.
    """
    kind, params = parameters(lines.get("content-type", ""))
    kind = kind if _TYPE.fullmatch(kind) else "text/plain"
    if kind.startswith("multipart/") and section.depth < DEPTH_MAX:
        spans = _spans(raw, section, params.get("boundary", "").encode())
        for number, (start, end) in enumerate(spans, 1):
            headers, body = headers_in(raw, start, end)
            id_ = f"{section.id}.{number}" if section.depth else str(number)
            inner = _Section(body, end, id_, section.depth + 1)
            _gather(raw, inner, first_of(headers), pieces)
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
    disposition, more = parameters(lines.get("content-disposition", ""))
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


def _file_name(written: str) -> str:
    name = _NOT_IN_NAMES.sub("", re.split(r"[/\\]", written)[-1]).strip()
    if len(name.encode()) > _FILE_NAME_BYTES_MAX:
        start, end = name.encode()[:_FILE_NAME_BYTES_MAX], _EXTENSION.search(name)
        name = start.decode(errors="ignore") + (end[0] if end else "")
    return "" if name in {".", ".."} else name
