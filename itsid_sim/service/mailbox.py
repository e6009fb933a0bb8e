"""The mailbox of a world as its reader sees it: our own letters and those from elsewhere alike."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import json

from itsid_sim.core import commands as c
from itsid_sim.core.letters import is_for, is_there, recipients
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Letter
from itsid_sim.mail.gists import gist_of
from itsid_sim.mail.message import Filed, Gist, Message
from itsid_sim.mail.names import message_id
from itsid_sim.mail.reading import read
from itsid_sim.mail.writing import message_bytes, traced
from itsid_sim.procedures.letters import compose
from itsid_sim.service.service import Service

LATEST = "latest"
QUERY_CHARACTERS_MAX = 1_000
PART = 500
OWN_GISTS_KEPT = 2048

_GIST = json.Decoder(Gist)


class Mailbox:
    """The letters of a world that can be read, or those to one address; newest first.

    It shows the world as it was when it was opened.
    """

    def __init__(self, service: Service, name: str, address: str = "") -> None:
        """Raises `UnknownWorld`."""
        self._service = service
        self._name = name
        self._world = service.world(name)
        self._branch = service.record(name).branch
        self._address = address

    @property
    def ids(self) -> Sequence[str]:
        """The numbers of all letters, oldest first."""
        arrivals, letters = self._world.arrivals, self._world.letters
        if not self._address:
            return arrivals
        return [id_ for id_ in arrivals if is_for(letters[id_], self._address)]

    @property
    def unread(self) -> int:
        """How many letters nobody has read."""
        letters = self._world.letters
        return sum(not letters[id_].read for id_ in self.ids)

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags that letters bear."""
        letters = self._world.letters
        return tuple(sorted({tag for id_ in self.ids for tag in letters[id_].tags}))

    def letter(self, id_: str) -> Letter | None:
        """A letter by its number, or the `latest`; None if there is none to be read."""
        if id_ == LATEST:
            ids = self.ids
            return self._world.letters[ids[-1]] if ids else None
        letter = self._world.letters.get(id_)
        is_here = letter and is_there(letter)
        is_ours = letter and (not self._address or is_for(letter, self._address))
        return letter if is_here and is_ours else None

    def newest(self, start: int, limit: int) -> list[Filed]:
        """So many letters from a place in the list on; those that are newer cost nothing."""
        ids = self.ids
        until = max(0, len(ids) - start)
        return self._filed(reversed(ids[max(0, until - limit) : until]))

    def found(self, query: str, tz: str = "") -> Iterator[Filed]:
        """The letters that a search finds, in Mailpit's grammar; dates are of a time zone."""
        # What reads dates takes 3 MB, which a world that nobody searches need not pay.
        from itsid_sim.mail.searching import search  # noqa: PLC0415

        wanted = search(query, tz)
        ids = reversed(self.ids)
        while part := self._filed(islice(ids, PART)):
            yield from filter(wanted, part)

    def filed(self, letter: Letter) -> Filed:
        """A letter as lists show it."""
        return self._filed((letter.id,))[0]

    def raw(self, letter: Letter) -> bytes:
        """A letter as it lies in the box."""
        if letter.kind == "foreign":
            return self._service.raw(self._name, letter.id)
        return _own_bytes(letter, self._branch, self._service.site(self._name))

    def message(self, letter: Letter) -> Message:
        """A letter, read."""
        return read(self.raw(letter))

    # what the reader does

    def mark(self, ids: Iterable[str], *, read: bool) -> None:
        """Have letters read, or new again; unknown ones are passed over, here and below."""
        self._do(c.Mark(self._own(ids), read))

    def tag(self, ids: Iterable[str], tags: Iterable[str]) -> None:
        """Give letters these tags and no other."""
        self._do(c.Tag(self._own(ids), tuple(tags)))

    def throw_away(self, ids: Iterable[str]) -> None:
        """Throw letters away."""
        self._do(c.ThrowAway(self._own(ids)))

    def _do(self, command: c.Command) -> None:
        self._service.carry_out(self._name, command)

    def _own(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(letter.id for id_ in ids if (letter := self.letter(id_)) is not None)

    def _filed(self, ids: Iterable[str]) -> list[Filed]:
        letters = [self._world.letters[id_] for id_ in ids]
        foreign = [letter.id for letter in letters if letter.kind == "foreign"]
        gists = self._service.gists(self._name, foreign)
        site = self._service.site(self._name)
        return [
            Filed(
                letter.id,
                _GIST.decode(gists[letter.id])
                if letter.id in gists
                else _own_gist(_as_written(letter), self._branch, site),
                in_japan(letter.arrived_at),
                letter.read,
                letter.tags,
            )
            for letter in letters
        ]


def _as_written(letter: Letter) -> Letter:
    """A letter without what has become of it."""
    return Letter(
        letter.id,
        letter.kind,
        letter.to,
        letter.name,
        letter.secret,
        letter.written_at,
        sender=letter.sender,
        subject=letter.subject,
        text=letter.text,
    )


@lru_cache(maxsize=OWN_GISTS_KEPT)
def _own_gist(letter: Letter, branch: int, site: str) -> Gist:
    raw = _own_bytes(letter, branch, site)
    return gist_of(read(raw), len(raw), recipients(letter))


def _own_bytes(letter: Letter, branch: int, site: str) -> bytes:
    mail = compose(letter, site)
    raw = message_bytes(mail, message_id(letter.id, branch))
    return traced(raw, mail.sender, recipients(letter))
