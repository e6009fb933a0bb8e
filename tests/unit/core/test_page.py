"""What a page shows is the screen's data, weighed in the world as it is."""

import pytest

from itsid_sim.core.commands import Look
from itsid_sim.core.page import page_of
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CUSTOMER_NO, KANA, PAYMENT, PHONE, STB_ID
from tests.unit.people import JIRO, MIDORI, NOW, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, facts_of, name_id, to_contractor, to_terms


def test_browser_that_has_done_nothing_has_no_page_of_its_own() -> None:
    assert page_of(CHART, Stage().world, Look("stranger")) is None


@pytest.mark.parametrize("address", ["/nowhere", "mypage", "/mypage/", "//", "/Firstreg/"])
def test_unknown_address_has_no_page(address: str) -> None:
    assert page_of(CHART, Stage().world, Look("browser", address)) is None


@pytest.mark.parametrize("address", CHART.readings)
def test_page_to_read_has_no_buttons(address: str) -> None:
    page = Person(Stage()).open(address)

    assert ((), (), address) == (page.boxes, page.buttons, page.address)


def test_page_carries_what_goes_back_with_the_press() -> None:
    stage = Stage()
    person = Person(stage)
    stage.wait(seconds=5)

    opened = person.open(LOGIN_PAGE)
    own = person.press(labels.FORGOT)

    assert (0, NOW + 5, LOGIN_PAGE) == (opened.number, opened.seen_at, opened.address)
    assert (1, NOW + 5, "") == (own.number, own.seen_at, own.address)


def test_page_shows_fields_with_choices_and_hints() -> None:
    page = to_contractor(Person(Stage()))

    boxes = {box.label: box for box in page.boxes}
    assert [KANA, PHONE, PAYMENT] == [box.label for box in page.boxes][:3]
    assert (CUSTOMER_NO, STB_ID) == (boxes[PAYMENT].choices[0], boxes[PAYMENT].choices[-1])
    assert "半角数字" in boxes[PHONE].hint


def test_page_shows_only_the_fields_that_are_asked() -> None:
    """MIDORI has no set-top box, and typed her customer number before."""
    person = Person(Stage())
    to_contractor(person)

    page = person.press(labels.CONFIRM, facts_of(MIDORI))

    assert labels.TERMS == page.title, "nothing is left to ask"


def test_page_that_stands_in_for_another_has_its_buttons() -> None:
    """What is shown is what can be pressed, also where time has passed."""
    stage = Stage()
    person = Person(stage)
    to_terms(person, JIRO)
    stage.wait(minutes=30)

    page = person.look()

    assert (sentences.START_OVER, (labels.TO_LOGIN,)) == (page.title, page.buttons)
    assert labels.LOGIN == person.press(labels.TO_LOGIN).title


def test_button_of_the_page_before_has_no_effect_on_the_page_that_stands_in() -> None:
    """Whoever presses on a page that grew too old lands on the page that says so."""
    stage = Stage()
    person = Person(stage)
    to_terms(person, JIRO)
    stage.wait(minutes=30)

    page = person.press(labels.CONFIRM, {labels.TERMS: labels.AGREE})

    assert sentences.START_OVER == page.title
    assert "" == stage.world.dialogs["browser"].contract


def test_page_that_stands_in_for_another_does_not_have_its_notices() -> None:
    stage = Stage()
    person = Person(stage)
    to_terms(person, JIRO)
    person.press(labels.CONFIRM)
    stage.wait(minutes=30)

    assert () == person.look().notices


def test_page_does_not_change_before_a_person_who_does_nothing() -> None:
    stage = Stage()
    person = Person(stage)
    page = name_id(person, TARO_ID)

    stage.wait(minutes=60)

    assert page == person.page
