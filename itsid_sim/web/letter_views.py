"""The page of one letter: what it is, and what of it is looked at."""

from collections.abc import Sequence
from datetime import datetime

from itsid_sim.core.state import Letter, World
from itsid_sim.mail.gists import text_of
from itsid_sim.mail.message import Address, Filed, Message, Part
from itsid_sim.procedures.letters import url_of
from itsid_sim.rules import labels
from itsid_sim.rules.value import Value
from itsid_sim.service.mailbox import Mailbox
from itsid_sim.service.service import Service
from itsid_sim.web.inbox_pages import Place
from itsid_sim.web.letter_files import name_of
from itsid_sim.web.letter_story import story, waiting
from itsid_sim.web.letter_words import (
    LINE_CHARACTERS_MAX,
    SHOWN_CHARACTERS_MAX,
    local,
    one_line,
    people,
    person,
    pieces_of,
    shown,
)
from itsid_sim.web.pages import rendered_own

HTML, TEXT, HEADERS, SOURCE, PARTS, STORY = "html", "text", "headers", "source", "parts", "story"
PEOPLE_MAX = 10
HEADERS_MAX = 200
HEADER_CHARACTERS_MAX = 2_000
PARTS_MAX = 200


class People(Value, frozen=True):
    """Those whom a letter names in one place: the first of them, and the others."""

    first: list[str]
    others: list[str]


class Head(Value, frozen=True):
    """What tells one letter from another; `written` is None if the letter does not say."""

    id: str
    subject: str
    sender: str
    to: People
    cc: People
    bcc: People
    reply_to: People
    written: datetime | None
    arrived: datetime
    bytes_: int
    tags: list[str]


class File(Value, frozen=True):
    """A part of a letter that can be saved."""

    id: str
    name: str
    kind: str
    bytes_: int


def letter_page(service: Service, box: Mailbox, letter: Letter, place: Place, show: str) -> str:
    """A letter of the box as HTML; `show` is what of it is looked at, if there is such a thing."""
    message, filed = box.message(letter), box.filed(letter)
    parts = (*message.inline, *message.attachments)
    views = [HTML] * bool(message.html) + [TEXT, HEADERS, SOURCE] + [PARTS] * bool(parts) + [STORY]
    view = show if show in views else views[0]
    ids = box.ids
    at = ids.index(letter.id)
    site = service.site(place.world)
    return rendered_own(
        "letter.html",
        site=place.site,
        place=place,
        no_console=place.no_console,
        head=_head(filed),
        boxes=_boxes(letter, place),
        code=letter.secret if letter.kind == "code" else "",
        code_label=labels.CODE,
        url=url_of(letter, site),
        newer=ids[at + 1] if at + 1 < len(ids) else "",
        older=ids[at - 1] if at else "",
        views=views,
        view=view,
        parts_number=len(parts),
        **_viewed(service, box, letter, message, place, view),
    )


def waiting_page(service: Service, world: World, letter: Letter, place: Place) -> str:
    """A letter that is not in the box as HTML: its story, and nothing of what it says."""
    return rendered_own(
        "letter_waiting.html",
        site=place.site,
        place=place,
        no_console=place.no_console,
        told=waiting(world, letter),
        lines=story(service, place.world, letter),
    )


def _viewed(  # noqa: PLR0913, PLR0917 - one for each thing that a view may look at
    service: Service, box: Mailbox, letter: Letter, message: Message, place: Place, view: str
) -> dict[str, object]:
    """What one view of a letter shows."""
    if view == TEXT:
        text = text_of(message)
        return {
            "pieces": pieces_of(text, service.site(place.world)),
            "is_cut": len(text) > SHOWN_CHARACTERS_MAX,
            "is_from_html": text != message.text,
        }
    if view == HEADERS:
        return _headers(message)
    if view == SOURCE:
        raw = box.raw(letter)
        text = raw[:SHOWN_CHARACTERS_MAX].decode(errors="replace").replace("\r\n", "\n")
        return {"source": shown(text), "is_cut": len(raw) > SHOWN_CHARACTERS_MAX}
    if view == PARTS:
        return {"files": [_file(part) for part in parts_of(message)[:PARTS_MAX]]}
    return {"lines": story(service, place.world, letter)} if view == STORY else {}


def parts_of(message: Message) -> Sequence[Part]:
    """All parts of a letter that can be saved."""
    return (*message.attachments, *message.inline)


def _headers(message: Message) -> dict[str, object]:
    told = [
        (one_line(name), one_line(value, HEADER_CHARACTERS_MAX))
        for name, value in message.headers[:HEADERS_MAX]
    ]
    is_long = any(len(value) > HEADER_CHARACTERS_MAX for _, value in message.headers)
    return {"headers": told, "is_cut": is_long or len(message.headers) > HEADERS_MAX}


def _head(filed: Filed) -> Head:
    gist = filed.gist
    return Head(
        filed.id,
        one_line(gist.subject, LINE_CHARACTERS_MAX),
        person(gist.from_),
        _people(gist.to),
        _people(gist.cc),
        _people(gist.bcc),
        _people(gist.reply_to),
        local(gist.date) if gist.date else None,
        filed.arrived,
        gist.size,
        [one_line(tag) for tag in filed.tags],
    )


def _people(addresses: Sequence[Address]) -> People:
    told = people(addresses)
    return People(told[:PEOPLE_MAX], told[PEOPLE_MAX:])


def _boxes(letter: Letter, place: Place) -> list[tuple[str, str]]:
    """The boxes of the addresses that a letter went to, but the one that is looked at."""
    addresses = (letter.to, *letter.also)[:PEOPLE_MAX]
    known = [(one_line(one), place.of(one)) for one in addresses if one != place.address]
    return [(text, href) for text, href in known if text and href]


def _file(part: Part) -> File:
    return File(part.id, name_of(part), one_line(part.content_type, 100), len(part.content))
