"""Short journeys through a lost ID or password that together reach every row there."""

from msgspec.structs import replace

from itsid_sim.core.chart import Chart
from itsid_sim.rules import labels
from itsid_sim.rules.labels import ANSWER, ITSCOM_ID, PASSWORD, PASSWORD_AGAIN, QUESTION
from itsid_sim.rules.settings import Quota, Settings
from tests.unit.people import HANAKO_ID, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    PET,
    name_id,
    reissue_by_phrase,
    set_phrase,
    to_identity,
    to_new_password,
    to_phrase_entry,
    type_code,
    type_new_password,
)

QUICK = Settings(mail_quota=Quota(2, 60), tries_max=2)


def forgotten(chart: Chart) -> None:
    """Everything that can be wrong with the way in, for somebody and for nobody."""
    for settings in (QUICK, Settings(unknown_id="tell")):
        person = Person(Stage(settings, chart=chart))
        to_identity(person)
        person.press(labels.BACK)
        person.press(labels.NEXT)
        person.press(labels.BACK)
        to_identity(person)
        person.press(labels.NEXT)
        person.press(labels.NEXT, {ITSCOM_ID: "a"})
        person.press(labels.NEXT, {ITSCOM_ID: "nobody@example.jp"})
        for _ in range(3):
            name_id(person, TARO_ID)


def phrase(chart: Chart) -> None:
    """Everything that can be wrong with the secret question and its URL."""
    stage = Stage(QUICK, chart=chart)
    person = Person(stage)
    name_id(person, HANAKO_ID)
    person.press(labels.BACK)
    person.press(labels.NEXT, {ITSCOM_ID: HANAKO_ID})
    stage.wait(minutes=30)
    person.look()
    name_id(person, HANAKO_ID)
    for typed in ({}, {QUESTION: labels.PET_NAME, ANSWER: "!"}, PET):
        person.press(labels.NEXT, typed)
    person.press(labels.TO_LOGIN)
    person.open(stage.url("phrase"))
    for typed in ({}, {ANSWER: "!"}, {QUESTION: labels.PET_NAME, ANSWER: "b"}):
        person.press(labels.REISSUE, typed)
    for _ in range(2):
        set_phrase(Person(stage, "other"), HANAKO_ID)
    person.look()
    stage.wait(minutes=30)
    person.open(stage.url("phrase"))


def phrase_ends(chart: Chart) -> None:
    """The ways that 手順A ends."""
    for ending in ("mistakes", "too old", "left open", "reissued", "printed"):
        opened_only = replace(QUICK, url_checked="open")
        stage = Stage(opened_only if ending == "left open" else QUICK, chart=chart)
        person = Person(stage)
        to_phrase_entry(person, HANAKO_ID)
        if ending == "mistakes":
            for _ in range(2):
                person.press(labels.REISSUE, PET | {ANSWER: "b"})
            person.open(stage.url("phrase"))
        elif ending in {"too old", "left open"}:
            person.press(labels.REISSUE)
            stage.wait(minutes=30)
            person.press(labels.REISSUE, PET)
        else:
            person.press(labels.REISSUE, PET)
            if ending == "printed":
                person.press(labels.TO_PRINT_VIEW)
            person.press(labels.TO_LOGIN)


def code(chart: Chart) -> None:
    """The ways that 認証コード入力 ends."""
    for ending in ("void", "mistakes", "too old"):
        stage = Stage(QUICK, chart=chart)
        person = Person(stage)
        name_id(person, TARO_ID)
        if ending == "void":
            name_id(Person(stage, "other"), TARO_ID)
            person.look()
        elif ending == "mistakes":
            for wrong in ("", "a", "000000", "000000"):
                type_code(person, wrong)
        else:
            stage.wait(minutes=30)
            type_code(person, stage.secret("code"))


def new_password(chart: Chart) -> None:
    """The ways that パスワード登録 ends."""
    for ending in ("idle", "void", "changed"):
        stage = Stage(QUICK, chart=chart)
        person = Person(stage)
        to_new_password(person, TARO_ID)
        if ending == "idle":
            stage.wait(minutes=30)
            person.look()
        elif ending == "void":
            name_id(Person(stage, "other"), TARO_ID)
            person.look()
        else:
            person.press(labels.NEXT)
            person.press(labels.NEXT, {PASSWORD: "a", PASSWORD_AGAIN: "b"})
            type_new_password(person)
            person.press(labels.TO_LOGIN)


def print_view_too_late(chart: Chart) -> None:
    """A page with a new password that was left alone shows it no more."""
    person = Person(Stage(QUICK, chart=chart))
    reissue_by_phrase(person, HANAKO_ID)
    person.stage.wait(minutes=30)
    person.press(labels.TO_PRINT_VIEW)


JOURNEYS = (forgotten, phrase, phrase_ends, code, new_password, print_view_too_late)
