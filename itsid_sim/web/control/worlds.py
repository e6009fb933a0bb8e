"""Worlds: made, listed, looked at, moved on and taken away."""

import logging
from http import HTTPStatus
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from itsid_sim.ports.store import Damaged
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Customer, Plan, Universe
from itsid_sim.web import told
from itsid_sim.web.control.customers import customer
from itsid_sim.web.control.given import ContractGiven, ListAsked, WorldGiven
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.resources import answer, born, changing, settled, told_world

LOG = logging.getLogger(__name__)


class Worlds:
    """The calls about whole worlds."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    def list_worlds(self, asked: Annotated[ListAsked, Query()]) -> Response:
        """List worlds, by id."""
        listed = self._universe.service.listed(asked.after or "", asked.limit + 1)
        names = [record.name for record in listed[: asked.limit]]
        there = told.Worlds(tuple(self._there(names)), names[-1] if listed[asked.limit :] else None)
        return answer(there)

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
            given.keep,
        )
        return born(self._universe, given.id, lambda name: self._universe.create(name, plan))

    def read_world(self, id: str) -> Response:
        """Look at a world, after all letters that are due."""
        settled(self._universe, id)
        world = told_world(self._universe, id)
        return answer(world, world.etag)

    def delete_world(self, id: str, if_match: IfMatch = None) -> Response:
        """Take a world away; `main` is emptied and made anew."""
        if if_match is None:
            self._universe.delete(id)
        else:
            with changing(self._universe, id, if_match) as expected:
                self._universe.delete(id, expected)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def _there(self, names: list[str]) -> list[told.World]:
        there = []
        for name in names:
            try:
                settled(self._universe, name)
                there.append(told_world(self._universe, name))
            except UnknownWorld:
                continue  # it was taken away meanwhile
            except Damaged as damage:
                LOG.error("world %s is left out: %s", name, damage)  # noqa: TRY400 - it says why
        return there

    def _customer(self, given: ContractGiven) -> Customer:
        return customer(self._universe.service, given)
