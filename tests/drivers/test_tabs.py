"""In every driver: looking, reloading, going back, and who shares a dialog with whom."""

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import MY_PAGE
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules import labels
from itsid_sim.rules.outcomes import OTHER_BROWSER, OTHER_TAB
from tests.drivers.sites import Site

WHO = "太郎"
TAB, BROWSER = OTHER_TAB + WHO, OTHER_BROWSER + WHO
MAILBOX = "taro@example.jp"
HALF_AN_HOUR_S = 30 * 60
START_OVER = "初めからやり直し"


def test_looking_shows_the_last_answer_whatever_happened_since(site: Site) -> None:
    site.driver.open(WHO, MY_PAGE)
    before = site.driver.look(WHO)

    routes.sign_in(site.walker(TAB), MAILBOX, site.walker(WHO).fact(labels.PASSWORD))
    site.stage.advance(HALF_AN_HOUR_S)

    assert before == site.driver.look(WHO)


def test_reloading_asks_again(site: Site) -> None:
    site.driver.open(WHO, MY_PAGE)
    routes.sign_in(site.walker(TAB), MAILBOX, site.walker(WHO).fact(labels.PASSWORD))

    site.driver.reload(WHO)

    assert labels.TOP == site.title(WHO)


def test_reloading_a_page_reached_by_a_press_shows_where_the_dialog_stands_now(site: Site) -> None:
    routes.to_forgotten(site.walker(WHO))
    routes.to_contractor(site.walker(TAB))

    site.driver.reload(WHO)

    assert labels.CONTRACTOR == site.title(WHO)


def test_reloading_a_mailed_url_asks_whether_it_is_still_good(site: Site) -> None:
    routes.to_confirmation(site.walker("次郎"))
    site.stage.advance(HALF_AN_HOUR_S)

    site.driver.reload("次郎")

    assert START_OVER == site.title("次郎")


def test_reloading_does_nothing_a_second_time(site: Site) -> None:
    """Ten reloads after a wrong code are no further mistakes and bring no letter."""
    walk = site.walker(WHO)
    routes.ask_for_reissue(walk)
    walk.enter(CODE=routes.another_code(walk))
    walk.press(labels.NEXT)

    for _ in range(10):
        site.driver.reload(WHO)
    routes.enter_code(walk)
    walk.press(labels.NEXT)

    assert labels.NEW_PASSWORD == site.title(WHO)
    assert 1 == len(site.stage.letters(MAILBOX))


def test_back_shows_the_page_before(site: Site) -> None:
    routes.to_identity(site.walker(WHO))

    titles = []
    for _ in range(2):
        site.driver.back(WHO)
        titles.append(site.title(WHO))

    assert [labels.FORGOTTEN, labels.LOGIN] == titles


def test_a_reload_is_no_step_to_go_back_over(site: Site) -> None:
    routes.to_forgotten(site.walker(WHO))
    site.driver.reload(WHO)

    site.driver.back(WHO)

    assert labels.LOGIN == site.title(WHO)


def test_back_leads_from_a_page_to_read_into_the_procedure_that_still_stands(site: Site) -> None:
    walk = site.walker(WHO)
    routes.ask_for_reissue(walk)
    walk.press(labels.HERE)

    site.driver.back(WHO)
    routes.enter_code(walk)
    walk.press(labels.NEXT)

    assert labels.NEW_PASSWORD == site.title(WHO)


def test_a_press_on_a_page_gone_back_to_has_no_effect(site: Site) -> None:
    """It leads to the page where the dialog stands, and no second letter is sent."""
    walk = site.walker(WHO)
    routes.ask_for_reissue(walk)
    site.driver.back(WHO)

    walk.enter(ITSCOM_ID=MAILBOX)
    walk.press(labels.NEXT)

    assert labels.CODE_ENTRY == site.title(WHO)
    assert 1 == len(site.stage.letters(MAILBOX))


def test_a_press_on_a_used_code_page_changes_no_password(site: Site) -> None:
    walk = site.walker(WHO)
    routes.to_password_changed(walk)
    site.driver.back(WHO)

    routes.enter_password(walk, "Another.pass1")
    walk.press(labels.NEXT)
    routes.sign_in(walk, MAILBOX, routes.new_password(walk))

    assert labels.TOP == site.title(WHO)


def test_two_tabs_of_a_browser_share_the_sign_in(site: Site) -> None:
    routes.sign_in(site.walker(WHO), MAILBOX, site.walker(WHO).fact(labels.PASSWORD))

    site.driver.open(TAB, MY_PAGE)

    assert labels.TOP == site.title(TAB)


def test_two_tabs_of_a_browser_share_the_dialog(site: Site) -> None:
    """A press in one makes the page in the other an old one."""
    site.driver.open(WHO, MY_PAGE)
    site.driver.open(TAB, MY_PAGE)
    site.driver.press(TAB, labels.FORGOT)

    site.driver.press(WHO, labels.REGISTER)

    assert labels.FORGOTTEN == site.title(WHO)


def test_each_tab_has_its_own_page_and_its_own_way_back(site: Site) -> None:
    site.driver.open(WHO, MY_PAGE)
    site.driver.open(TAB, "/")
    site.driver.press(TAB, labels.MY_PAGE)
    site.driver.fill(TAB, labels.ITSCOM_ID, MAILBOX)

    site.driver.back(TAB)

    assert (labels.LOGIN, "") == (
        site.title(WHO),
        site.driver.look(WHO).value_of(labels.ITSCOM_ID),
    )
    assert labels.HOME == site.title(TAB)


def test_another_browser_shares_neither_sign_in_nor_dialog(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))
    routes.sign_in(site.walker(BROWSER), MAILBOX, site.walker(WHO).fact(labels.PASSWORD))

    routes.enter_code(site.walker(WHO))
    site.driver.press(WHO, labels.NEXT)
    new_password = site.title(WHO)
    site.driver.open(WHO, MY_PAGE)

    assert (labels.TOP, labels.NEW_PASSWORD, labels.LOGIN) == (
        site.title(BROWSER),
        new_password,
        site.title(WHO),
    )


def test_a_mailed_url_opens_in_another_browser(site: Site) -> None:
    walk, other = site.walker("次郎"), site.walker(OTHER_BROWSER + "次郎")
    routes.to_registration_sent(walk)

    site.driver.open(other.who, walk.received("マイページ本登録のご案内")[-1].url)
    other.press(labels.NEXT)

    assert "iTSCOM ID 登録完了" == site.title(other.who)


def test_two_people_do_not_meet(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))
    before = site.driver.look(WHO)

    routes.to_phrase_sent(site.walker("花子"))

    assert before == site.driver.look(WHO)


def test_going_back_does_not_bring_back_a_password_shown_once(site: Site) -> None:
    walk = site.walker("花子")
    routes.to_reissued(walk)
    walk.press(labels.TO_LOGIN)

    site.driver.back("花子")

    with pytest.raises(NotThere):
        routes.shown_password(site.driver.look("花子"))
