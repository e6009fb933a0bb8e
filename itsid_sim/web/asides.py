"""Work that must not hold up the event loop: letters, and passwords that are slow on purpose."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from itsid_sim.service.service import UnknownWorld

LOG = logging.getLogger(__name__)

T = TypeVar("T")


class Asides:
    """One thread that carries letters in order; passwords go to threads of their own."""

    def __init__(self, *, slow_passwords: bool) -> None:
        self._letters = ThreadPoolExecutor(1, "courier")
        self._slow_passwords = slow_passwords

    def later(self, carry: Callable[[str], None], world: str) -> None:
        """Carry a world's letters when there is time; nobody waits for it."""
        self._letters.submit(_carry, carry, world)

    async def carried(self, carry: Callable[[str], None], world: str) -> None:
        """Wait until a world's letters are carried."""
        await asyncio.get_running_loop().run_in_executor(self._letters, carry, world)

    async def decided(self, decide: Callable[[], T]) -> T:
        """Wait for a decision that may take a password's digest."""
        return await asyncio.to_thread(decide) if self._slow_passwords else decide()

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
