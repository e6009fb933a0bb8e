"""A browser has one procedure, and beside it a dialog for each room that leaves it alone (Q39)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.page import Page
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ANSWER, CODE, ITSCOM_ID, PASSWORD
from tests.unit.people import HANAKO_ID, HANAKO_PASSWORD, JIRO, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    GUIDE,
    INQUIRY,
    LOGIN_PAGE,
    MAILBOX,
    NEW_MAIL,
    PET,
    answer_survey,
    inquire,
    mail,
    name_id,
    password_on,
    read_newest,
    set_phrase,
    sign_in,
    to_contractor,
    to_phrase_entry,
    to_terms,
    write_mail,
)

ROOMS = {GUIDE: "survey", INQUIRY: "inquiry", MAILBOX: "webmail", NEW_MAIL: "webmail"}
MESSAGE = {sentences.MAIL_ADDRESS: TARO_ID, sentences.QUESTION_TEXT: "?"}
FORMS = {
    GUIDE: (sentences.YES, {}),
    INQUIRY: (sentences.SEND, MESSAGE),
    NEW_MAIL: (sentences.SEND, mail(HANAKO_ID)),
}


def survey(person: Person) -> str:
    return answer_survey(person).title


def inquiry(person: Person) -> str:
    return inquire(person, TARO_ID, "?").title


def mail_list(person: Person) -> str:
    return person.open(MAILBOX).title


def mail_written(person: Person) -> str:
    return write_mail(person, TARO_ID).title


def mail_read(person: Person) -> str:
    return read_newest(person).title


def mail_answered(person: Person) -> str:
    read_newest(person)
    return person.press(sentences.REPLY, {sentences.REPLY_TEXT: "a"}).title


Deed = Callable[[Person], str]

FOR_ANYBODY: dict[Deed, str] = {
    survey: labels.SURVEY,
    inquiry: sentences.INQUIRY_RECEIVED,
    mail_list: labels.WEBMAIL,
}
SIGNED_IN: dict[Deed, str] = {
    mail_written: sentences.MAIL_SENT,
    mail_read: sentences.READ_MAIL,
    mail_answered: sentences.MAIL_SENT,
}
DEEDS = FOR_ANYBODY | SIGNED_IN


def two_tabs() -> tuple[Person, Person]:
    """Two tabs of one browser, whose person is signed in and has mail."""
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    write_mail_from_elsewhere(stage)
    sign_in(tab, HANAKO_ID, HANAKO_PASSWORD)
    return tab, other_tab


def write_mail_from_elsewhere(stage: Stage) -> None:
    """Somebody writes to the person of the two tabs."""
    writer = Person(stage, "elsewhere")
    sign_in(writer, TARO_ID, TARO_PASSWORD)
    write_mail(writer, HANAKO_ID)


def to_wrong_answer(tab: Person) -> Page:
    """To a refusal on 合言葉入力, which a signed-in person can come to by a mailed URL."""
    set_phrase(Person(tab.stage, "yet another browser"), HANAKO_ID)
    tab.open(tab.stage.url("phrase"))
    return tab.press(labels.REISSUE, PET | {ANSWER: "b"})


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_done_in_another_tab_leaves_a_procedure_as_it_was(deed: Deed) -> None:
    tab, other_tab = two_tabs()
    before = to_wrong_answer(tab)
    dialog = tab.stage.world.dialogs["browser"]

    done = deed(other_tab)

    assert DEEDS[deed] == done
    assert dialog == tab.stage.world.dialogs["browser"]
    assert before == tab.look()


@pytest.mark.parametrize("deed", DEEDS)
def test_procedure_goes_on_after_what_was_done_in_another_tab(deed: Deed) -> None:
    tab, other_tab = two_tabs()
    to_wrong_answer(tab)
    deed(other_tab)

    assert labels.REISSUED == tab.press(labels.REISSUE, PET).title


@pytest.mark.parametrize("deed", FOR_ANYBODY)
def test_code_can_be_entered_after_what_was_done_in_another_tab(deed: Deed) -> None:
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    name_id(tab, TARO_ID)
    deed(other_tab)

    page = tab.press(labels.NEXT, {CODE: stage.secret("code")})

    assert labels.NEW_PASSWORD == page.title


@pytest.mark.parametrize("address", FORMS)
def test_form_can_be_sent_after_a_procedure_went_on_in_another_tab(address: str) -> None:
    tab, other_tab = two_tabs()
    button, typed = FORMS[address]
    before = other_tab.open(address)
    after = to_wrong_answer(tab)

    assert other_tab.send(button, typed)
    assert before.title != other_tab.look().title
    assert after == tab.look()


def test_refusals_in_a_room_stay_there_while_a_procedure_is_refused() -> None:
    tab, other_tab = two_tabs()
    other_tab.open(INQUIRY)
    refused = other_tab.press(sentences.SEND)

    wrong = to_wrong_answer(tab)

    assert refused == other_tab.look()
    assert wrong == tab.look()
    assert refused.notices != wrong.notices


def test_waiting_ends_a_procedure_and_no_room() -> None:
    """Q22 speaks of procedures; a text that took half an hour to write is sent all the same."""
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    to_contractor(tab)
    other_tab.open(INQUIRY)
    other_tab.press(sentences.SEND)
    stage.wait(minutes=30)

    page = other_tab.press(sentences.SEND, MESSAGE)

    assert sentences.INQUIRY_RECEIVED == page.title
    assert sentences.START_OVER == tab.look().title


@pytest.mark.parametrize("address", FORMS)
def test_rooms_leave_each_other_alone(address: str) -> None:
    tab, other_tab = two_tabs()
    button, typed = FORMS[address]
    tab.open(address)
    tab.send(button, typed)
    before = tab.look()

    for another, (press, filled_in) in FORMS.items():
        if ROOMS[another] != ROOMS[address]:
            other_tab.open(another)
            other_tab.send(press, filled_in)

    assert before == tab.look()


def test_two_tabs_of_one_room_share_its_dialog() -> None:
    tab, other_tab = two_tabs()
    tab.open(INQUIRY)
    inquire(other_tab, TARO_ID, "?")

    assert () == tab.send(sentences.SEND, MESSAGE)


def test_two_browsers_do_not_share_a_room() -> None:
    stage = Stage()
    one, other = Person(stage, "one"), Person(stage, "other")
    one.open(INQUIRY)
    inquire(other, TARO_ID, "?")

    assert one.send(sentences.SEND, MESSAGE)


@pytest.mark.parametrize("address", ROOMS)
def test_page_at_an_address_tells_its_room(address: str) -> None:
    tab, _ = two_tabs()

    assert ROOMS[address] == tab.open(address).room


@pytest.mark.parametrize("room", ["", "survey", "nowhere"])
def test_page_at_an_address_is_in_its_own_room_whichever_is_asked_for(room: str) -> None:
    tab, _ = two_tabs()
    tab.page = replace(tab.page, room=room)

    assert "inquiry" == tab.open(INQUIRY).room


def test_procedures_are_in_no_room() -> None:
    rooms = {path: entrance.room for path, entrance in CHART.entrances.items()}

    assert {"survey", "inquiry", "webmail"} == set(rooms.values()) - {""}
    assert "" == rooms[LOGIN_PAGE]


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("room", ["", "survey", "inquiry", "webmail", "nowhere"])
def test_address_pressed_in_another_room_than_its_own_does_nothing(address: str, room: str) -> None:
    """Nobody starts a survey in the dialog of a code entry by sending a form by hand."""
    tab, _ = two_tabs()
    page = tab.open(address)
    button, typed = FORMS[address]
    tab.page = replace(page, room=room, number=_number(tab, room))

    happened = tab.send(button, typed)

    assert (room == ROOMS[address]) == bool(happened)


def test_login_page_pressed_in_a_room_does_nothing() -> None:
    """Nobody signs in within a survey."""
    person = Person(Stage())
    page = person.open(LOGIN_PAGE)
    person.page = replace(page, room="survey")

    assert () == person.send(labels.SIGN_IN, {ITSCOM_ID: TARO_ID, PASSWORD: TARO_PASSWORD})
    assert not person.stage.world.dialogs


@pytest.mark.parametrize("room", ["survey", "nowhere"])
def test_own_page_of_a_procedure_cannot_be_pressed_in_a_room(room: str) -> None:
    """There is no such dialog, whatever the procedure beside it shows."""
    person = Person(Stage())
    page = to_terms(person, JIRO)

    pressed = c.Press("browser", page.number, labels.CONFIRM, room=room)

    assert () == person.stage.do(pressed)


def test_looking_elsewhere_leaves_the_reissued_password_to_be_seen() -> None:
    """Q29: it is shown once, where it belongs."""
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    to_phrase_entry(tab, HANAKO_ID)
    tab.send(labels.REISSUE, PET)

    answer_survey(other_tab)

    assert () == stage.do(c.Look("browser", room="survey"))
    assert () == stage.do(c.Look("browser", LOGIN_PAGE))
    assert password_on(tab.look())


def _number(person: Person, room: str) -> int:
    """The number of the page that a browser has in a room, so that it is not refused for it."""
    dialog = person.stage.world.dialogs.get(f"browser/{room}" if room else "browser")
    return 0 if dialog is None else dialog.page
