"""A thread that clears worlds away which nobody has used for as long as they are kept."""

import logging
from threading import Event, Thread

from itsid_sim.ports.store import StoreFailed
from itsid_sim.service.universe import Universe

LOG = logging.getLogger(__name__)

EVERY_S = 10


class Clearing:
    """From `start` to `stop`."""

    def __init__(self, universe: Universe, every_s: float = EVERY_S) -> None:
        self._universe = universe
        self._every_s = every_s
        self._over = Event()
        self._thread = Thread(target=self._clear, name="clearing", daemon=True)

    def start(self) -> None:
        """Begin to look, now and again."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _clear(self) -> None:
        while not self._over.wait(self._every_s):
            try:
                self._universe.clear()
            except StoreFailed as failure:
                LOG.warning("worlds are not cleared away: %s", failure)
