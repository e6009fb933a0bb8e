"""Work that must not hold up the event loop: letters, disks, and passwords slow on purpose."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import Universe

LOG = logging.getLogger(__name__)

T = TypeVar("T")


class Asides:
    """One thread that carries letters in order; passwords go to threads of their own."""

    def __init__(self, universe: Universe, *, takes_time: bool) -> None:
        """`takes_time`: a decision may take a slow password's digest, or a disk."""
        self._letters = ThreadPoolExecutor(1, "courier")
        self._universe = universe
        self._takes_time = takes_time

    def later(self, carry: Callable[[str], None], world: str) -> None:
        """Carry a world's letters when there is time; nobody waits for it."""
        self._letters.submit(_carry, carry, world)

    async def carried(self, carry: Callable[[str], None], world: str) -> None:
        """Wait until a world's letters are carried."""
        await asyncio.get_running_loop().run_in_executor(self._letters, carry, world)

    async def ready(self, world: str) -> None:
        """Wait until a world, if there is one, is in memory as the store has it."""
        service = self._universe.service
        with suppress(UnknownWorld):
            if not service.shelf.is_at_hand(world):
                await asyncio.to_thread(service.shelf.fetch, world)
            self._universe.use(world)

    async def must_know(self, world: str) -> None:
        """Raise `UnknownWorld` unless there is such a world."""
        await self.ready(world)
        self._universe.service.shelf.must_know(world)

    async def decided(self, decide: Callable[[], T]) -> T:
        """Wait for a decision."""
        return await asyncio.to_thread(decide) if self._takes_time else decide()

    def close(self) -> None:
        """Carry what was given, and stop."""
        self._letters.shutdown()


def _carry(carry: Callable[[str], None], world: str) -> None:
    try:
        carry(world)
    except UnknownWorld:
        return  # it was taken away meanwhile, letters and all
    except Exception:
        LOG.exception("letters of world %s", world)
