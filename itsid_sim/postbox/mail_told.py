"""Mails of a mailbox as Mailpit tells them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from email.parser import BytesHeaderParser

from itsid_sim import __version__
from itsid_sim.core.state import Letter, World
from itsid_sim.mail.message import Address, Filed, Message, Part
from itsid_sim.postbox import mailpit
from itsid_sim.postbox.running import memory_bytes, uptime_s
from itsid_sim.service.mailbox import Mailbox

LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>", re.IGNORECASE)


def summary(filed: Filed) -> mailpit.Summary:
    """A mail in a list."""
    gist = filed.gist
    return mailpit.Summary(
        filed.id,
        gist.message_id,
        _address(gist.from_),
        _addresses(gist.to),
        gist.subject,
        filed.arrived,
        gist.size,
        gist.snippet,
        filed.is_read,
        _addresses(gist.cc),
        _addresses(gist.bcc),
        _addresses(gist.reply_to),
        tags=filed.tags,
        attachments=gist.attachments,
    )


def message(letter: Letter, filed: Filed, read: Message) -> mailpit.Message:
    """A mail with its text."""
    gist = filed.gist
    return mailpit.Message(
        letter.id,
        gist.message_id,
        _address(gist.from_),
        _addresses(gist.to),
        _header(read, "return-path").strip("<>"),
        gist.subject,
        gist.date or filed.arrived,
        read.text,
        gist.size,
        read=True,
        html=read.html,
        cc=_addresses(gist.cc),
        bcc=_addresses(gist.bcc),
        reply_to=_addresses(gist.reply_to),
        list_unsubscribe=_unsubscribe(read),
        tags=letter.tags,
        inline=tuple(map(_attachment, read.inline)),
        attachments=tuple(map(_attachment, read.attachments)),
    )


def headers(raw: bytes) -> dict[str, list[str]]:
    """The headers as they came, by the names that Go gives them, each on one line."""
    found: dict[str, list[str]] = {}
    for name, value in BytesHeaderParser().parsebytes(raw).raw_items():
        key = "-".join(part.capitalize() for part in name.split("-"))
        text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        found.setdefault(key, []).append(re.sub(r"\r?\n[ \t]*", " ", text).strip())
    return found


def parts(read: Message) -> Iterable[Part]:
    """All parts that can be fetched."""
    return (*read.inline, *read.attachments)


def places(letter: str, read: Message) -> dict[str, str]:
    """Where the pictures of its HTML are, from the HTML's own address on, by content ID."""
    return {
        part.content_id: f"../api/v1/message/{letter}/part/{part.id}"
        for part in parts(read)
        if part.content_id
    }


def info(name: str, box: Mailbox, world: World) -> mailpit.Info:
    """A mailbox as a whole; the world's name stands for a database."""
    letters, ids = world.letters, box.ids
    size = sum(filed.gist.size for filed in box.newest(0, len(ids)))
    states = Counter(letter.state for letter in letters.values())
    tags = Counter(tag for id_ in ids for tag in letters[id_].tags)
    accepted = states["arrived"] + states["held"] + states["lost"]
    deleted = sum(letter.thrown_away for letter in letters.values())
    runtime = mailpit.Runtime(
        uptime_s(), memory_bytes(), deleted, accepted, size, states["bounced"], 0
    )
    by_tag = dict(sorted(tags.items()))
    return mailpit.Info(__version__, "disabled", name, size, len(ids), box.unread, by_tag, runtime)


def _address(address: Address | None) -> mailpit.Address | None:
    return None if address is None else mailpit.Address(address.name, address.address)


def _addresses(addresses: Iterable[Address]) -> tuple[mailpit.Address, ...]:
    return tuple(mailpit.Address(one.name, one.address) for one in addresses)


def _attachment(part: Part) -> mailpit.Attachment:
    md5, sha1, sha256 = (
        hashlib.new(kind, part.content, usedforsecurity=False).hexdigest()
        for kind in ("md5", "sha1", "sha256")
    )
    return mailpit.Attachment(
        part.id,
        part.file_name,
        part.content_type,
        part.content_id,
        len(part.content),
        mailpit.Checksums(md5, sha1, sha256),
    )


def _unsubscribe(read: Message) -> mailpit.Unsubscribe:
    header = _header(read, "list-unsubscribe")
    links = tuple(LINK.findall(header))
    return mailpit.Unsubscribe(header, links, header_post=_header(read, "list-unsubscribe-post"))


def _header(read: Message, name: str) -> str:
    """The first header of a name, which is in small letters."""
    return next((value for known, value in read.headers if known.lower() == name), "")
