"""Mailed URLs and codes as a world keeps them: what is used up or too old does not pile up."""

import pytest

from itsid_sim.rules import labels, sentences
from itsid_sim.rules.settings import Quota, Settings
from tests.unit.people import HANAKO, HANAKO_ID, JIRO, JIRO_ID, TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import (
    ask_for_url,
    name_id,
    register,
    reissue_by_phrase,
    set_phrase,
    to_new_password,
    type_code,
    type_new_password,
)

ALL_LIVE = Settings(live_proofs="all", mail_quota=None)


@pytest.mark.parametrize(("settings", "kept"), [(DEFAULT, 1), (ALL_LIVE, 3)])
def test_one_proof_of_a_kind_is_live_or_all_that_are_not_too_old(
    settings: Settings, kept: int
) -> None:
    """Q04: both answers."""
    stage = Stage(settings)

    for _ in range(3):
        name_id(Person(stage), TARO_ID)

    assert kept == len(stage.world.tickets)


def test_proofs_that_grew_too_old_are_dropped_where_all_stay_valid() -> None:
    stage = Stage(ALL_LIVE)
    for _ in range(3):
        name_id(Person(stage), TARO_ID)
        stage.wait(minutes=15)

    name_id(Person(stage), TARO_ID)

    assert 2 == len(stage.world.tickets), "of minute 30 and of minute 45"


def test_code_that_passed_is_not_dropped_by_a_new_one_where_all_stay_valid() -> None:
    """Q21: once it has passed it no longer grows old, and the password can still be chosen."""
    stage = Stage(ALL_LIVE)
    passed = Person(stage, "passed")
    to_new_password(passed, TARO_ID)
    stage.wait(minutes=29)
    passed.press(labels.NEXT)
    stage.wait(minutes=1)

    name_id(Person(stage, "other"), TARO_ID)

    assert labels.PASSWORD_CHANGED == type_new_password(passed).title


def test_proofs_of_three_kinds_do_not_void_each_other() -> None:
    stage = Stage(Settings(reissue_branch="A"))
    person = Person(stage)
    name_id(person, TARO_ID)
    set_phrase(person, HANAKO_ID)
    ask_for_url(person, HANAKO, JIRO_ID)
    ask_for_url(person, JIRO, JIRO_ID)

    assert ["phrase", "registration", "registration"] == sorted(
        ticket.kind for ticket in stage.world.tickets.values()
    )


@pytest.mark.parametrize("way", ["registered", "reissued by code", "reissued by phrase"])
def test_finished_procedure_leaves_no_proof_behind(way: str) -> None:
    stage = Stage()
    person = Person(stage)
    if way == "registered":
        register(person, JIRO, JIRO_ID)
    elif way == "reissued by code":
        to_new_password(person, TARO_ID)
        type_new_password(person)
    else:
        reissue_by_phrase(person, HANAKO_ID)

    assert (0, 0) == (len(stage.world.tickets), len(stage.world.pending))


def test_times_of_letters_are_kept_no_longer_than_they_count() -> None:
    stage = Stage(Settings(mail_quota=Quota(5, 60)))
    for _ in range(30):
        name_id(Person(stage), TARO_ID)
        stage.wait(minutes=13)

    assert 5 >= len(stage.world.mailed_at["code:taro@example.jp"])


def test_voided_proof_leads_to_the_start_wherever_it_waits() -> None:
    """Q04: on the next look, not only on the next press."""
    stage = Stage()
    waiting = Person(stage, "waiting")
    name_id(waiting, TARO_ID)

    name_id(Person(stage, "newer"), TARO_ID)

    assert sentences.START_OVER == waiting.look().title
    assert labels.LOGIN == waiting.press(labels.TO_LOGIN).title


def test_voided_proof_of_an_unknown_id_leads_to_the_start_too() -> None:
    stage = Stage()
    waiting = Person(stage, "waiting")
    name_id(waiting, "nobody@example.jp")

    name_id(Person(stage, "newer"), "Nobody@example.jp")

    assert sentences.START_OVER == waiting.look().title


def test_secrets_are_kept_as_digests() -> None:
    """Codes, tokens and answers: only the letter has them in plain."""
    stage = Stage()
    name_id(Person(stage, "code"), TARO_ID)
    set_phrase(Person(stage, "phrase"), HANAKO_ID)
    ask_for_url(Person(stage, "url"), JIRO, JIRO_ID, "Secret.pass1")

    kept = repr((stage.world.tickets, stage.world.pending, stage.world.dialogs))

    for secret in ("ぽち", "Secret.pass1", *(letter.secret for letter in stage.letters())):
        assert secret not in kept


def test_mistake_counts_for_the_code_that_the_screen_waits_for() -> None:
    """Two IDs, two codes: mistaking one leaves the other alone."""
    stage = Stage(Settings(tries_max=1))
    one, other = Person(stage, "one"), Person(stage, "other")
    name_id(one, TARO_ID)
    name_id(other, "nobody@example.jp")

    type_code(other, "000000")

    assert labels.NEW_PASSWORD == type_code(one, stage.secret("code")).title
