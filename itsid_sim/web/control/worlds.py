"""Worlds: made, listed, looked at, moved on and taken away."""

from http import HTTPStatus
from itertools import count
from typing import Annotated

from fastapi import Query
from msgspec import structs
from starlette.responses import Response

from itsid_sim.core.deadlines import deadlines
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import World
from itsid_sim.service.service import NameTaken, UnknownWorld
from itsid_sim.service.universe import Customer, Plan, Universe
from itsid_sim.web import told
from itsid_sim.web.control import words
from itsid_sim.web.control.customers import customer
from itsid_sim.web.control.given import AdvanceGiven, ContractGiven, ListAsked, WorldGiven
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.history import EVENTS_MAX, told_events
from itsid_sim.web.control.resources import answer, settled, told_world
from itsid_sim.web.control.troubles import Trouble, invalid, taken

# What a tester waits for. A dialog that goes idle and a quota that frees itself are not told.
TOLD_DEADLINES = frozenset({"registration", "phrase", "code", "lock", "signin", "letter", "ready"})


class Worlds:
    """The calls about whole worlds."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self._numbers = count(1)

    def list_worlds(self, asked: Annotated[ListAsked, Query()]) -> Response:
        """List worlds, by id."""
        later = [
            name for name in self._universe.names() if asked.after is None or name > asked.after
        ]
        page = tuple(self._there(later[: asked.limit]))
        return answer(told.Worlds(page, page[-1].id if len(later) > len(page) and page else None))

    def create_world(self, given: WorldGiven) -> Response:
        """Make a world.

        Without `contracts` it has the people of the fixtures; without `id` it is given a new one.
        """
        contracts = given.contracts
        plan = Plan(
            given.seed,
            given.now,
            given.clock == "flowing",
            given.settings,
            None if contracts is None else tuple(map(self._customer, contracts)),
        )
        name = self._made(plan) if given.id is None else self._made_as(given.id, plan)
        world = told_world(self._universe, name)
        response = answer(world, world.etag, HTTPStatus.CREATED)
        response.headers["location"] = f"/api/worlds/{name}"
        return response

    def read_world(self, id: str) -> Response:
        """Look at a world, after all letters that are due."""
        settled(self._universe, id)
        world = told_world(self._universe, id)
        return answer(world, world.etag)

    def delete_world(self, id: str, if_match: IfMatch = None) -> Response:
        """Take a world away; `main` is emptied and made anew."""
        settled(self._universe, id, if_match)
        self._universe.delete(id)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def advance_clock(self, id: str, given: AdvanceGiven, if_match: IfMatch = None) -> Response:
        """Move the clock on; whatever falls due on the way happens at its own time.

        `to: "next"` moves to the next deadline or letter.
        """
        universe, service = self._universe, self._universe.service
        before, after = service.standing(id)
        with service.post(id):  # no second call moves the same clock meanwhile
            world, _ = settled(universe, id, if_match)
            universe.advance(id, _seconds(world, given))
        moved = told_world(universe, id)
        events = service.events(id, after)[:EVENTS_MAX]
        happened = tuple(told_events(events, before.now, after))
        return answer(told.Advanced(**structs.asdict(moved), happened=happened), moved.etag)

    def _there(self, names: list[str]) -> list[told.World]:
        there = []
        for name in names:
            try:
                settled(self._universe, name)
                there.append(told_world(self._universe, name))
            except UnknownWorld:
                continue  # it was taken away meanwhile
        return there

    def _made(self, plan: Plan) -> str:
        """A world under the next free name."""
        while True:
            name = f"w-{next(self._numbers)}"
            try:
                self._universe.create(name, plan)
            except NameTaken:
                continue
            return name

    def _made_as(self, name: str, plan: Plan) -> str:
        try:
            self._universe.create(name, plan)
        except NameTaken:
            raise taken(f"there is a world {name!r} already", "id") from None
        return name

    def _customer(self, given: ContractGiven) -> Customer:
        return customer(self._universe.service, given)


def _seconds(world: World, given: AdvanceGiven) -> int:
    """How far the clock is to move. Raises `Trouble`."""
    if given.by is not None:
        goal = world.now + given.by
    elif isinstance(given.to, int):
        goal = given.to
    else:
        goal = _next(world)
    if goal < world.now:
        raise invalid(f"{in_japan(goal).isoformat()} is past: it is {in_japan(world.now)}", "to")
    if goal > min(world.now + words.SPAN_S_MAX, words.MOMENT_MAX):
        detail = f"a clock moves ten years at most, and not beyond {in_japan(words.MOMENT_MAX)}"
        raise invalid(detail, "to" if given.by is None else "by")
    return goal - world.now


def _next(world: World) -> int:
    ahead = (deadline.at for deadline in deadlines(world) if deadline.kind in TOLD_DEADLINES)
    goal = next(ahead, None)
    if goal is None:
        detail = "no proof, lock, sign-in, letter or contract waits for its time"
        raise Trouble(HTTPStatus.CONFLICT, detail, "to", name="nothing-due")
    return goal
