"""The list of letters, or of those to one address: a part at a time, all or as a search finds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from urllib.parse import quote, urlencode

from itsid_sim.core.state import World
from itsid_sim.mail.message import Filed
from itsid_sim.rules.value import Value
from itsid_sim.service.mailbox import QUERY_CHARACTERS_MAX, Mailbox
from itsid_sim.web.letter_story import on_their_way
from itsid_sim.web.letter_words import one_line, person
from itsid_sim.web.pages import rendered_own

LISTED_MAX = 50
WAITING_MAX = 20
ADDRESSES_MAX = 8
TAGS_MAX = 10
SUBJECT_CHARACTERS_MAX = 200
SNIPPET_CHARACTERS_MAX = 70
DIGITS_MAX = 9

Done = Literal["read", "unread", "thrown-away", "delivered"]
DONE: tuple[Done, ...] = ("read", "unread", "thrown-away", "delivered")


class Place(Value, frozen=True):
    """A box: its world, the address whose letters it shows, or empty for all, and its mailbox.

    `no_console` hides the way to the console (an attribute of HTML).
    """

    world: str
    address: str
    no_console: str = ""

    @property
    def site(self) -> str:
        """Where the world's pages begin."""
        return f"/w/{self.world}"

    @property
    def all(self) -> str:
        """Where the list of all letters is."""
        return f"{self.site}/mail/"

    @property
    def base(self) -> str:
        """Where the list of this box is."""
        return self.of(self.address) if self.address else self.all

    def of(self, address: str) -> str:
        """Where the list of the letters to an address is; empty if no URL can name it."""
        return f"{self.all}to/{quote(address, safe='@')}/" if "/" not in address else ""

    def back(self, query: str, done: Done, number: int) -> str:
        """The list once more, after something was done to so many letters."""
        is_told = number or done == "thrown-away"
        told = {"done": done, "n": str(number)} if is_told else {}
        return _with(self.base, {"q": query, **told})


class Row(Value, frozen=True):
    """A letter of the list; `more` counts those it went to besides `to`."""

    id: str
    subject: str
    snippet: str
    sender: str
    to: str
    more: int
    arrived: datetime
    is_read: bool
    attachments: int
    tags: tuple[str, ...]


def list_page(box: Mailbox, world: World, place: Place, asked: Mapping[str, str]) -> str:
    """The list as HTML; `asked` are the fields of its URL."""
    query = query_of(asked)
    start = _number(asked.get("start", ""))
    total = len(box.ids)
    filed, number = _found(box, query, start) if query else (box.newest(start, LISTED_MAX), total)
    on_way = on_their_way(world, place.address)
    done = asked.get("done", "")
    return rendered_own(
        "inbox.html",
        site=place.site,
        place=place,
        rows=[_row(one) for one in filed],
        query=query,
        total=total,
        unread=box.unread,
        number=number,
        start=start,
        newer=_with(place.base, _at(query, max(0, start - LISTED_MAX))) if start else "",
        older=_older(place, query, start, number),
        waiting=on_way[:WAITING_MAX],
        waiting_more=max(0, len(on_way) - WAITING_MAX),
        addresses=[] if place.address else _addresses(box, filed, place),
        done=done if done in DONE else "",
        done_number=_number(asked.get("n", "")),
        no_console=place.no_console,
    )


def query_of(asked: Mapping[str, str]) -> str:
    """What is searched for."""
    return one_line(asked.get("q", ""), QUERY_CHARACTERS_MAX)


def ids_of(box: Mailbox, query: str) -> Sequence[str]:
    """The numbers of all letters, or of those that a search finds."""
    return [one.id for one in box.found(query)] if query else box.ids


def _found(box: Mailbox, query: str, start: int) -> tuple[list[Filed], int]:
    found = list(box.found(query))
    return found[start : start + LISTED_MAX], len(found)


def _row(filed: Filed) -> Row:
    gist = filed.gist
    to = (*gist.to, *gist.cc, *gist.bcc)
    return Row(
        filed.id,
        one_line(gist.subject, SUBJECT_CHARACTERS_MAX),
        one_line(gist.snippet, SNIPPET_CHARACTERS_MAX),
        person(gist.from_),
        person(to[0]) if to else "",
        max(0, len(to) - 1),
        filed.arrived,
        filed.is_read,
        gist.attachments,
        tuple(one_line(tag) for tag in filed.tags[:TAGS_MAX]),
    )


def _addresses(box: Mailbox, filed: Iterable[Filed], place: Place) -> list[tuple[str, str]]:
    """Some addresses to which letters of this part of the list went, with their boxes."""
    letters = (box.letter(one.id) for one in filed)
    to = dict.fromkeys(one for letter in letters if letter for one in (letter.to, *letter.also))
    known = [(one_line(address), place.of(address)) for address in to]
    return [(text, href) for text, href in known if text and href][:ADDRESSES_MAX]


def _older(place: Place, query: str, start: int, number: int) -> str:
    after = start + LISTED_MAX
    return _with(place.base, _at(query, after)) if after < number else ""


def _at(query: str, start: int) -> dict[str, str]:
    return {"q": query, "start": str(start) if start else ""}


def _with(path: str, fields: Mapping[str, str]) -> str:
    told = {name: value for name, value in fields.items() if value}
    return f"{path}?{urlencode(told)}" if told else path


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX else 0
