"""What of a letter is no page of ours: its HTML for a frame, and its files to be saved."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from urllib.parse import quote

from starlette.responses import Response

from itsid_sim.mail.message import Message, Part
from itsid_sim.web.headers import DOWNLOADED, FRAMED

PICTURE_BYTES_MAX = 2 * 1024 * 1024
PICTURES_BYTES_MAX = 8 * 1024 * 1024
PICTURE_TYPES = frozenset({"image/png", "image/gif", "image/jpeg", "image/webp"})
NAME_CHARACTERS_MAX = 100
TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^.+-]{0,60}/[a-z0-9][a-z0-9!#$&^.+-]{0,60}")
UNKNOWN_TYPE = "application/octet-stream"
# What no file system takes, what leads out of a folder, and what turns a name around.
UNSAFE = re.compile('[\0-\x1f\x7f-\x9f"*/:<>?\\\\|\u2028-\u202e\u2066-\u2069\ud800-\udfff]')

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light">'
    '<base target="_blank"><style>body{{margin:1rem;overflow-wrap:break-word;'
    "font-family:system-ui,sans-serif}}img{{max-width:100%;height:auto}}</style></head>"
    "<body>{}</body></html>"
)


def html_page(message: Message) -> Response:
    """The HTML of a mail, made harmless, with the pictures that it brings."""
    # What cleans HTML takes 8 MB, which a mailbox without any need not pay.
    from itsid_sim.mail.cleaning import clean  # noqa: PLC0415

    html = clean(message.html, lent((*message.inline, *message.attachments)))
    content = PAGE.format(html).encode(errors="replace")
    return Response(content, headers=FRAMED, media_type="text/html")


def download(part: Part) -> Response:
    """A part of a mail, to be saved and never shown."""
    kind = part.content_type.lower()
    fitting = kind if TYPE.fullmatch(kind) else UNKNOWN_TYPE
    headers = {**DOWNLOADED, "content-disposition": disposition(name_of(part))}
    return Response(part.content, headers={**headers, "content-type": fitting})


def name_of(part: Part) -> str:
    """A name under which a part can be saved anywhere; one of ours if it has none."""
    name = UNSAFE.sub("_", part.file_name).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_CHARACTERS_MAX:
        name = stem[: NAME_CHARACTERS_MAX - 20] + dot + ending[:19]
    return name or f"part-{part.id}"


def disposition(name: str) -> str:
    """The header that lets a file be saved, under its name (RFC 6266)."""
    plain = "".join(char if " " <= char <= "~" and char not in '%"\\' else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def lent(parts: Iterable[Part]) -> Callable[[str], str | None]:
    """The pictures of a mail as data: URLs, by Content-ID, as far as a page can bear them.

    In a sandbox the page is of no site, so that it could fetch none of ours.
    """
    known = {
        part.content_id: part
        for part in parts
        if part.content_type.lower() in PICTURE_TYPES and len(part.content) <= PICTURE_BYTES_MAX
    }
    left = PICTURES_BYTES_MAX

    def picture(content_id: str) -> str | None:
        nonlocal left
        part = known.get(content_id)
        if part is None or len(part.content) > left:
            return None
        left -= len(part.content)
        return f"data:{part.content_type.lower()};base64,{b64encode(part.content).decode()}"

    return picture
