"""Back and sideways in time: what has happened in a world, forks, rewinds, and branches."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

from fastapi import Header, Query
from starlette.responses import Response

from itsid_sim.core.moment import in_japan
from itsid_sim.ports import store
from itsid_sim.service.travel import HERE, NoSuchPoint
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.given_travel import EventsAsked, ForkGiven, RewindGiven
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.history import told_events
from itsid_sim.web.control.resources import answer, born, changing, etag, settled, told_world
from itsid_sim.web.control.stream import EVENT_STREAM, position_of, streamed
from itsid_sim.web.control.troubles import invalid
from itsid_sim.web.visitors import Doorkeeper


class Travels:
    """The calls about a world's past."""

    def __init__(self, universe: Universe, doors: Doorkeeper) -> None:
        self._universe = universe
        self._doors = doors

    def list_events(
        self,
        id: str,
        asked: Annotated[EventsAsked, Query()],
        accept: Annotated[str, Header(include_in_schema=False)] = "",
        last_event_id: Annotated[str, Header()] = "",
    ) -> Response:
        """List what has happened, oldest first; or stream it on as server-sent events.

        `Accept: text/event-stream` asks for the stream, and `Last-Event-ID` to go on where one
        broke off; `limit` means nothing to it. Secrets are masked.
        """
        standing = settled(self._universe, id)
        if EVENT_STREAM in accept:
            start = position_of(self._universe, id, last_event_id, asked.after)
            return streamed(self._universe, id, start)
        happened = self._universe.service.history(id, asked.after, asked.limit)
        events = tuple(told_events(happened, standing.world))
        last = events[-1].n if events else standing.event
        page = told.Events(events, last if last < standing.event else None)
        return answer(page, etag(self._universe, id))

    def fork_world(self, id: str, given: ForkGiven, if_match: IfMatch = None) -> Response:
        """Make a world with the same past, which stands still, as of now or an earlier point.

        The points are after an event, by its number, or at a time.
        """
        point = given.at or HERE
        universe = self._universe
        with changing(universe, id, if_match) as expected, _known("at"):
            make = partial(universe.fork, id, point=point, expected=expected)
            return born(universe, given.id, make)

    def fork_walking(
        self,
        id: str,
        given: ForkGiven,
        cookie: Annotated[str, Header()] = "",
    ) -> Response:
        """Fork as the console does: whoever walks in this world walks in the new one too."""
        response = self.fork_world(id, given)
        child = response.headers["location"].rpartition("/")[2]
        for one in self._doors.copied(cookie, child):
            response.headers.append("set-cookie", one)
        return response

    def rewind_world(self, id: str, given: RewindGiven, if_match: IfMatch = None) -> Response:
        """Go back to an earlier point, or on to the end of a branch that was left.

        What is left behind stays as a branch.
        """
        universe = self._universe
        with changing(universe, id, if_match) as expected:
            with _known("branch" if given.to is None else "to"):
                if given.to is not None:
                    universe.rewind(id, given.to, expected)
                else:
                    universe.enter(id, int(given.branch or 0), expected)
            universe.settled(id)
            world = told_world(universe, id)
        return answer(world, world.etag)

    def list_branches(self, id: str) -> Response:
        """List the ways that a world has gone."""
        settled(self._universe, id)
        current = self._universe.service.record(id).branch
        listed = tuple(_told(one, current) for one in self._universe.branches(id))
        return answer(told.Branches(listed), etag(self._universe, id))


@contextmanager
def _known(where: str) -> Iterator[None]:
    """Refuse a point at which the world never was."""
    try:
        yield
    except NoSuchPoint as nowhere:
        raise invalid(str(nowhere), where) from None


def _told(branch: store.Branch, current: int) -> told.Branch:
    parent = branch.parent
    return told.Branch(
        str(branch.id),
        None if parent is None else str(parent.branch),
        None if parent is None else parent.event,
        branch.events,
        in_japan(branch.now),
        branch.id == current,
    )
