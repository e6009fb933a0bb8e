"""The mail of a world: its letters, and what goes wrong with them."""

import asyncio
from http import HTTPStatus
from itertools import islice
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from itsid_sim.core import commands as c
from itsid_sim.core import state
from itsid_sim.core.letters import is_for, public_kind
from itsid_sim.core.moment import in_japan
from itsid_sim.procedures.letters import subject_of, url_of
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.given import LetterAwaited, LettersAsked
from itsid_sim.web.control.given_faults import FaultsGiven, told_fault
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.resources import answer, changing, etag, settled
from itsid_sim.web.control.troubles import Trouble, unknown
from itsid_sim.web.control.waiting import awaited

LETTERS_MAX = 1000


class Post:
    """The calls about letters and faults."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    def list_letters(self, id: str, asked: Annotated[LettersAsked, Query()]) -> Response:
        """List the letters in the order in which they were written, the newest 1000 at most.

        Addresses are compared without case, subjects as they are. A letter shows what it brings
        once it has arrived.
        """
        world = settled(self._universe, id).world
        site = self._universe.service.site(id)
        newest = sorted(world.letters.values(), key=lambda letter: -int(letter.id))
        fitting = (letter for letter in newest if _fits(letter, asked))
        letters = [_told(letter, site) for letter in islice(fitting, LETTERS_MAX)]
        return answer(told.Letters(tuple(reversed(letters))), etag(self._universe, id))

    async def wait_for_letter(self, id: str, asked: Annotated[LetterAwaited, Query()]) -> Response:
        """Wait for a letter, and tell the newest that fits all that is given.

        With `after` it is one that arrived after the event of that number. A world that stands
        still says at once when no such letter is on its way (404, /problems/no-letter); else the
        answer comes with the letter, or when the `timeout` of real time is over (504).
        """
        universe = self._universe
        await asyncio.to_thread(universe.service.shelf.fetch, id)
        universe.use(id)
        letter = await awaited(
            universe, id, lambda one: _fits(one, asked), asked.after, asked.timeout
        )
        return answer(_told(letter, universe.service.site(id)), etag(universe, id))

    def release_letter(self, id: str, letter: str, if_match: IfMatch = None) -> Response:
        """Let a letter that is held arrive now (409 if it is not held)."""
        service = self._universe.service
        with changing(self._universe, id, if_match) as expected:
            found = service.world(id).letters.get(letter)
            if found is None:
                raise unknown(f"world {id!r} has no letter {letter[:100]!r}")
            if found.state != "held":
                detail = f"letter {letter} is {found.state}, not held"
                raise Trouble(HTTPStatus.CONFLICT, detail, "letter", name="not-held")
            service.carry_out(id, c.Release(letter), expected)
        told_letter = _told(service.world(id).letters[letter], service.site(id))
        return answer(told_letter, etag(self._universe, id))

    def read_faults(self, id: str) -> Response:
        """List what goes wrong with mail, with what is left of each."""
        return _told_faults(settled(self._universe, id).world, etag(self._universe, id))

    def set_faults(self, id: str, given: FaultsGiven, if_match: IfMatch = None) -> Response:
        """Let mail go wrong in these ways and no other; an empty list ends all faults.

        A letter that is held stays so; one that waits for another try is struck at that try.
        """
        service = self._universe.service
        command = c.SetFaults(tuple(fault.value() for fault in given.faults))
        with changing(self._universe, id, if_match) as expected:
            service.carry_out(id, command, expected)
        return _told_faults(service.world(id), etag(self._universe, id))


def _fits(letter: state.Letter, asked: LettersAsked) -> bool:
    return (
        (asked.to is None or is_for(letter, asked.to))
        and (asked.subject is None or asked.subject == subject_of(letter))
        and (asked.kind is None or asked.kind == public_kind(letter))
    )


def _told(letter: state.Letter, site: str) -> told.Letter:
    is_there = letter.state == "arrived"
    code = letter.secret if is_there and letter.kind == "code" else ""
    url = url_of(letter, site) if is_there else ""
    return told.Letter(
        letter.id,
        public_kind(letter),
        letter.to,
        subject_of(letter),
        letter.state,
        in_japan(letter.written_at),
        in_japan(letter.arrived_at) if is_there else None,
        code or None,
        url or None,
        letter.id if is_there and not letter.thrown_away else None,
    )


def _told_faults(world: state.World, etag: str) -> Response:
    return answer(told.Faults(tuple(map(told_fault, world.faults))), etag)
