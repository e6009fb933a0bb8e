"""What every part of the control API does with worlds: find, settle, compare, tell."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from msgspec import json
from starlette.responses import Response

from itsid_sim.core.moment import in_japan
from itsid_sim.ports.store import Conflict, NameTaken
from itsid_sim.rules.value import Value
from itsid_sim.service.reading import Standing
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.troubles import changed, taken

JSON = "application/json"

_ENCODER = json.Encoder()


def answer(content: Value, etag: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    """An answer in JSON."""
    headers = {"etag": etag} if etag else None
    return Response(_ENCODER.encode(content), status, headers, JSON)


def must_be_unchanged(if_match: str | None, etag: str) -> None:
    """Refuse what was asked of an older state (412)."""
    if if_match is not None and if_match.strip() != "*":
        known = {tag.strip().strip('"') for tag in if_match.split(",")}
        if etag.strip('"') not in known:
            raise changed(etag, if_match[:200])


def settled(universe: Universe, name: str, if_match: str | None = None) -> Standing:
    """A world after all letters that are due; unchanged, if that is asked.

    Real time changes a flowing world too: there a tag is compared before the world catches up.
    """
    universe.use(name)
    flows = universe.flows(name)
    if flows:
        must_be_unchanged(if_match, etag(universe, name))
    universe.settled(name)
    if not flows:
        must_be_unchanged(if_match, etag(universe, name))
    return universe.service.standing(name)


@contextmanager
def changing(universe: Universe, name: str, if_match: str | None) -> Iterator[int | None]:
    """Hold a settled world that is as asked; gives the event that a change must find last.

    That is None where anything will do: nothing is asked, or real time changes the world anyway.
    """
    with universe.service.post(name):
        found = settled(universe, name, if_match)
        try:
            yield None if if_match is None or universe.flows(name) else found.event
        except Conflict:
            raise changed("a later event", if_match or "") from None


def etag(universe: Universe, name: str) -> str:
    """The tag of a world as it stands."""
    with universe.service.shelf.held(name) as entry:
        return told.etag_of(entry.record.branch, entry.events)


def born(universe: Universe, id: str | None, make: Callable[[str], None]) -> Response:
    """Make a world of this name, or of one that is free, and tell it."""
    name = id or universe.new_name()
    try:
        make(name)
    except NameTaken:
        raise taken(f"there is a world {name!r} already", "id") from None
    universe.settled(name)
    world = told_world(universe, name)
    response = answer(world, world.etag, HTTPStatus.CREATED)
    response.headers["location"] = f"/api/worlds/{name}"
    return response


def told_world(universe: Universe, name: str) -> told.World:
    """A world as it stands: branch and event belong together."""
    site = universe.service.site(name)
    with universe.service.shelf.held(name) as entry:
        record, standing = entry.record, entry.standing
    return told.World(
        name,
        in_japan(standing.world.now),
        "frozen" if record.ahead is None else "flowing",
        record.seed,
        standing.world.settings,
        standing.event,
        str(record.branch),
        told.Parent(record.parent, record.parent_event) if record.parent else None,
        f"{site}/",
        f"{site}/mail/",
    )
