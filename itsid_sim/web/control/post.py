"""The mail of a world: its letters, and what goes wrong with them."""

from itertools import islice
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from itsid_sim.core import commands as c
from itsid_sim.core import state
from itsid_sim.core.moment import in_japan
from itsid_sim.core.text import fold_id
from itsid_sim.procedures.letters import subject_of, url_of
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.given import LettersAsked
from itsid_sim.web.control.given_faults import PUBLIC_KINDS, FaultsGiven, told_fault
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.resources import answer, changing, etag, settled

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

    def read_faults(self, id: str) -> Response:
        """List what goes wrong with mail, with what is left of each."""
        return _told_faults(settled(self._universe, id).world, etag(self._universe, id))

    def set_faults(self, id: str, given: FaultsGiven, if_match: IfMatch = None) -> Response:
        """Let mail go wrong in these ways and no other; an empty list ends all faults.

        A letter written before is not struck, and one that is held stays so.
        """
        service = self._universe.service
        command = c.SetFaults(tuple(fault.value() for fault in given.faults))
        with changing(self._universe, id, if_match) as expected:
            service.carry_out(id, command, expected)
        return _told_faults(service.world(id), etag(self._universe, id))


def public_kind(kind: str) -> told.LetterKind:
    """The kind of a letter as the API names it."""
    return next((public for public in PUBLIC_KINDS if public == kind), "other")


def _fits(letter: state.Letter, asked: LettersAsked) -> bool:
    return (
        (asked.to is None or fold_id(asked.to) == fold_id(letter.to))
        and (asked.subject is None or asked.subject == subject_of(letter))
        and (asked.kind is None or asked.kind == public_kind(letter.kind))
    )


def _told(letter: state.Letter, site: str) -> told.Letter:
    is_there = letter.state == "arrived"
    code = letter.secret if is_there and letter.kind == "code" else ""
    url = url_of(letter, site) if is_there else ""
    return told.Letter(
        letter.id,
        public_kind(letter.kind),
        letter.to,
        subject_of(letter),
        letter.state,
        in_japan(letter.written_at),
        in_japan(letter.arrived_at) if is_there else None,
        code or None,
        url or None,
        letter.id if is_there else None,
    )


def _told_faults(world: state.World, etag: str) -> Response:
    return answer(told.Faults(tuple(map(told_fault, world.faults))), etag)
