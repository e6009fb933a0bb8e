"""A letter outlives a store that fails for a moment, at whichever step of its way."""

from contextlib import suppress

import pytest

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.core import events as e
from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.routes import Walker
from itsid_sim.ports.store import Record, StoreFailed, Written
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT

HOUR_S = 60 * 60


class Hiccup(MemoryStore):
    """A store that fails once, when an event of this kind is to be kept."""

    def __init__(self, kind: type[e.Event]) -> None:
        super().__init__()
        self._kind = kind
        self.has_failed = False

    def append(self, record: Record, written: Written) -> None:
        if not self.has_failed and any(
            isinstance(one.event, self._kind) for one in written.happened
        ):
            self.has_failed = True
            raise StoreFailed("the disk is full: free some space")
        super().append(record, written)


@pytest.mark.parametrize("kind", [e.LetterTried, e.LetterArrived, e.LetterAccepted])
def test_a_letter_arrives_once_although_the_store_failed(cast: Cast, kind: type[e.Event]) -> None:
    store = Hiccup(kind)
    simulator = Embedded(store=store)
    stage = Theatre(cast, {}, simulator=simulator).stage()
    walk = Walker(InProcess(stage), stage, "太郎")

    with suppress(StoreFailed):  # whoever looks just then is told
        routes.ask_for_reissue(walk)
        stage.advance(0)
    stage.advance(HOUR_S)
    letters = stage.letters(walk.fact(labels.CONTACT_FACT))
    simulator.close()

    assert store.has_failed
    assert [CODE_SUBJECT] == [letter.subject for letter in letters]
