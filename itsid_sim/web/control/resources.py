"""What every part of the control API does with worlds: find, settle, compare, tell."""

from http import HTTPStatus

from msgspec import json
from starlette.responses import Response

from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import World
from itsid_sim.rules.value import Value
from itsid_sim.service.universe import Universe
from itsid_sim.web import told
from itsid_sim.web.control.troubles import changed

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


def settled(universe: Universe, name: str, if_match: str | None = None) -> tuple[World, int]:
    """A world after all letters that are due, with its last event; unchanged, if that is asked.

    Real time changes a flowing world too: there a tag is compared before the world catches up.
    """
    if universe.plan(name).flowing:
        must_be_unchanged(if_match, told.etag_of(name, universe.service.standing(name)[1]))
        universe.settled(name)
        return universe.service.standing(name)
    universe.settled(name)
    world, event = universe.service.standing(name)
    must_be_unchanged(if_match, told.etag_of(name, event))
    return world, event


def told_world(universe: Universe, name: str) -> told.World:
    """A world as it stands."""
    plan = universe.plan(name)
    world, event = universe.service.standing(name)
    site = universe.service.site(name)
    return told.World(
        name,
        in_japan(world.now),
        "flowing" if plan.flowing else "frozen",
        plan.seed,
        world.settings,
        event,
        name,
        None,
        f"{site}/",
        f"{site}/mail/",
    )
