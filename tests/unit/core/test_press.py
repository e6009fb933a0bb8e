"""A press counts on the newest page only, and what is looked at stays as it is."""

from itsid_sim.core import commands as c
from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, KANA, PASSWORD, PAYMENT, PHONE, UNKNOWN_ITEM
from tests.unit.people import HANAKO_ID, JIRO, JIRO_ID, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    NEW_PASSWORD,
    WRONG_PASSWORD,
    ask_for_url,
    name_id,
    sign_in,
    to_contractor,
    to_new_password,
    type_new_password,
)


def test_second_half_of_a_double_click_has_no_effect() -> None:
    person = Person(Stage())
    to_new_password(person, TARO_ID)
    person.send(labels.NEXT, {PASSWORD: NEW_PASSWORD, labels.PASSWORD_AGAIN: NEW_PASSWORD})

    again = person.send_again()

    assert () == again
    assert labels.PASSWORD_CHANGED == person.look().title


def test_double_click_at_a_mailed_url_registers_once_and_shows_the_result() -> None:
    """Q39: the first click opened a dialog, the second one finds its page gone."""
    stage = Stage()
    person = Person(stage)
    ask_for_url(person, JIRO, JIRO_ID)
    person.open(stage.url("registration"))
    person.send(labels.NEXT)

    again = person.send_again()

    assert () == again
    assert sentences.REGISTERED == person.look().title
    assert 0 == stage.world.accounts[JIRO.id].version


def test_old_page_has_no_effect_after_the_dialog_moved_on() -> None:
    """Two tabs of one browser share its one procedure (Q39)."""
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    name_id(tab, TARO_ID)
    to_contractor(other_tab)

    pressed = tab.send(labels.NEXT, {labels.CODE: stage.secret("code")})

    assert () == pressed
    assert labels.CONTRACTOR == tab.look().title


def test_old_page_at_an_address_has_no_effect_either() -> None:
    stage = Stage()
    tab, other_tab = Person(stage), Person(stage)
    tab.open(LOGIN_PAGE)
    name_id(other_tab, TARO_ID)

    pressed = tab.send(labels.SIGN_IN, {ITSCOM_ID: TARO_ID, PASSWORD: TARO_PASSWORD})

    assert () == pressed
    assert labels.CODE_ENTRY == tab.look().title


def test_two_browsers_do_not_disturb_each_other() -> None:
    stage = Stage()
    one, other = Person(stage, "one"), Person(stage, "other")
    to_contractor(one)

    name_id(other, TARO_ID)

    assert labels.CONTRACTOR == one.look().title
    assert labels.CODE_ENTRY == other.look().title


def test_number_grows_at_every_press() -> None:
    """Whether it is refused, goes on, goes back, or begins something else."""
    person = Person(Stage())
    pages = [
        person.open(LOGIN_PAGE),
        person.press(labels.FORGOT),
        person.press(labels.NEXT),
        person.press(labels.NEXT, {UNKNOWN_ITEM: labels.PASSWORD_UNKNOWN}),
        person.press(labels.NEXT, {ITSCOM_ID: HANAKO_ID}),
        person.press(labels.BACK),
    ]

    assert [0, 1, 2, 3, 4, 5] == [page.number for page in pages]


def test_refused_press_makes_the_page_before_it_old() -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.SIGN_IN)

    assert () == person.send_again()


def test_press_without_a_page_has_no_effect() -> None:
    """A browser that the world has never seen, or one with nothing before it."""
    stage = Stage()

    assert () == stage.do(c.Press("stranger", 0, labels.NEXT))
    assert () == stage.do(c.Press("stranger", 0, labels.NEXT, address="/nowhere"))
    assert () == stage.do(c.Press("stranger", 0, labels.NEXT, address="/terms"))


def test_button_that_the_page_does_not_have_has_no_effect() -> None:
    stage = Stage()
    page = to_contractor(Person(stage))

    assert () == stage.do(c.Press("browser", page.number, labels.SIGN_IN))


def test_refusals_are_shown_together() -> None:
    """A person sees every mistake at once, each beside its field."""
    person = Person(Stage())
    to_contractor(person)

    page = person.press(labels.CONFIRM, {PHONE: "045-000-0003"})

    assert (
        Notice(KANA, sentences.REQUIRED),
        Notice(PHONE, sentences.BAD_PHONE),
        Notice(PAYMENT, sentences.CHOOSE_SOME),
    ) == page.notices


def test_refusals_are_gone_after_the_next_press() -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.SIGN_IN)

    assert () == person.press(labels.RESET).notices


def test_refusals_stay_while_a_person_only_looks() -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    page = person.press(labels.SIGN_IN)

    assert page == person.reload()


def test_refusals_are_not_shown_to_whoever_opens_the_address_anew() -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)
    person.press(labels.SIGN_IN)

    assert () == person.open(LOGIN_PAGE).notices


def test_looking_at_a_mailed_url_uses_nothing_up() -> None:
    """A mail scanner may open it as often as it likes: no event is written."""
    stage = Stage()
    ask_for_url(Person(stage), JIRO, JIRO_ID)
    before = stage.world
    scanner = Person(stage, "scanner")

    for _ in range(3):
        scanner.open(stage.url("registration"))

    assert before == stage.world
    assert sentences.CONFIRMATION == scanner.page.title


def test_looking_at_a_page_writes_no_event() -> None:
    stage = Stage()
    name_id(Person(stage), TARO_ID)

    assert () == stage.do(c.Look("browser"))


def test_looking_does_not_keep_a_procedure_alive() -> None:
    """Q22 counts what a person does, and reloading is not doing."""
    person = Person(Stage())
    to_contractor(person)
    person.stage.wait(minutes=29, seconds=59)
    person.reload()

    person.stage.wait(seconds=1)

    assert sentences.START_OVER == person.reload().title


def test_opening_a_mailed_url_signs_nobody_out() -> None:
    stage = Stage()
    person = Person(stage)
    ask_for_url(person, JIRO, JIRO_ID)
    sign_in(person, TARO_ID, TARO_PASSWORD)
    person.open(stage.url("registration"))
    person.press(labels.NEXT)

    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_failed_login_is_said_where_a_sign_in_had_ended() -> None:
    """The login page stands in for My PAGE then, and refuses like any other login page."""
    person = Person(Stage())
    sign_in(person, TARO_ID, TARO_PASSWORD)
    person.stage.wait(minutes=30)
    page = person.look()
    assert labels.LOGIN == page.title

    page = person.press(labels.SIGN_IN, {ITSCOM_ID: TARO_ID, PASSWORD: WRONG_PASSWORD})

    assert labels.LOGIN == page.title
    assert (Notice("", sentences.LOGIN_FAILED),) == page.notices


def test_reissue_leaves_the_page_before_it_without_effect() -> None:
    """Q39: a finished screen sent again finds its procedure done."""
    person = Person(Stage())
    to_new_password(person, TARO_ID)
    type_new_password(person)

    assert () == person.send_again()
