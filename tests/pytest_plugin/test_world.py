"""The world of a test: its clock, its past, its mail, its people and its pages."""

from datetime import datetime, timedelta

import pytest

from itsid_sim.client.errors import NoSuchThing, Refused
from itsid_sim.client.given import NewContract
from itsid_sim.core.moment import JST
from itsid_sim.pytest_plugin.world import ItsidWorld, NotInWorld
from itsid_sim.rules import labels
from itsid_sim.rules.outcomes import START_OVER
from itsid_sim.web.told import Contract, Fault, Match
from tests.pytest_plugin.walks import TARO, asked_for_reissue, visitor

OPENING = datetime(2026, 6, 1, 10, 0, tzinfo=JST)
TARO_ADDRESS, SABURO_ADDRESS = "taro@example.jp", "gone@example.jp"
KENJI = ("kenji", "渋谷 健二", "シブヤ ケンジ", "09000000099", "2000000099")


def minutes(count: int) -> datetime:
    return OPENING + timedelta(minutes=count)


def kinds(world: ItsidWorld) -> list[str]:
    return [event.kind for event in world.events()]


def test_a_world_begins_at_the_same_time_in_every_run(itsid_world: ItsidWorld) -> None:
    state = itsid_world.state

    assert (OPENING, "frozen", 0, None) == (
        itsid_world.now,
        state.clock,
        state.event,
        state.seed,
    )


def test_a_world_stands_in_a_message_by_its_address(itsid_world: ItsidWorld) -> None:
    assert f"<ItsidWorld {itsid_world.url}>" == repr(itsid_world)


@pytest.mark.parametrize(("seconds", "title"), [(59, labels.NEW_PASSWORD), (60, START_OVER)])
def test_a_code_is_good_until_it_is_thirty_minutes_old(
    itsid_world: ItsidWorld, seconds: int, title: str
) -> None:
    taro = asked_for_reissue(itsid_world)

    itsid_world.advance(minutes=29, seconds=seconds)
    taro.fill(TARO, labels.CODE, itsid_world.code())
    taro.press(TARO, labels.NEXT)

    assert title == taro.look(TARO).title


def test_a_clock_is_moved_by_a_span_in_any_units(itsid_world: ItsidWorld) -> None:
    moved = itsid_world.advance(timedelta(days=1), days=1, hours=1, minutes=1, seconds=1)

    expected = OPENING + timedelta(days=2, hours=1, minutes=1, seconds=1)
    assert (expected, expected) == (moved.now, itsid_world.now)


@pytest.mark.parametrize(
    "moment",
    [
        "2026-06-01T10:29:00",
        "2026-06-01T01:29:00+00:00",
        minutes(29),
        minutes(29).replace(tzinfo=None),
    ],
    ids=str,
)
def test_a_time_without_an_offset_is_that_of_japan(
    itsid_world: ItsidWorld, moment: datetime | str
) -> None:
    itsid_world.advance_to(moment)

    assert minutes(29) == itsid_world.now


def test_a_clock_is_moved_to_what_falls_due_next(itsid_world: ItsidWorld) -> None:
    asked_for_reissue(itsid_world)
    first, *_ = itsid_world.deadlines()

    moved = itsid_world.advance_to_next()

    assert ("code", "taro", minutes(30), minutes(30)) == (
        first.kind,
        first.contract,
        first.at,
        moved.now,
    )


@pytest.mark.parametrize(
    ("to", "seen"), [(1, 1), ("2026-06-01T10:10", 2), (minutes(10), 2)], ids=str
)
def test_a_world_goes_back_to_an_event_or_a_time(
    itsid_world: ItsidWorld, to: int | datetime | str, seen: int
) -> None:
    itsid_world.advance(minutes=5)
    itsid_world.advance(minutes=10)

    back = itsid_world.rewind(to)

    assert (seen, minutes(5 * seen)) == (back.event, itsid_world.now)


def test_what_was_left_can_be_entered_again(itsid_world: ItsidWorld) -> None:
    itsid_world.advance(minutes=5)
    left = itsid_world.state.branch
    itsid_world.rewind(0)

    itsid_world.enter(left)

    assert minutes(5) == itsid_world.now
    assert [(left, True)] == [
        (branch.id, branch.current) for branch in itsid_world.branches() if branch.current
    ]


def test_a_fork_goes_its_own_way(itsid_world: ItsidWorld) -> None:
    asked_for_reissue(itsid_world)

    fork = itsid_world.fork()
    fork.advance(minutes=30)

    assert (OPENING, minutes(30)) == (itsid_world.now, fork.now)
    assert (itsid_world.code(), itsid_world.person(TARO)) == (fork.code(), fork.person(TARO))


@pytest.mark.parametrize("at", [1, "2026-06-01T10:05"])
def test_a_fork_begins_at_an_earlier_point(itsid_world: ItsidWorld, at: int | str) -> None:
    itsid_world.advance(minutes=5)
    itsid_world.advance(minutes=5)

    fork = itsid_world.fork(at=at)

    assert (minutes(5), itsid_world.id) == (fork.now, fork.state.parent and fork.state.parent.world)


def test_all_events_are_told_however_many(itsid_world: ItsidWorld) -> None:
    for _ in range(501):
        itsid_world.advance(seconds=1)

    events = itsid_world.events()

    assert list(range(1, 502)) == [event.n for event in events]


def test_letters_are_picked_by_kind_and_address(itsid_world: ItsidWorld) -> None:
    asked_for_reissue(itsid_world)

    (letter,) = itsid_world.letters(kind="code", to=TARO_ADDRESS)

    assert (letter.code, 6) == (itsid_world.code(to=TARO_ADDRESS), len(itsid_world.code()))
    assert () == itsid_world.letters(kind="phrase")


