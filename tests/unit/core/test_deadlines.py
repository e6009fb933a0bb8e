"""What lies ahead of a world: every moment at which something changes by itself, and none else."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core.deadlines import Deadline, deadlines
from itsid_sim.core.state import Fault
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Lockout, Settings
from tests.unit.people import FUYUKO, HANAKO_ID, HOUR_S, JIRO, JIRO_ID, NOW, TARO_ID, TARO_PASSWORD
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import (
    WRONG_PASSWORD,
    ask_for_url,
    name_id,
    register,
    set_phrase,
    sign_in,
    to_contractor,
    to_new_password,
)

HALF_HOUR_S = 30 * 60


def ahead(stage: Stage, kind: str) -> list[int]:
    """The deadlines of a kind, in seconds from now."""
    return [one.at - stage.world.now for one in deadlines(stage.world) if one.kind == kind]


def test_new_world_waits_for_nothing_but_contracts_that_are_not_ready() -> None:
    assert (Deadline(NOW + HOUR_S, "ready", FUYUKO.id),) == deadlines(Stage().world)


def test_deadlines_come_soonest_first() -> None:
    stage = Stage()
    sign_in(Person(stage, "signed in"), TARO_ID, TARO_PASSWORD)
    stage.wait(minutes=3)
    name_id(Person(stage), TARO_ID)
    stage.wait(minutes=3)
    ask_for_url(Person(stage), JIRO, JIRO_ID)

    moments = [one.at for one in deadlines(stage.world)]

    assert sorted(moments) == moments
    assert all(at > stage.world.now for at in moments)


@pytest.mark.parametrize(
    ("settings", "valid_s"),
    [(DEFAULT, HALF_HOUR_S), (Settings(last_moment="inclusive"), HALF_HOUR_S + 1)],
)
def test_proofs_are_due_when_they_can_no_longer_be_used(settings: Settings, valid_s: int) -> None:
    """Q01: the first second at which they are too old."""
    stage = Stage(settings)
    name_id(Person(stage, "code"), TARO_ID)
    set_phrase(Person(stage, "phrase"), HANAKO_ID)
    ask_for_url(Person(stage, "registration"), JIRO, JIRO_ID)
    stage.wait(seconds=1)

    for kind in ("code", "phrase", "registration"):
        assert [valid_s - 1] == ahead(stage, kind)


def test_proof_of_nobody_is_due_like_that_of_somebody() -> None:
    stage = Stage()

    name_id(Person(stage), "nobody@example.jp")

    assert [HALF_HOUR_S] == ahead(stage, "code")


def test_proof_that_was_used_or_has_passed_is_not_due() -> None:
    """A code that has passed no longer grows old: the screen that waits does (Q21)."""
    stage = Stage()
    register(Person(stage), JIRO, JIRO_ID)
    to_new_password(Person(stage, "passed"), TARO_ID)

    assert [] == ahead(stage, "registration") + ahead(stage, "code")


def test_stopped_id_is_due_when_it_is_free_again() -> None:
    stage = Stage(Settings(login_lockout=Lockout(2, 7)))
    person = Person(stage)
    sign_in(person, TARO_ID, WRONG_PASSWORD)
    assert [] == ahead(stage, "lock")

    sign_in(person, TARO_ID, WRONG_PASSWORD)

    assert [7 * 60] == ahead(stage, "lock")


@pytest.mark.parametrize(("minutes", "due"), [(45, [45 * 60]), (None, [])])
def test_sign_in_is_due_when_it_ends(minutes: int | None, due: list[int]) -> None:
    stage = Stage(Settings(signed_in_minutes=minutes))

    sign_in(Person(stage), TARO_ID, TARO_PASSWORD)

    assert due == ahead(stage, "signin")


def test_sign_in_that_was_ended_by_a_new_password_is_not_due() -> None:
    stage = Stage()
    register(Person(stage), JIRO, JIRO_ID, "First.pass1")
    sign_in(Person(stage, "signed in"), JIRO_ID, "First.pass1")
    register(Person(stage), JIRO, JIRO_ID, "Second.pass2")

    assert [] == ahead(stage, "signin")


@pytest.mark.parametrize(("minutes", "due"), [(45, [45 * 60]), (None, [])])
def test_screen_that_waits_is_due_when_it_is_given_up(minutes: int | None, due: list[int]) -> None:
    """Q22."""
    stage = Stage(Settings(idle_minutes=minutes))

    to_contractor(Person(stage))

    assert due == ahead(stage, "idle")


def test_quota_is_due_for_each_letter_that_counts() -> None:
    stage = Stage()
    name_id(Person(stage), TARO_ID)
    stage.wait(minutes=10)
    name_id(Person(stage), TARO_ID)

    assert [50 * 60, 60 * 60] == ahead(stage, "quota")


def test_letter_is_due_when_it_is_tried_again_or_released() -> None:
    stage = Stage()
    name_id(Person(stage), TARO_ID)
    stage.do(c.TryLetter("1", 1))
    stage.do(c.Defer("1", "451 later"))
    assert [60] == ahead(stage, "letter")

    stage.do(c.SetFaults((Fault("hold", span_s=5),)))
    stage.do(c.Deliver("1"))
    stage.do(c.Accept("1", "250 OK"))

    assert [5] == ahead(stage, "letter")


def pages(stage: Stage) -> list[object]:
    """What the browsers see, the moment of looking aside."""
    return [
        (page.title, page.lines, page.boxes, page.notices)
        for browser in sorted(stage.world.dialogs)
        for page in [Person(stage, browser).look()]
    ]


def test_nothing_changes_between_two_deadlines() -> None:
    """Stepping from one to the next is waiting for anything: no page changes in between."""
    stage = Stage()
    sign_in(Person(stage, "signed in"), TARO_ID, TARO_PASSWORD)
    to_contractor(Person(stage, "waiting"))
    stage.wait(minutes=1)
    to_new_password(Person(stage, "passed"), TARO_ID)
    name_id(Person(stage, "code"), "nobody@example.jp")
    steps = 0

    while ahead_of := deadlines(stage.world):
        seen = pages(stage)
        stage.wait(seconds=ahead_of[0].at - stage.world.now - 1)
        assert seen == pages(stage)
        stage.wait(seconds=1)
        steps += 1

    assert steps > 3
    assert labels.LOGIN == Person(stage, "signed in").look().title
