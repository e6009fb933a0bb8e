"""The mailed URL of a registration: how long, how often, by whom, and with which contact."""

import pytest

from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CONTACT
from itsid_sim.rules.settings import Settings
from tests.unit.people import (
    HANAKO,
    HANAKO_ID,
    JIRO,
    JIRO_ID,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import LOGIN_PAGE, NEW_PASSWORD, ask_for_url, register, sign_in

NEW_ID = "taro.new@example.org"
HALF_HOUR_S = 30 * 60


def at_the_url(settings: Settings = DEFAULT, login_id: str = JIRO_ID) -> Person:
    """JIRO, who was sent a URL and has opened it."""
    person = Person(Stage(settings))
    ask_for_url(person, JIRO, login_id)
    person.open(person.stage.url("registration"))
    return person


def test_url_shows_what_will_be_registered() -> None:
    """REG-19."""
    page = at_the_url().page

    assert (sentences.CONFIRMATION, ("次へ",), ()) == (page.title, page.buttons, page.boxes)
    assert any(JIRO.name in line for line in page.lines)
    assert any(JIRO_ID in line for line in page.lines)


def test_registration_is_complete_and_signs_nobody_in() -> None:
    """REG-21 and Q36."""
    person = at_the_url()

    assert sentences.REGISTERED == person.press(labels.NEXT).title
    assert labels.LOGIN == person.press(labels.TO_LOGIN).title
    assert labels.TOP == sign_in(person, JIRO_ID, NEW_PASSWORD).title


def test_nobody_can_sign_in_before_the_last_step() -> None:
    person = at_the_url()

    assert labels.LOGIN == sign_in(person, JIRO_ID, NEW_PASSWORD).title


@pytest.mark.parametrize(
    ("settings", "waited_s", "title"),
    [
        (Settings(), HALF_HOUR_S - 1, sentences.CONFIRMATION),
        (Settings(), HALF_HOUR_S, sentences.START_OVER),
        (Settings(last_moment="inclusive"), HALF_HOUR_S, sentences.CONFIRMATION),
        (Settings(last_moment="inclusive"), HALF_HOUR_S + 1, sentences.START_OVER),
    ],
)
def test_url_opens_for_30_minutes(settings: Settings, waited_s: int, title: str) -> None:
    """REG-18, and whether the last second counts (Q01)."""
    person = at_the_url(settings)
    person.stage.wait(seconds=waited_s)

    assert title == person.reload().title


@pytest.mark.parametrize(
    ("settings", "waited_s", "title"),
    [
        (Settings(), HALF_HOUR_S - 1, sentences.REGISTERED),
        (Settings(), HALF_HOUR_S, sentences.START_OVER),
        (Settings(url_checked="open"), HALF_HOUR_S, sentences.REGISTERED),
        (Settings(url_checked="open"), 10 * HALF_HOUR_S, sentences.REGISTERED),
    ],
)
def test_last_button_asks_again_or_not(settings: Settings, waited_s: int, title: str) -> None:
    """Q21: both answers."""
    person = at_the_url(settings)
    person.stage.wait(seconds=waited_s)

    assert title == person.press(labels.NEXT).title


def test_url_opened_too_late_is_of_no_use_whatever_the_last_button_asks() -> None:
    person = at_the_url(Settings(url_checked="open"))
    person.stage.wait(seconds=HALF_HOUR_S)

    assert sentences.START_OVER == person.reload().title
    assert labels.LOGIN == person.press(labels.TO_LOGIN).title


@pytest.mark.parametrize(
    ("left_s", "title"),
    [(HALF_HOUR_S - 1, sentences.REGISTERED), (HALF_HOUR_S, sentences.START_OVER)],
)
def test_page_refused_before_the_end_is_checked_by_when_it_was_opened_and_left(
    left_s: int, title: str
) -> None:
    """Q21 "open": the moment is kept when the page becomes the dialog's own, until Q22 ends it."""
    person = Person(Stage(Settings(url_checked="open")))
    ask_for_url(person, TARO, NEW_ID)
    person.stage.wait(minutes=29)
    person.open(person.stage.url("registration"))
    person.press(labels.NEXT)
    person.stage.wait(seconds=left_s)

    assert title == person.press(labels.NEXT, {CONTACT: NEW_ID}).title


def test_url_registers_once() -> None:
    """Q03."""
    person = at_the_url()
    person.press(labels.NEXT)

    assert sentences.START_OVER == person.open(person.stage.url("registration")).title


def test_url_can_register_until_it_is_too_old() -> None:
    """Q03: the other answer."""
    person = at_the_url(Settings(proof_use="until-expiry"))
    for _ in range(3):
        person.open(person.stage.url("registration"))

        assert sentences.REGISTERED == person.press(labels.NEXT).title


def test_url_that_can_be_used_again_still_grows_old() -> None:
    person = at_the_url(Settings(proof_use="until-expiry"))
    person.press(labels.NEXT)
    person.stage.wait(seconds=HALF_HOUR_S)

    assert sentences.START_OVER == person.open(person.stage.url("registration")).title


def test_url_works_in_another_browser() -> None:
    """Q20."""
    stage = at_the_url().stage
    elsewhere = Person(stage, "telephone")
    elsewhere.open(stage.url("registration"))

    assert sentences.REGISTERED == elsewhere.press(labels.NEXT).title


def test_of_two_browsers_at_one_url_the_first_registers() -> None:
    stage = at_the_url().stage
    one, other = Person(stage, "one"), Person(stage, "other")
    for person in (one, other):
        person.open(stage.url("registration"))

    assert sentences.REGISTERED == one.press(labels.NEXT).title
    assert sentences.START_OVER == other.press(labels.NEXT).title


@pytest.mark.parametrize("token", ["x", "A" * 32])
def test_url_that_was_never_sent_is_of_no_use(token: str) -> None:
    page = Person(Stage()).open(f"/Firstreg/Auth_LoginMail_continfo/{token}/")

    assert sentences.START_OVER == page.title


def test_token_of_one_procedure_opens_no_other() -> None:
    person = at_the_url()
    token = person.stage.secret("registration")

    assert sentences.START_OVER == person.open(f"/Remind/Auth_word_continfo/{token}/").title


def test_too_old_url_is_void_for_good() -> None:
    """REREG-03: pressing it changes nothing, now or later."""
    person = at_the_url()
    person.stage.wait(seconds=HALF_HOUR_S)
    person.press(labels.NEXT)

    assert sentences.START_OVER == person.page.title
    assert JIRO.id not in person.stage.world.accounts


def test_of_two_contracts_that_want_one_id_the_first_gets_it() -> None:
    """Q31: the other one is told to start over, and nothing of theirs changes."""
    stage = Stage()
    jiro, taro = Person(stage, "jiro"), Person(stage, "taro")
    for person, contract in ((jiro, JIRO), (taro, TARO)):
        ask_for_url(person, contract, NEW_ID)
        person.open(stage.url("registration"))

    assert sentences.REGISTERED == jiro.press(labels.NEXT).title
    assert sentences.START_OVER == taro.press(labels.NEXT, {CONTACT: NEW_ID}).title
    assert TARO_ID == stage.world.accounts[TARO.id].login_id
    assert labels.TOP == sign_in(taro, TARO_ID, TARO_PASSWORD).title


def choosing(login_id: str = NEW_ID) -> Person:
    """TARO, who registers again and has opened the URL."""
    person = Person(Stage())
    ask_for_url(person, TARO, login_id)
    person.open(person.stage.url("registration"))
    return person


def test_contact_is_chosen_where_the_present_one_is_not_the_new_id() -> None:
    """REG-20 and Q07: nothing is chosen at first, and the present contact is partly hidden."""
    person = choosing()

    (box,) = person.page.boxes
    assert ("one", (NEW_ID, "Ta***@example.jp")) == (box.kind, box.choices)
    assert (Notice(CONTACT, sentences.CHOOSE_CONTACT),) == person.press(labels.NEXT).notices


@pytest.mark.parametrize(("choice", "contact"), [(NEW_ID, NEW_ID), ("Ta***@example.jp", TARO_ID)])
def test_chosen_contact_is_registered(choice: str, contact: str) -> None:
    person = choosing()

    page = person.press(labels.NEXT, {CONTACT: choice})

    assert sentences.REGISTERED == page.title
    assert contact == person.stage.world.accounts[TARO.id].contact


@pytest.mark.parametrize("choice", ["", TARO_ID, "somebody@example.org"])
def test_contact_that_was_not_offered_is_refused(choice: str) -> None:
    """Above all the present contact written out: it is shown to nobody, and asked of nobody."""
    person = choosing()

    page = person.press(labels.NEXT, {CONTACT: choice})

    assert (Notice(CONTACT, sentences.CHOOSE_CONTACT),) == page.notices
    assert TARO_ID == person.stage.world.accounts[TARO.id].login_id


@pytest.mark.parametrize("login_id", [TARO_ID, TARO_ID.lower()])
def test_contact_is_not_asked_where_it_is_the_new_id(login_id: str) -> None:
    person = choosing(login_id)
    assert () == person.page.boxes

    person.press(labels.NEXT)

    assert login_id == person.stage.world.accounts[TARO.id].contact


def test_contact_is_asked_where_only_the_id_stays_the_same() -> None:
    """HANAKO's contact is another address than her ID."""
    stage = Stage()
    person = Person(stage)
    ask_for_url(person, HANAKO, HANAKO_ID)

    page = person.open(stage.url("registration"))

    assert (HANAKO_ID, "ha***@example.com") == page.boxes[0].choices


def test_first_registration_has_the_id_for_contact() -> None:
    stage = Stage()

    register(Person(stage), JIRO, JIRO_ID)

    assert JIRO_ID == stage.world.accounts[JIRO.id].contact
    assert labels.LOGIN == Person(stage).open(LOGIN_PAGE).title
