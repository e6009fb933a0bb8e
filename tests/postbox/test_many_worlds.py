"""Several worlds and several threads at once: nobody gets anybody else's mail."""

from functools import partial

from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault
from tests.postbox.at_once import at_once
from tests.postbox.office import DAY_S, HANAKO, TARO, Office, written

WORLDS = [f"w{number}" for number in range(6)]
LETTERS = [written(str(number), TARO if number % 2 else HANAKO) for number in range(1, 9)]
FAULTS = (
    Fault("defer", nth=2, times=2),
    Fault("cut", nth=3, at="data", times=1),
    Fault("cut", nth=4, at="answer", times=1),
    Fault("hold", nth=5, span_s=600),
    Fault("lose", nth=6),
    Fault("refuse", nth=7),
)
ARRIVALS = [(0, "1"), (0, "4"), (0, "8"), (60, "3"), (60, "4"), (360, "2"), (600, "5")]


def test_worlds_served_at_once_fare_as_each_would_alone(office: Office) -> None:
    for name in WORLDS:
        office.open(name, *LETTERS, faults=FAULTS)

    raised = at_once([partial(office.new_courier().advance, name, DAY_S) for name in WORLDS])

    assert [] == raised
    assert [ARRIVALS] * len(WORLDS) == [office.arrivals(name) for name in WORLDS]
    assert 1 == len({office.service.events(name) for name in WORLDS})


def test_a_courier_may_be_called_from_several_threads(office: Office) -> None:
    for name in WORLDS:
        office.open(name, *LETTERS)

    raised = at_once([partial(office.courier.settle, name) for name in WORLDS])

    expected = [(0, letter.letter) for letter in LETTERS]
    assert [] == raised
    assert [expected] * len(WORLDS) == [office.arrivals(name) for name in WORLDS]


def test_couriers_who_serve_one_world_at_once_carry_each_letter_once(office: Office) -> None:
    office.open("a", *LETTERS)

    raised = at_once([partial(office.new_courier().settle, "a") for _ in range(4)])

    letters = office.service.world("a").letters.values()
    assert [] == raised
    assert {("arrived", 1, 1)} == {
        (letter.state, letter.copies, letter.tries) for letter in letters
    }


def test_a_world_goes_on_while_its_letters_travel(office: Office) -> None:
    office.open("a", *LETTERS)

    def wait_often() -> None:
        for _ in range(100):
            office.command("a", c.Wait(1))

    raised = at_once([partial(office.courier.settle, "a"), wait_often])

    letters = office.service.world("a").letters.values()
    assert [] == raised
    assert {"arrived"} == {letter.state for letter in letters}
