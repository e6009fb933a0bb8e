"""Connections that are cut, letters that are held or lost, and which fault strikes which letter."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core.state import Fault, FaultMoment
from tests.postbox.office import DAY_S, HANAKO, TARO, WAITS_S, Office, written

BEFORE_FILING: tuple[FaultMoment, ...] = ("rcpt", "data")
FIVE_MINUTES_S, TEN_MINUTES_S = 300, 600


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("at", BEFORE_FILING)
def test_a_connection_cut_before_filing_delays_the_letter(
    office: Office, at: FaultMoment, times: int
) -> None:
    office.open("a", faults=(Fault("cut", at=at, times=times),))

    office.courier.advance("a", DAY_S)

    letter = office.letter("a")
    assert [(sum(WAITS_S[:times]), "1")] == office.arrivals("a")
    assert (times + 1, 1, True) == (letter.tries, letter.copies, letter.done)


@pytest.mark.parametrize("times", [1, 3])
def test_a_connection_cut_before_the_answer_brings_copies_that_are_counted_not_shown(
    office: Office, times: int
) -> None:
    office.open("a", faults=(Fault("cut", at="answer", times=times),))

    office.courier.settle("a")
    first = office.letter("a")
    office.courier.advance("a", DAY_S)

    letter = office.letter("a")
    assert ("arrived", 1) == (first.state, first.copies)
    assert (times + 1, first.arrived_at, 1) == (
        letter.copies,
        letter.arrived_at,
        len(office.service.world("a").letters),
    )


@pytest.mark.parametrize(("at", "state"), [("rcpt", "bounced"), ("answer", "arrived")])
def test_connections_cut_for_ever_end_in_giving_up_and_lose_no_letter_that_came(
    office: Office, at: FaultMoment, state: str
) -> None:
    office.open("a", faults=(Fault("cut", at=at),))

    office.courier.advance("a", 5 * DAY_S)

    letter = office.letter("a")
    assert (state, True, len(WAITS_S) + 1) == (letter.state, letter.done, letter.tries)


def test_a_connection_cut_in_one_world_costs_another_nothing(office: Office) -> None:
    office.open("a", faults=(Fault("cut"),))
    office.open("b")

    office.courier.settle("a")
    office.courier.settle("b")

    assert [(0, "1")] == office.arrivals("b")


def test_a_letter_held_arrives_at_its_moment_and_not_a_second_earlier(office: Office) -> None:
    office.open("a", faults=(Fault("hold", span_s=TEN_MINUTES_S),))

    office.courier.advance("a", TEN_MINUTES_S - 1)
    before = office.letter("a").state
    office.courier.advance("a", 1)

    assert "held" == before
    assert [(TEN_MINUTES_S, "1")] == office.arrivals("a")


def test_the_clock_of_the_courier_is_the_worlds(office: Office) -> None:
    office.open("a", faults=(Fault("hold", span_s=TEN_MINUTES_S),))
    office.courier.settle("a")

    office.command("a", c.Wait(TEN_MINUTES_S))
    office.courier.settle("a")

    assert [(TEN_MINUTES_S, "1")] == office.arrivals("a")


def test_what_falls_due_on_the_way_happens_in_order_each_at_its_own_moment(office: Office) -> None:
    office.open(
        "a",
        *(written(id_, f"{id_}@example.jp") for id_ in "12345"),
        faults=(
            Fault("hold", to="1@example.jp", span_s=TEN_MINUTES_S),
            Fault("hold", to="2@example.jp", span_s=FIVE_MINUTES_S),
            Fault("defer", to="3@example.jp", times=1),
            Fault("cut", to="4@example.jp", times=3),
        ),
    )

    office.courier.advance("a", DAY_S)

    expected = [(0, "5"), (60, "3"), (FIVE_MINUTES_S, "2"), (TEN_MINUTES_S, "1"), (1260, "4")]
    assert expected == office.arrivals("a")


def test_a_day_in_one_go_brings_the_same_as_a_day_in_pieces(office: Office) -> None:
    faults = (
        Fault("hold", to=TARO, span_s=TEN_MINUTES_S),
        Fault("defer", to=HANAKO, times=4),
    )
    for name in ("once", "pieces"):
        office.open(name, written("1"), written("2", HANAKO), faults=faults)

    office.courier.advance("once", DAY_S)
    for _ in range(24 * 6):
        office.courier.advance("pieces", TEN_MINUTES_S)

    assert office.arrivals("once") == office.arrivals("pieces")
    assert office.service.world("once").now == office.service.world("pieces").now


def test_letters_due_at_one_moment_come_in_the_order_of_their_writing(office: Office) -> None:
    ids = [str(number) for number in range(1, 13)]
    office.open("a", *map(written, ids), faults=(Fault("hold", span_s=60),))

    office.courier.advance("a", 60)

    assert [(60, id_) for id_ in ids] == office.arrivals("a")


def test_a_lost_letter_is_believed_sent_and_never_comes(office: Office) -> None:
    office.open("a", faults=(Fault("lose"),))

    office.courier.advance("a", 2 * DAY_S)

    assert ("lost", True, 1) == (
        office.letter("a").state,
        office.letter("a").done,
        office.letter("a").tries,
    )
    assert [] == office.arrivals("a")


@pytest.mark.parametrize(
    ("fault", "struck"),
    [
        (Fault("lose"), "12"),
        (Fault("lose", to=TARO), "1"),
        (Fault("lose", kind="phrase"), "2"),
        (Fault("lose", nth=2), "2"),
        (Fault("lose", to=TARO, kind="phrase"), ""),
        (Fault("refuse", kind="phrase"), "2"),
        (Fault("refuse", nth=1), "1"),
        (Fault("lose", times=1), "1"),
        (Fault("refuse", times=1), "1"),
    ],
)
def test_a_fault_strikes_the_letters_that_it_names(
    office: Office, fault: Fault, struck: str
) -> None:
    office.open("a", written("1"), written("2", HANAKO, "phrase"), faults=(fault,))

    office.courier.settle("a")

    letters = (office.letter("a", id_) for id_ in "12")
    assert struck == "".join(letter.id for letter in letters if letter.state != "arrived")


@pytest.mark.parametrize(
    ("faults", "state"),
    [
        ((Fault("lose"), Fault("refuse")), "lost"),
        ((Fault("refuse"), Fault("lose")), "bounced"),
        ((Fault("hold", span_s=60), Fault("cut")), "held"),
        ((Fault("lose", kind="phrase"), Fault("refuse")), "bounced"),
        ((Fault("defer", times=1), Fault("lose")), "written"),
    ],
)
def test_the_first_fault_that_fits_strikes_and_no_other(
    office: Office, faults: tuple[Fault, ...], state: str
) -> None:
    office.open("a", faults=faults)

    office.courier.settle("a")

    assert state == office.letter("a").state


def test_a_worn_out_fault_makes_room_for_the_next(office: Office) -> None:
    office.open("a", faults=(Fault("defer", times=2), Fault("lose")))

    office.courier.advance("a", DAY_S)

    assert ("lost", 3) == (office.letter("a").state, office.letter("a").tries)


@pytest.mark.parametrize("seconds", [-1, -DAY_S])
def test_the_clock_never_goes_back(office: Office, seconds: int) -> None:
    before = office.open("a")

    with pytest.raises(ValueError, match=str(seconds)):
        office.courier.advance("a", seconds)

    assert before is office.service.world("a")
