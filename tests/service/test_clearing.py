"""The thread that clears worlds away, beside the clock outside that it goes by."""

from contextlib import closing
from threading import Event

from itsid_sim.bootstrap.clearing import Clearing
from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.service.universe import Plan
from tests.web.test_clock import Hand

TIMEOUT_S = 10


def test_a_world_that_nobody_used_is_gone_without_anybody_asking() -> None:
    hand, gone = Hand(), Event()
    with closing(Embedded(clock=hand)) as simulator:
        simulator.universe.create("kept", Plan(keep_s=60))
        simulator.universe.create("lasting", Plan())
        clearing = Clearing(simulator.universe, every_s=0.001)
        hand.now += 61

        with simulator.service.watchers.watching("kept", gone.set):
            clearing.start()
            was_told = gone.wait(TIMEOUT_S)
        clearing.stop()

        names = [record.name for record in simulator.service.listed()]
    assert (True, ["lasting", "main"]) == (was_told, names)
