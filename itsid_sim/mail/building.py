"""Mails that are asked for as JSON, as Mailpit's POST /api/v1/send takes them, built as MIME."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from itertools import filterfalse
from typing import Annotated

import msgspec
from msgspec import Meta

from itsid_sim.mail.message import Address
from itsid_sim.mail.tags import clean_tags
from itsid_sim.rules.value import Value


class Person(Value, frozen=True, rename="pascal"):
    """Somebody with an address."""

    email: str | None = None
    name: str | None = None


class Attached(Value, frozen=True, rename="pascal"):
    """A file in Base64, perhaps as a data: URL. With a content ID it is shown within the HTML."""

    content: str | None = None
    filename: str | None = None
    content_type: str | None = None
    content_id: str | None = msgspec.field(default=None, name="ContentID")


class Asked(Value, frozen=True, rename="pascal"):
    """A mail as it is asked for. Nulls are what Go takes them for: nothing, or an empty string."""

    from_: Person | None = msgspec.field(default=None, name="From")
    to: tuple[Person | None, ...] | None = None
    cc: tuple[Person | None, ...] | None = None
    reply_to: tuple[Person | None, ...] | None = None
    bcc: tuple[str | None, ...] | None = None
    subject: str | None = None
    text: str | None = None
    html: str | None = msgspec.field(default=None, name="HTML")
    headers: dict[str, str | None] | None = None
    tags: tuple[str | None, ...] | None = None
    attachments: Annotated[tuple[Attached | None, ...], Meta(max_length=100)] | None = None


# The last one is ours: with it the text could not be read.
_RESTRICTED = {
    "to", "from", "cc", "bcc", "reply-to", "date", "subject", "content-type", "mime-version",
    "content-transfer-encoding",
}  # fmt: skip
_POLICY = SMTP.clone(cte_type="7bit")

_LINE_CHARACTERS_MAX = 900
_FILE_NAME_CHARACTERS_MAX = 255
_NAME_CHARACTERS_MAX = 60
# So many characters have 44 bytes at the most, 60 in Base64: short enough for an encoded word.
_WORD_CHARACTERS = 11
_FOLD = "\r\n "

_ATOM = r'[^\s\0-\x20\x7f-\x9f<>()\[\]\\,;:"@]'
_ADDRESS = re.compile(rf"{_ATOM}{{1,64}}@{_ATOM}{{1,255}}")
_NAMED_ADDRESS = re.compile(r"([^<>]*)<([^<>]*)>")
_HEADER_NAME = re.compile(r"[!-9;-~]{1,200}")
_BREAKS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]+")
_QUOTED = re.compile(r'(["\\])')
_PLAIN_NAME = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*", re.ASCII)

_TYPE = re.compile(r"\s*([\w!#$&^.+-]{1,99}/[\w!#$&^.+-]{1,99})\s*(?:;.*)?", re.ASCII | re.DOTALL)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,50})""", re.ASCII | re.IGNORECASE)
_OCTETS, _OF_MANY_HEADERS = "application/octet-stream", "message/delivery-status"
_TEXT, _HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"
_STARTS = (
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF.{4}WEBPVP", re.DOTALL), "image/webp"),
    (re.compile(rb"PK\x03\x04"), "application/zip"),
    (re.compile(rb"\x1f\x8b\x08"), "application/x-gzip"),
    (re.compile(rb"\s{0,99}<\?xml"), "text/xml; charset=utf-8"),
    (re.compile(rb"\s{0,99}<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE), _HTML),
)
_BINARY = re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SNIFFED_BYTES = 512


def built(asked: Asked, date: datetime, message_id: str) -> tuple[bytes, str, tuple[str, ...]]:
    """A mail in MIME with lines that end in CRLF, its envelope's sender and its recipients.

    `message_id` is without angle brackets; one among the headers that are asked for goes before
    it. Line ends and control characters within a header are blanks. Raises ValueError, which says
    what cannot be sent.
    """
    to, cc = _people("To", asked.to), _people("Cc", asked.cc)
    bcc = _people("Bcc", [Person(email) for email in asked.bcc or ()])
    reply_to = _people("Reply-To", asked.reply_to)
    given = _given(asked)
    body = _body(asked)
    if not asked.from_ or not asked.from_.email:
        raise ValueError("error building message: from not set")
    if not (to or cc or bcc):
        raise ValueError("error building message: no recipients (to, cc, bcc) set")
    (sender,) = _people("From", (asked.from_,))
    if not any(name.lower() == "message-id" for name, _ in given):
        given.insert(0, ("Message-ID", f"<{message_id}>"))
    shown = {"From": [sender], "To": to, "Cc": cc, "Reply-To": reply_to}
    headers = [
        *((name, f",{_FOLD}".join(map(_written, people))) for name, people in shown.items()),
        ("Subject", _encoded(asked.subject or "")),
        ("Date", format_datetime(date)),
        *((name, _encoded(value)) for name, value in given),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value or name == "Subject")
    _mark_boundaries(body, f"{message_id} {asked.text} {asked.html}")
    recipients = tuple(dict.fromkeys(one.address for one in (*to, *cc, *bcc)))
    return head.encode() + body.as_bytes(), sender.address, recipients


# headers


def _people(field: str, people: Iterable[Person | None] | None) -> list[Address]:
    return [_person(field, one or Person()) for one in people or ()]


def _person(field: str, person: Person) -> Address:
    email = (person.email or "").strip()
    named = _NAMED_ADDRESS.fullmatch(email)
    name, address = (named[1].strip(' "'), named[2].strip()) if named else ("", email)
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"invalid {field} address: {person.email or ''}")
    return Address(_line(person.name or name), address)


def _given(asked: Asked) -> list[tuple[str, str]]:
    """The headers that are asked for as such, the tags' among them."""
    tags = ", ".join(clean_tags(tag or "" for tag in asked.tags or ()))
    restricted = _RESTRICTED | ({"x-tags"} if asked.tags else set())
    given = [("X-Tags", tags)]
    for name, value in (asked.headers or {}).items():
        if name.lower() in restricted:
            raise ValueError(f'cannot overwrite header: "{name}"')
        if not _HEADER_NAME.fullmatch(name):
            raise ValueError(f'invalid header name: "{name}"')
        given.append((name, value or ""))
    return [(name, line) for name, value in given if (line := _line(value))]


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _written(person: Address) -> str:
    name = person.name
    if not name:
        return person.address
    if len(name) > _NAME_CHARACTERS_MAX or not _is_plain(name):
        return f"{_words(name)}{_FOLD}<{person.address}>"
    if _PLAIN_NAME.fullmatch(name):
        return f"{name} <{person.address}>"
    quoted = _QUOTED.sub(r"\\\1", name)
    return f'"{quoted}" <{person.address}>'


def _encoded(text: str) -> str:
    """The value of a header, in encoded words unless it is short and of ASCII."""
    line = _line(text)
    return line if len(line) <= _LINE_CHARACTERS_MAX and _is_plain(line) else _words(line)


def _is_plain(line: str) -> bool:
    return line.isascii() and "=?" not in line


def _words(line: str) -> str:
    pieces = (line[at : at + _WORD_CHARACTERS] for at in range(0, len(line), _WORD_CHARACTERS))
    return _FOLD.join(f"=?utf-8?b?{b64encode(one.encode()).decode()}?=" for one in pieces)


# the body


def _body(asked: Asked) -> EmailMessage:
    """Text beside HTML, within it what it shows, and behind both what is attached."""
    mail = EmailMessage(_POLICY)
    showing: MIMEPart = mail
    if asked.html and not asked.text:
        mail.set_content(asked.html, "html")
    else:
        mail.set_content(asked.text or "")
    if asked.html and asked.text:
        mail.add_alternative(asked.html, "html")
        *_, showing = mail.iter_parts()
    files = [one or Attached() for one in asked.attachments or ()]
    for one in filter(_content_id, files):
        _attach(showing, one)
    for one in filterfalse(_content_id, files):
        _attach(mail, one)
    return mail


def _attach(mail: MIMEPart, attached: Attached) -> None:
    """Add a file to a mail, within its HTML if it has a content ID."""
    content = _content(attached)
    kind, charset = _type(attached.content_type or _sniffed(content))
    main, _, sub = kind.partition("/")
    within = _content_id(attached)
    add = mail.add_related if within else mail.add_attachment
    add(
        content,
        main,
        sub,
        disposition="inline" if within else "attachment",
        filename=_line(attached.filename or "")[:_FILE_NAME_CHARACTERS_MAX] or None,
        cid=f"<{within}>" if within else None,
        params={"charset": charset} if charset else None,
    )


def _content_id(attached: Attached) -> str:
    written = _line(attached.content_id or "")
    return re.sub(r"[\s<>]", "", written)[:_FILE_NAME_CHARACTERS_MAX]


def _content(attached: Attached) -> bytes:
    """What is attached; only what stands behind the last comma counts, as of a data: URL."""
    written = (attached.content or "").rpartition(",")[2]
    try:
        return b64decode(re.sub(r"[\r\n]", "", written), validate=True)
    except ValueError as error:
        name = attached.filename or ""
        raise ValueError(f'error decoding base64 attachment "{name}": {error}') from error


def _type(written: str) -> tuple[str, str]:
    """A media type and its charset; bytes of any kind if it is no type, or one of many parts."""
    found = _TYPE.fullmatch(written)
    kind = found[1].lower() if found else _OCTETS
    charset = _CHARSET.search(written)
    if kind.startswith("multipart/") or kind == _OF_MANY_HEADERS:
        return _OCTETS, ""
    return kind, charset[1] if charset and kind.startswith("text/") else ""


def _sniffed(content: bytes) -> str:
    """The media type of a file by how it begins."""
    start = content[:_SNIFFED_BYTES]
    for pattern, kind in _STARTS:
        if pattern.match(start):
            return kind
    return _OCTETS if _BINARY.search(start) else _TEXT


def _mark_boundaries(mail: EmailMessage, seed: str) -> None:
    """Part the parts by lines that no text has in it, and that are the same for the same mail."""
    mark = sha256(seed.encode()).hexdigest()[:32]
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{mark}")