def test_the_code_is_that_of_the_letter_that_arrived_last(itsid_world: ItsidWorld) -> None:
    itsid_world.set_faults(Fault("hold", Match(nth=1), span=timedelta(minutes=10)))
    asked_for_reissue(itsid_world)
    asked_for_reissue(itsid_world)
    held, second = itsid_world.letters()

    before = itsid_world.code()
    itsid_world.advance(minutes=10)

    first = itsid_world.letters()[0]
    assert ("held", second.code, first.code) == (held.state, before, itsid_world.code())


def test_of_swapped_letters_the_code_is_that_of_the_one_that_arrived_last(
    itsid_world: ItsidWorld,
) -> None:
    """Both arrive in the same second; the mailbox and the wait say the same."""
    itsid_world.set_faults(Fault("swap", times=1))
    asked_for_reissue(itsid_world)
    itsid_world.advance(minutes=1)
    asked_for_reissue(itsid_world)

    first, second = itsid_world.letters()

    assert first.arrived_at == second.arrived_at
    assert (first.code, first.id) == (itsid_world.code(), itsid_world.wait_for_letter().id)


def test_the_mailed_url_is_that_of_the_letter_that_arrived_last(itsid_world: ItsidWorld) -> None:
    hanako = asked_for_reissue(itsid_world, "花子")
    hanako.choose("花子", labels.QUESTION, labels.PET_NAME)
    hanako.fill("花子", labels.ANSWER, labels.PET_SAMPLE)
    hanako.press("花子", labels.NEXT)

    hanako.open("花子", itsid_world.mailed_url())

    assert labels.PHRASE_ENTRY == hanako.look("花子").title


def test_a_code_that_has_not_arrived_is_missed_with_what_there_is(itsid_world: ItsidWorld) -> None:
    (fault,) = itsid_world.set_faults(Fault("hold", span=timedelta(minutes=10)))
    asked_for_reissue(itsid_world)

    with pytest.raises(NotInWorld, match=rf"it has code to {TARO_ADDRESS} \(held\)"):
        itsid_world.code()

    assert (fault,) == itsid_world.faults()


def test_where_there_is_no_letter_the_message_says_none(itsid_world: ItsidWorld) -> None:
    with pytest.raises(NotInWorld, match="no letter with a url has arrived; it has none"):
        itsid_world.mailed_url(to=SABURO_ADDRESS)


def test_a_letter_is_read_with_its_text(itsid_world: ItsidWorld) -> None:
    asked_for_reissue(itsid_world)

    message = itsid_world.mailbox.message()

    assert (TARO_ADDRESS, True) == (message.to[0].address, itsid_world.code() in message.text)


def test_a_contract_is_found_by_its_id(itsid_world: ItsidWorld) -> None:
    taro = itsid_world.contract("taro")

    assert ("逸 太郎", True) == (taro.name, taro in itsid_world.contracts())


def test_a_contract_that_is_not_there_is_missed_with_those_that_are(
    itsid_world: ItsidWorld,
) -> None:
    with pytest.raises(NotInWorld, match=r"no contract 'tarou'; it has .*taro"):
        itsid_world.contract("tarou")


def test_a_customer_is_added(itsid_world: ItsidWorld) -> None:
    added = itsid_world.add_contract(NewContract(*KENJI))

    assert (Contract(*KENJI), added) == (added, itsid_world.contract("kenji"))


def test_a_person_signs_in_with_what_they_know(itsid_world: ItsidWorld) -> None:
    facts = itsid_world.person(TARO).facts
    taro = visitor(itsid_world)
    taro.open(TARO, "/mypage")
    taro.fill(TARO, labels.ITSCOM_ID, facts[labels.ITSCOM_ID])
    taro.fill(TARO, labels.PASSWORD, facts[labels.PASSWORD])

    taro.press(TARO, labels.SIGN_IN)

    assert "SignedIn" in kinds(itsid_world)


def test_a_person_who_is_not_there_is_missed_with_those_who_are(itsid_world: ItsidWorld) -> None:
    with pytest.raises(NotInWorld, match=r"no person 'Taro'; it has .*太郎"):
        itsid_world.person("Taro")


def test_what_the_simulator_refuses_says_why(itsid_world: ItsidWorld) -> None:
    with pytest.raises(Refused, match="ten years"):
        itsid_world.advance(days=3654)


def test_what_is_not_here_is_done_by_the_control_api(itsid_world: ItsidWorld) -> None:
    world = itsid_world.control.set_clock(itsid_world.id, "flowing")

    assert "flowing" == world.clock


def test_a_world_may_be_taken_away_by_its_test(itsid_world: ItsidWorld) -> None:
    itsid_world.control.delete(itsid_world.id)

    with pytest.raises(NoSuchThing):
        itsid_world.advance(seconds=1)


def test_a_letter_is_waited_for_and_released(itsid_world: ItsidWorld) -> None:
    itsid_world.set_faults(Fault("hold", Match(kind="code"), span=timedelta(minutes=10)))
    asked_for_reissue(itsid_world)
    (held,) = itsid_world.letters()

    released = itsid_world.release(held)

    awaited = itsid_world.wait_for_letter(to=TARO_ADDRESS, kind="code")
    assert ("held", released, 6) == (held.state, awaited, len(awaited.code or ""))


def test_no_letter_is_waited_for_in_vain(itsid_world: ItsidWorld) -> None:
    with pytest.raises(NoSuchThing, match="no such letter is coming"):
        itsid_world.wait_for_letter(to=TARO_ADDRESS)
