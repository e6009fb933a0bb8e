"""What a browser is signed in as is apart from where its dialogs stand, and changes at a login."""

from itsid_sim.core import events as e
from itsid_sim.rules import labels, sentences
from tests.unit.people import (
    HANAKO,
    HANAKO_ID,
    HANAKO_PASSWORD,
    JIRO,
    JIRO_ID,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    LOGIN_PAGE,
    MAILBOX,
    WRONG_PASSWORD,
    apply_for,
    ask_for_url,
    name_id,
    sign_in,
    to_new_password,
    type_new_password,
    write_mail,
)

TO_SIGN_IN = "ログインすると"


def log_in(person: Person, session: str, login_id: str = TARO_ID) -> None:
    """Sign in under a new session, and keep it as a browser keeps its cookie."""
    person.next_session = session
    sign_in(person, login_id, TARO_PASSWORD if login_id == TARO_ID else HANAKO_PASSWORD)
    person.session, person.next_session = session, ""
    person.look()


def signed_in() -> Person:
    """A browser that is signed in under the name of a session."""
    person = Person(Stage())
    log_in(person, "first")
    return person


def with_session(person: Person, session: str) -> Person:
    """The same browser with another session."""
    other = Person(person.stage, person.browser)
    other.session = session
    return other


def test_login_signs_in_under_the_next_session() -> None:
    person = signed_in()

    assert {"first": TARO.id} == {
        session: one.contract for session, one in person.stage.world.sign_ins.items()
    }
    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_browsers_own_name_is_not_signed_in_then() -> None:
    """Whoever knows the name of the dialog, and not the session, is nobody."""
    person = signed_in()

    assert labels.LOGIN == with_session(person, "").open(LOGIN_PAGE).title
    assert labels.LOGIN == with_session(person, "guessed").open(LOGIN_PAGE).title


def test_browser_without_sessions_is_signed_in_under_its_own_name() -> None:
    person = Person(Stage())
    sign_in(person, TARO_ID, TARO_PASSWORD)

    assert ["browser"] == list(person.stage.world.sign_ins)


def test_login_ends_the_session_before() -> None:
    """Nobody who had learned the old name is signed in by it any more."""
    person = signed_in()
    person.stage.wait(minutes=30)

    log_in(person, "second")

    assert ["second"] == list(person.stage.world.sign_ins)
    assert labels.TOP == person.open(LOGIN_PAGE).title
    assert labels.LOGIN == with_session(person, "first").open(LOGIN_PAGE).title


def test_login_says_which_session_it_ends() -> None:
    person = signed_in()
    person.stage.wait(minutes=30)

    log_in(person, "second", HANAKO_ID)

    signed_in_events = [one for one in person.stage.events if isinstance(one, e.SignedIn)]
    assert [
        e.SignedIn("first", TARO.id, before="browser"),
        e.SignedIn("second", HANAKO.id, before="first"),
    ] == signed_in_events


def test_second_login_in_another_browser_ends_nothing() -> None:
    person = signed_in()
    other = Person(person.stage, "other")

    log_in(other, "second")

    assert {"first", "second"} == set(person.stage.world.sign_ins)
    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_failed_login_makes_no_session_and_ends_none() -> None:
    person = signed_in()
    person.stage.wait(minutes=30)
    person.next_session = "second"

    sign_in(person, TARO_ID, WRONG_PASSWORD)

    assert ["first"] == list(person.stage.world.sign_ins)


def test_only_a_login_makes_use_of_the_next_session() -> None:
    """A driver may offer one with every press."""
    person = signed_in()
    person.next_session = "second"

    person.press(labels.MENU_BILL)

    assert ["first"] == list(person.stage.world.sign_ins)
    assert labels.MENU_BILL == person.page.title


def test_press_keeps_the_session_alive_and_not_the_browsers_name() -> None:
    person = signed_in()
    person.stage.wait(minutes=29)

    happened = person.send(labels.MENU_BILL)

    assert e.SignInTouched("first") in happened


def test_dialog_goes_on_whatever_the_session_is() -> None:
    """A cookie that is gone signs out and leaves a procedure where it was."""
    stage = Stage()
    person = Person(stage)
    page = name_id(person, TARO_ID)

    assert page == with_session(person, "gone").look()
    person.session = "gone"
    assert (
        labels.NEW_PASSWORD == person.press(labels.NEXT, {labels.CODE: stage.secret("code")}).title
    )


def test_session_goes_on_whatever_the_dialog_is() -> None:
    """A mailed URL is opened, and pressed, without signing anybody out."""
    person = signed_in()
    ask_for_url(Person(person.stage, "elsewhere"), JIRO, JIRO_ID)
    person.open(person.stage.url("registration"))
    person.press(labels.NEXT)

    assert sentences.REGISTERED == person.page.title
    assert labels.TOP == person.open(LOGIN_PAGE).title


def test_my_page_of_a_browser_shows_what_its_session_is_and_not_who_was_there_before() -> None:
    person = signed_in()
    log_in(Person(person.stage, "other"), "second", HANAKO_ID)

    page = with_session(person, "second").open(LOGIN_PAGE)

    assert f"{HANAKO.name} 様" in page.lines
    assert TARO_ID not in "".join(page.lines)


def test_application_is_that_of_the_session() -> None:
    person = signed_in()

    apply_for(person, "電話")

    assert [TARO.id] == list(person.stage.world.applications)


def test_mailbox_is_that_of_the_session() -> None:
    person = signed_in()
    write_mail(person, TARO_ID)

    with_mail = person.open(MAILBOX).links[0].label
    without = with_session(person, "").open(MAILBOX).lines[0]

    assert "お元気ですか" == with_mail
    assert TO_SIGN_IN in without


def test_new_password_ends_every_session_of_the_account() -> None:
    person = signed_in()
    other = Person(person.stage, "other")
    to_new_password(other, TARO_ID)
    type_new_password(other)

    assert labels.LOGIN == person.open(LOGIN_PAGE).title
