"""In every driver a refused form keeps what was typed in the open, and a press acts once."""

import pytest

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT
from tests.drivers.sites import Site

WHO = "太郎"
MAILBOX = "taro@example.jp"
TRIES_MAX = 5


def refused_sign_in(site: Site) -> None:
    """Try to sign in with a wrong password."""
    routes.sign_in(site.walker(WHO), MAILBOX, "Wrong.pass0")


def test_a_refused_form_keeps_its_open_fields_and_blanks_its_secrets(site: Site) -> None:
    refused_sign_in(site)

    page = site.driver.look(WHO)

    assert (labels.LOGIN, MAILBOX, "") == (
        page.title,
        page.value_of(labels.ITSCOM_ID),
        page.value_of(labels.PASSWORD),
    )


def test_a_refused_form_keeps_its_choices(site: Site) -> None:
    walk = site.walker(WHO)
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk)
    walk.enter(PHONE="090")

    walk.press(labels.CONFIRM)

    page = site.driver.look(WHO)
    assert (True, "090", labels.BANK_LAST4) == (
        page.refuses(labels.PHONE),
        page.value_of(labels.PHONE),
        page.value_of(labels.PAYMENT),
    )


def test_what_a_refused_form_keeps_is_sent_again(site: Site) -> None:
    refused_sign_in(site)

    site.driver.fill(WHO, labels.PASSWORD, site.walker(WHO).fact(labels.PASSWORD))
    site.driver.press(WHO, labels.SIGN_IN)

    assert labels.TOP == site.title(WHO)


def test_the_reset_button_empties_every_field(site: Site) -> None:
    refused_sign_in(site)

    site.driver.press(WHO, labels.RESET)

    page = site.driver.look(WHO)
    assert ("", ()) == (page.value_of(labels.ITSCOM_ID), page.notices)


def test_nothing_typed_on_one_page_stands_in_a_field_of_the_next(site: Site) -> None:
    site.driver.open(WHO, "/mypage")
    site.driver.fill(WHO, labels.ITSCOM_ID, MAILBOX)

    routes.to_identity(site.walker(WHO))

    assert "" == site.driver.look(WHO).value_of(labels.ITSCOM_ID)


def test_typing_goes_over_what_stood_there(site: Site) -> None:
    site.driver.open(WHO, "/mypage")

    site.driver.fill(WHO, labels.ITSCOM_ID, "long@example.jp")
    site.driver.fill(WHO, labels.ITSCOM_ID, "a@b")

    assert "a@b" == site.driver.look(WHO).value_of(labels.ITSCOM_ID)


def test_a_field_of_one_choice_keeps_the_last(site: Site) -> None:
    site.driver.open(WHO, "/mypage")
    site.driver.press(WHO, labels.FORGOT)
    site.driver.choose(WHO, labels.UNKNOWN_ITEM, labels.ID_UNKNOWN)

    site.driver.choose(WHO, labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)
    site.driver.press(WHO, labels.NEXT)

    assert labels.IDENTITY == site.title(WHO)


def test_a_field_of_several_choices_sends_them_all(site: Site) -> None:
    """Both are asked for: the second has no value and is refused beside its field."""
    walk = site.walker(WHO)
    routes.to_contractor(walk)
    routes.enter_contractor(walk, walk)

    site.driver.choose(WHO, labels.PAYMENT, labels.CUSTOMER_NO)
    walk.press(labels.CONFIRM)

    page = site.driver.look(WHO)
    assert (True, False) == (page.refuses(labels.CUSTOMER_NO), page.refuses(labels.BANK_LAST4))


def test_a_press_without_a_fill_sends_empty_fields(site: Site) -> None:
    site.driver.open(WHO, "/mypage")

    site.driver.press(WHO, labels.SIGN_IN)

    page = site.driver.look(WHO)
    assert (True, True) == (page.refuses(labels.ITSCOM_ID), page.refuses(labels.PASSWORD))


def test_two_quick_presses_send_one_letter(site: Site) -> None:
    walk = site.walker(WHO)
    routes.to_identity(walk)
    walk.enter(ITSCOM_ID=MAILBOX)

    site.driver.press_twice(WHO, labels.NEXT)

    assert labels.CODE_ENTRY == site.title(WHO)
    assert [CODE_SUBJECT] == [letter.subject for letter in site.stage.letters(MAILBOX)]


@pytest.mark.parametrize(
    ("mistakes", "title"), [(TRIES_MAX - 1, labels.NEW_PASSWORD), (TRIES_MAX, "初めからやり直し")]
)
def test_two_quick_presses_are_one_mistake(site: Site, mistakes: int, title: str) -> None:
    walk = site.walker(WHO)
    routes.ask_for_reissue(walk)
    wrong = routes.another_code(walk)

    for _ in range(mistakes):
        walk.enter(CODE=wrong)
        site.driver.press_twice(WHO, labels.NEXT)
    if site.driver.look(WHO).has_field(labels.CODE):
        routes.enter_code(walk)
        walk.press(labels.NEXT)

    assert title == site.title(WHO)


def test_two_quick_presses_on_a_mailed_page_act_once(site: Site) -> None:
    walk = site.walker("次郎")
    routes.to_confirmation(walk)

    site.driver.press_twice("次郎", labels.NEXT)

    assert "iTSCOM ID 登録完了" == site.title("次郎")
