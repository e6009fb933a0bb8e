"""The clock of a world over the control API: moved to the second, with what happened meanwhile."""

import pytest

from itsid_sim.drivers import routes
from tests.web.control.asking import TARO, Asker, told_by


def moved(asker: Asker, world: str, **given: object) -> tuple[int, str]:
    """The status of an advance, and where the clock then stands."""
    status = asker.ask("POST", f"/{world}/clock/advance", given).status
    return status, str(told_by(asker.ask("GET", f"/{world}"))["now"])


@pytest.mark.parametrize(
    ("span", "now"),
    [
        ("PT29M59S", "2026-06-01T10:29:59+09:00"),
        ("PT30M", "2026-06-01T10:30:00+09:00"),
        ("PT0S", "2026-06-01T10:00:00+09:00"),
        ("P1DT1H1M1S", "2026-06-02T11:01:01+09:00"),
        ("P2W", "2026-06-15T10:00:00+09:00"),
        ("PT90M", "2026-06-01T11:30:00+09:00"),
        ("P3653D", "2036-06-01T10:00:00+09:00"),
    ],
)
def test_a_clock_moves_by_a_span(asker: Asker, span: str, now: str) -> None:
    assert (200, now) == moved(asker, asker.new_world(), by=span)


@pytest.mark.parametrize(
    "span",
    ["P3653DT1S", "-PT1S", "PT-1S", "PT1.5S", "P1Y", "P1M", "P", "PT", "P1DT", "1800", "", 1801],
)
def test_a_clock_moves_by_whole_seconds_for_ten_years_at_most(asker: Asker, span: object) -> None:
    world = asker.new_world()

    assert (422, "2026-06-01T10:00:00+09:00") == moved(asker, world, by=span)


@pytest.mark.parametrize(
    ("goal", "status"),
    [
        ("2026-06-01T10:00:01+09:00", 200),
        ("2026-06-01T01:00:01Z", 200),
        ("2026-06-01T10:00:00+09:00", 200),
        ("2026-06-01T09:59:59+09:00", 422),
        ("2036-06-01T10:00:00+09:00", 200),
        ("2036-06-01T10:00:01+09:00", 422),
        ("tomorrow", 422),
        ("NEXT", 422),
    ],
)
def test_a_clock_moves_to_a_time_that_is_not_past(asker: Asker, goal: str, status: int) -> None:
    world = asker.new_world()

    assert status == asker.ask("POST", f"/{world}/clock/advance", {"to": goal}).status


@pytest.mark.parametrize("given", [{}, {"by": "PT1S", "to": "next"}, {"by": None}, {"until": "x"}])
def test_a_clock_is_told_one_thing(asker: Asker, given: object) -> None:
    world = asker.new_world()

    assert 422 == asker.ask("POST", f"/{world}/clock/advance", given).status


def test_no_clock_goes_beyond_2999(asker: Asker) -> None:
    world = asker.new_world(now="2999-12-31T23:59:58+09:00")

    first = moved(asker, world, by="PT1S")
    second = moved(asker, world, by="PT1S")

    assert ((200, "2999-12-31T23:59:59+09:00"), (422, "2999-12-31T23:59:59+09:00")) == (
        first,
        second,
    )


def test_next_is_when_a_contract_becomes_ready(asker: Asker) -> None:
    assert (200, "2026-06-15T09:00:00+09:00") == moved(asker, asker.new_world(), to="next")


def test_next_is_when_a_code_grows_too_old(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    assert (200, "2026-06-01T10:30:00+09:00") == moved(asker, world, to="next")


def test_next_is_when_a_held_letter_arrives(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [{"do": "hold", "for": "PT1S"}]})
    routes.ask_for_reissue(walker)

    status, now = moved(asker, world, to="next")

    assert (200, "2026-06-01T10:00:01+09:00", 1) == (status, now, len(walker.stage.letters(TARO)))


def test_without_anything_due_there_is_no_next(asker: Asker) -> None:
    world = asker.new_world(contracts=[])

    refused = asker.ask("POST", f"/{world}/clock/advance", {"to": "next"})

    assert (409, "/problems/nothing-due") == (refused.status, told_by(refused)["type"])


def test_what_happened_is_told_at_its_own_time(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    fault = {"do": "defer", "times": 1}
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [fault]})
    routes.ask_for_reissue(walker)
    before = told_by(asker.ask("GET", f"/{world}"))["event"]

    told = told_by(asker.ask("POST", f"/{world}/clock/advance", {"by": "PT2M"}))

    happened = told["happened"]
    kinds = {event["kind"]: event["at"][11:19] for event in happened}
    assert list(range(before + 1, told["event"] + 1)) == [event["n"] for event in happened]
    assert {
        "LetterTried": "10:01:00",
        "LetterArrived": "10:01:00",
        "LetterAccepted": "10:01:00",
        "TimePassed": "10:02:00",
    } == kinds
    assert ("1分たった", {"seconds": 60}) == (happened[-1]["text"], happened[-1]["data"])


def test_at_most_a_thousand_events_are_told(asker: Asker) -> None:
    """Forty letters are each tried thirty-six times more before the courier gives up."""
    walker, world = asker.walker("太郎", Q24=None)
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [{"do": "defer"}]})
    for _ in range(40):
        routes.ask_for_reissue(walker)
    before = told_by(asker.ask("GET", f"/{world}"))["event"]

    told = told_by(asker.ask("POST", f"/{world}/clock/advance", {"by": "P5D"}))

    numbers = [event["n"] for event in told["happened"]]
    assert (list(range(before + 1, before + 1001)), True) == (
        numbers,
        told["event"] > before + 1000,
    )


def test_a_flowing_clock_can_be_moved_on(asker: Asker) -> None:
    world = asker.new_world(clock="flowing", now="2030-01-01T00:00:00+09:00")

    told = told_by(asker.ask("POST", f"/{world}/clock/advance", {"by": "P1D"}))

    assert ("2030-01-02T00:0", "flowing") == (told["now"][:15], told["clock"])
