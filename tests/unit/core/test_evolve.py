"""A world is the fold of its events; keeping a value is keeping a snapshot."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.decide_mail import DECISIONS
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import World
from itsid_sim.core.steps import STEPS
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.settings import Settings
from tests.unit.people import EVERYBODY, HANAKO_ID, JIRO, JIRO_ID, NOW, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    NEW_PASSWORD,
    answer_survey,
    apply_for,
    ask_for_url,
    inquire,
    read_newest,
    register,
    reissue_by_phrase,
    sign_in,
    to_new_password,
    type_new_password,
    write_mail,
)


def long_story() -> Stage:
    """A stage where a bit of everything has happened."""
    stage = Stage()
    person = Person(stage)
    register(person, JIRO, JIRO_ID)
    to_new_password(person, TARO_ID)
    type_new_password(person)
    reissue_by_phrase(person, HANAKO_ID)
    sign_in(person, JIRO_ID, "wrong1")
    stage.wait(minutes=5)
    ask_for_url(person, JIRO, TARO_ID)
    sign_in(person, JIRO_ID, NEW_PASSWORD)
    apply_for(person, "電話")
    write_mail(person, JIRO_ID)
    read_newest(person)
    person.press(sentences.REPLY)
    inquire(person, JIRO_ID, "?")
    answer_survey(person)
    return stage


def test_every_event_has_a_fold() -> None:
    assert set(e.Event.__subclasses__()) == set(STEPS)


def test_every_event_can_be_written_to_a_journal() -> None:
    """The union lists them all, so that a line of a journal finds its class again."""
    assert set(e.Event.__subclasses__()) == set(e.AnyEvent.__args__)


def test_every_command_without_a_page_has_a_decision() -> None:
    with_page = {c.Press, c.Look, c.LookAgain}

    assert set(c.Command.__subclasses__()) - with_page == set(DECISIONS)


def test_world_is_the_fold_of_its_events() -> None:
    stage = long_story()

    assert stage.world == evolve(World(NOW, Settings()), stage.events)


def test_events_fold_one_by_one_or_together() -> None:
    stage = long_story()
    world = World(NOW, Settings())

    for event in stage.events:
        world = evolve(world, (event,))

    assert stage.world == world


def test_kept_world_is_a_snapshot() -> None:
    stage = Stage()
    person = Person(stage)
    ask_for_url(person, JIRO, JIRO_ID)
    kept, pending = stage.world, dict(stage.world.pending)
    person.open(stage.url("registration"))

    person.press(labels.NEXT)

    assert kept is not stage.world
    assert pending == dict(kept.pending)
    assert JIRO.id not in kept.accounts


def test_two_futures_of_one_world_do_not_meet() -> None:
    stage = Stage()
    ask_for_url(Person(stage), JIRO, JIRO_ID)
    fork = Stage()
    fork.world = stage.world

    fork.wait(minutes=30)

    assert NOW == stage.world.now
    assert NOW + 30 * 60 == fork.world.now


def test_same_commands_and_dice_make_the_same_events() -> None:
    assert long_story().events == long_story().events


@pytest.mark.parametrize("seconds", [1, 59, 30 * 60, 10 * 366 * 24 * 60 * 60])
def test_time_passes_by_whole_seconds(seconds: int) -> None:
    stage = Stage()

    stage.wait(seconds=seconds)

    assert NOW + seconds == stage.world.now


def test_waiting_changes_nothing_but_the_clock() -> None:
    """What grows old is found old when somebody looks; nothing has to run at midnight."""
    stage = long_story()
    before = stage.world

    events = stage.do(c.Wait(60))

    assert (e.TimePassed(60),) == events
    assert before == evolve(stage.world, (e.TimePassed(-60),))


def test_contracts_are_found_by_telephone_number() -> None:
    stage = Stage()

    assert ("home", "shop") == stage.world.by_phone["09000000005"]
    assert len(EVERYBODY) == len(stage.world.contracts)


def test_registered_id_is_found_in_lower_case_and_kept_as_typed() -> None:
    """Q12."""
    stage = Stage()

    assert "taro" == stage.world.owners[TARO_ID.lower()]
    assert TARO_ID == stage.world.accounts["taro"].login_id
