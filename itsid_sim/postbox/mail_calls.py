"""What each call of Mailpit's API does with the mailbox of a world."""

import re
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

import msgspec
from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from itsid_sim.core import commands as c
from itsid_sim.core.letters import next_letter
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter, World
from itsid_sim.mail.building import Asked, built
from itsid_sim.mail.cleaning import clean
from itsid_sim.mail.message import Filed
from itsid_sim.mail.names import message_id
from itsid_sim.mail.tags import clean_tags
from itsid_sim.postbox import mail_told, mailpit
from itsid_sim.postbox.chaos import chaos_of, with_chaos
from itsid_sim.postbox.given import IdsGiven, NameGiven, ReadGiven, TagsGiven, given
from itsid_sim.postbox.limits import LIMITS
from itsid_sim.service.inbox import Inbox, mail_of
from itsid_sim.service.mailbox import QUERY_CHARACTERS_MAX, Mailbox
from itsid_sim.service.service import Service

T = TypeVar("T")

LIMIT, LIMIT_MAX = 50, 1000
NUMBER_DIGITS_MAX = 9
# What a page of ours could be made to load: it is saved, and never shown.
_RUNS = re.compile("script|css|wasm", re.IGNORECASE)
NO_PAGE, NO_MESSAGE = "404 page not found", "Message not found"
NO_HTML = "This message does not contain a HTML part"
NOT_OFFERED = "this functionality is not offered by the simulator"
NO_QUERY = "Error: no search query"
OK = "ok"


