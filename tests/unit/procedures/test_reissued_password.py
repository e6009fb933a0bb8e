"""The password that 手順A reissues: its shape, and how often it can be seen (Q15, Q29)."""

import pytest

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.rules import labels
from itsid_sim.rules.limits import REISSUED_ALPHABET
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, PET, password_on, reissue_by_phrase, to_phrase_entry


@pytest.fixture
def person() -> Person:
    """HANAKO before パスワード再発行完了, which she has not looked at yet."""
    someone = Person(Stage())
    to_phrase_entry(someone, HANAKO_ID)
    someone.send(labels.REISSUE, PET)
    return someone


@pytest.mark.parametrize("chars", [8, 12, 32])
def test_password_has_the_length_of_the_setting(chars: int) -> None:
    page = reissue_by_phrase(Person(Stage(Settings(password_chars=chars))), HANAKO_ID)

    assert chars == len(password_on(page))
    assert set(REISSUED_ALPHABET).issuperset(password_on(page))


def test_password_is_shown_with_its_id_and_what_to_do(person: Person) -> None:
    """PHRASE-08."""
    page = person.look()
    words = "\n".join(page.lines)

    assert ("印刷用画面へ", "ログイントップへ") == page.buttons
    assert f"iTSCOM ID: {HANAKO_ID}" in page.lines
    assert 12 == len(password_on(page))
    assert all(part in words for part in ("後から確認できません", "印刷", "メモ"))


def test_password_is_gone_when_the_page_is_loaded_again(person: Person) -> None:
    password = password_on(person.look())

    page = person.reload()

    assert (labels.REISSUED, "") == (page.title, password_on(page))
    assert not any(HANAKO_ID in line or password in line for line in page.lines)
    assert "" == password_on(person.reload())


def test_page_says_so_when_the_password_is_gone() -> None:
    person = Person(Stage())
    gone = "パスワードは一度しか表示できません。"
    before = reissue_by_phrase(person, HANAKO_ID)

    after = person.reload()

    assert [False, True] == [any(gone in line for line in page.lines) for page in (before, after)]


def test_double_click_does_not_lose_the_password(person: Person) -> None:
    person.send_again()
    person.send_again()

    assert password_on(person.look())


def test_print_view_shows_the_password_once_more(person: Person) -> None:
    password = password_on(person.look())

    page = person.press(labels.TO_PRINT_VIEW)

    assert (labels.PRINT_VIEW, password) == (page.title, password_on(page))
    assert f"iTSCOM ID: {HANAKO_ID}" in page.lines


def test_print_view_is_shown_once_too(person: Person) -> None:
    person.look()
    person.press(labels.TO_PRINT_VIEW)

    assert "" == password_on(person.reload())


def test_print_view_cannot_bring_back_what_is_gone(person: Person) -> None:
    person.look()
    person.reload()

    assert "" == password_on(person.press(labels.TO_PRINT_VIEW))


def test_double_click_on_the_way_to_the_print_view_does_not_lose_it(person: Person) -> None:
    person.look()
    person.send(labels.TO_PRINT_VIEW)
    person.send_again()

    assert password_on(person.look())


@pytest.mark.parametrize("button", [labels.TO_LOGIN, labels.TO_PRINT_VIEW])
def test_nothing_is_kept_once_the_person_has_left(person: Person, button: str) -> None:
    """The only place that holds it in plain is the dialog, until it is left."""
    password = password_on(person.look())
    person.press(button)
    if button == labels.TO_PRINT_VIEW:
        person.press(labels.TO_LOGIN)

    assert password not in repr(person.stage.world)


def test_nothing_is_kept_once_another_procedure_has_begun(person: Person) -> None:
    password = password_on(person.look())
    person.open(LOGIN_PAGE)
    person.press(labels.REGISTER)

    assert password not in repr(person.stage.world)


def test_nothing_is_kept_once_the_page_was_loaded_again(person: Person) -> None:
    password = password_on(person.look())
    person.reload()

    assert password not in repr(person.stage.world)


def test_page_with_the_password_says_that_nobody_may_keep_it(person: Person) -> None:
    """Not even the browser, for its way back."""
    shown = [person.look().private, person.press(labels.TO_PRINT_VIEW).private]

    assert [True, True] == shown


def test_an_answer_that_nobody_saw_may_be_asked_for_again(person: Person) -> None:
    """The second press of a double click drops the answer to the first, looked at or not."""
    person.stage.do(c.Look("browser"))

    person.stage.do(c.LookAgain("browser"))

    assert password_on(person.look())
    assert "" == password_on(person.reload())


def test_what_was_left_is_not_offered_again(person: Person) -> None:
    person.look()
    person.reload()

    assert () == person.stage.do(c.LookAgain("browser"))


@pytest.mark.parametrize(("idle_s", "shown"), [(30 * 60 - 1, True), (30 * 60, False)])
def test_password_left_alone_is_not_shown_in_the_print_view_either(
    person: Person, idle_s: int, *, shown: bool
) -> None:
    password = password_on(person.look())
    person.stage.wait(seconds=idle_s)

    page = person.press(labels.TO_PRINT_VIEW)

    assert (labels.PRINT_VIEW, shown) == (page.title, password_on(page) == password)
    assert shown == (password in repr(person.stage.world))


@pytest.mark.parametrize(("idle_s", "shown"), [(30 * 60 - 1, True), (30 * 60, False)])
def test_password_that_nobody_came_to_see_is_not_shown_later(
    person: Person, idle_s: int, *, shown: bool
) -> None:
    person.stage.wait(seconds=idle_s)

    assert shown == bool(password_on(person.look()))


def test_another_browser_sees_nothing_of_it(person: Person) -> None:
    stage = person.stage

    assert () == stage.do(c.Look("other"))
    assert "" == password_on(Person(stage, "other").open(LOGIN_PAGE))
    assert password_on(person.look())


def test_looking_is_recorded_without_the_password(person: Person) -> None:
    person.look()
    person.reload()

    assert [e.RevealLooked("browser"), e.RevealLeft("browser")] == person.stage.events[-2:]


def test_every_reissue_gives_another_password() -> None:
    person = Person(Stage())

    passwords = {password_on(reissue_by_phrase(person, HANAKO_ID)) for _ in range(3)}

    assert 3 == len(passwords)