class Refusal(Exception):
    """The call is not followed; the message is all that is answered."""

    def __init__(self, text: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(text)
        self.status = status


class Calls:
    """One request to a mailbox whose world is settled."""

    def __init__(
        self, service: Service, world: str, address: str, query: QueryParams, body: bytes = b""
    ) -> None:
        """`address` leaves in the box what was sent there; an empty one all letters."""
        self._service = service
        self._name = world
        self._box = Mailbox(service, world, address)
        self._query = query
        self._body = body

    @property
    def _world(self) -> World:
        return self._service.world(self._name)

    # lists

    def list_messages(self) -> Response:
        """Part of the box, the newest first; what lies below it costs nothing."""
        box, start = self._box, self._number("start", 0)
        part = tuple(map(mail_told.summary, box.newest(start, self._limit)))
        total, unread = len(box.ids), box.unread
        return _json(
            mailpit.Messages(total, unread, len(part), total, unread, start, box.tags, part)
        )

    def search(self) -> Response:
        """Part of what a search finds."""
        box, start = self._box, self._number("start", 0)
        found = self._found(self._searched)
        part = tuple(map(mail_told.summary, found[start : start + self._limit]))
        unread = sum(not filed.is_read for filed in found)
        total = len(box.ids)
        return _json(
            mailpit.Messages(
                total, box.unread, len(part), len(found), unread, start, box.tags, part
            )
        )

    def set_read(self) -> Response:
        """Have messages read, or new again: those named, those found, or all."""
        asked = self._given(ReadGiven)
        if asked.ids and asked.search:
            raise Refusal("You may specify either IDs or a search query, not both")
        ids = asked.ids or self._box.ids
        if asked.search:
            ids = tuple(filed.id for filed in self._found(asked.search))
        self._box.mark(ids, read=asked.read)
        return PlainTextResponse(OK)

    def delete_messages(self) -> Response:
        """Throw messages away: those named; all of them if none is, or nothing can be read."""
        try:
            ids = self._given(IdsGiven).ids
        except Refusal:
            ids = None
        self._box.throw_away(ids or self._box.ids)
        return PlainTextResponse(OK)

    def delete_found(self) -> Response:
        """Throw away what a search finds."""
        self._box.throw_away(filed.id for filed in self._found(self._searched))
        return PlainTextResponse(OK)

    # one message

    def read_message(self, id_: str) -> Response:
        """A message with its text; it counts as read from now on."""
        letter = self._letter(id_)
        read_now = self._box.message(letter)
        self._box.mark((letter.id,), read=True)
        return _json(mail_told.message(letter, self._box.filed(letter), read_now))

    def headers(self, id_: str) -> Response:
        """The headers as they came."""
        return _json(mail_told.headers(self._box.raw(self._letter(id_))))

    def raw(self, id_: str) -> Response:
        """The source."""
        letter = self._letter(id_)
        response = Response(self._box.raw(letter), media_type="text/plain; charset=utf-8")
        if self._query.get("dl") == "1":
            response.headers["content-disposition"] = f'attachment; filename="{letter.id}.eml"'
        return response

    def part(self, id_: str, part_id: str) -> Response:
        """An attachment, or a picture within the HTML."""
        found = mail_told.parts(self._box.message(self._letter(id_)))
        part = next((one for one in found if one.id == part_id), None)
        if part is None:
            raise Refusal(NO_PAGE, HTTPStatus.NOT_FOUND)
        name = quote(part.file_name or part.content_id, safe="")
        shown = "attachment" if _RUNS.search(part.content_type) else "inline"
        disposition = f"{shown}; filename=\"{name}\"; filename*=UTF-8''{name}"
        kind = part.content_type.encode("latin-1", "replace").decode("latin-1")
        return Response(part.content, headers={"content-disposition": disposition}, media_type=kind)

    def view_html(self, id_: str) -> Response:
        """The HTML as it came, its pictures within reach; with `embed`, cleaned for a frame."""
        letter = self._letter(id_)
        message = self._box.message(letter)
        if not message.html:
            raise Refusal(NO_HTML, HTTPStatus.NOT_FOUND)
        self._box.mark((letter.id,), read=True)
        places = mail_told.places(letter.id, message)
        if self._query.get("embed") == "1":
            html = clean(message.html, places.get)
        else:
            html = re.sub(r"cid:([^\s\"'>)]+)", lambda at: places.get(at[1], at[0]), message.html)
        return Response(html, media_type="text/html")

    def view_text(self, id_: str) -> Response:
        """The text."""
        letter = self._letter(id_)
        self._box.mark((letter.id,), read=True)
        return PlainTextResponse(self._box.message(letter).text)

    def view(self, id_: str) -> Response:
        """To the page of a message in the web inbox, or to the inbox if there is none."""
        letter = self._box.letter(id_)
        place = f"/w/{self._name}/mail/{letter.id}/" if letter else f"/w/{self._name}/mail/"
        return RedirectResponse(place, HTTPStatus.FOUND)

    def not_offered(self, id_: str, _part: str = "") -> Response:
        """What Mailpit can be told not to do: check links and HTML, send on to others."""
        self._letter(id_)
        raise Refusal(NOT_OFFERED)

    def send(self) -> Response:
        """Make a mail and put it into the box, as if it had come from elsewhere."""
        world = self._world
        own_id = f"sent.{message_id(next_letter(world), self._service.record(self._name).branch)}"
        try:
            asked = given(self._body, Asked)
            raw, sender, recipients = built(asked, in_japan(world.now), own_id)
        except ValueError as error:
            return _not_sent(str(error))
        most = LIMITS.recipients_max
        if len(recipients) > most:
            return _not_sent(f"{len(recipients)} recipients found, up to {most} expected")
        mail = mail_of(sender, recipients, raw)
        return _json(mailpit.Sent(Inbox(self._service).receive(self._name, mail)))

    # tags

    def tags(self) -> Response:
        """All tags that messages bear."""
        return _json(self._box.tags)

    def set_tags(self) -> Response:
        """Give messages these tags and no other."""
        asked = self._given(TagsGiven)
        self._box.tag(asked.ids or (), clean_tags(asked.tags or ()))
        return PlainTextResponse(OK)

    def rename_tag(self, tag: str) -> Response:
        """Give a tag another name."""
        (name,) = clean_tags((self._given(NameGiven).name,)) or ("",)
        if not name:
            raise Refusal(f"invalid tag name: {tag}")
        if name.lower() in {known.lower() for known in self._box.tags} - {tag.lower()}:
            raise Refusal(f"tag already exists: {name}")
        self._change_tag(tag, (name,))
        return PlainTextResponse(OK)

    def delete_tag(self, tag: str) -> Response:
        """Take a tag from all messages."""
        self._change_tag(tag, ())
        return PlainTextResponse(OK)

    # the server

    def info(self) -> Response:
        """The mailbox as a whole."""
        return _json(mail_told.info(self._name, self._box, self._world))

    def configuration(self) -> Response:
        """Which features there are."""
        return _json(mailpit.Configuration())

    def chaos(self) -> Response:
        """What is refused, as far as Mailpit has words for it."""
        return _json(chaos_of(self._world.faults))

    def set_chaos(self) -> Response:
        """Refuse senders, recipients or logins from now on."""
        asked = self._given(mailpit.Chaos)
        try:
            faults = with_chaos(self._world.faults, asked)
        except ValueError as error:
            raise Refusal(str(error)) from None
        self._service.carry_out(self._name, c.SetFaults(faults))
        return self.chaos()

    # within

    def _letter(self, id_: str) -> Letter:
        letter = self._box.letter(id_)
        if letter is None:
            raise Refusal(NO_MESSAGE if id_ == "latest" else NO_PAGE, HTTPStatus.NOT_FOUND)
        return letter

    def _given(self, kind: type[T]) -> T:
        try:
            return given(self._body, kind)
        except ValueError as error:
            raise Refusal(str(error)) from None

    @property
    def _searched(self) -> str:
        query = self._query.get("query", "").strip()
        if not query:
            raise Refusal(NO_QUERY)
        return query

    def _found(self, query: str) -> list[Filed]:
        if len(query) > QUERY_CHARACTERS_MAX:
            raise Refusal(f"a query may have up to {QUERY_CHARACTERS_MAX} characters")
        return list(self._box.found(query, self._query.get("tz", "")))

    def _change_tag(self, tag: str, instead: tuple[str, ...]) -> None:
        letters = self._world.letters
        bearing = [id_ for id_ in self._box.ids if tag in letters[id_].tags]
        if not bearing:
            raise Refusal(f"tag not found: {tag}")
        for id_ in bearing:
            self._box.tag((id_,), (*(set(letters[id_].tags) - {tag}), *instead))

    @property
    def _limit(self) -> int:
        return min(self._number("limit", LIMIT) or LIMIT_MAX, LIMIT_MAX)

    def _number(self, name: str, otherwise: int) -> int:
        """A number of the query; anything else counts as not given, as in Mailpit."""
        text = self._query.get(name, "")
        is_number = text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS_MAX
        return int(text) if is_number else otherwise


def _json(content: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def _not_sent(why: str) -> Response:
    return _json({"Error": why}, HTTPStatus.BAD_REQUEST)
