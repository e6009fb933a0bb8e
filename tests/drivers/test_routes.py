"""The documented ways: each leads to its screen, for somebody of the cast who can walk it."""

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import ROUTES, walk_to
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules import labels, outcomes
from tests.drivers.sites import Site

BY_PHRASE = (labels.PHRASE_SETTING, labels.PHRASE_SENT, labels.PHRASE_ENTRY, outcomes.REISSUED)


def somebody_for(screen: str) -> str:
    """Who comes to a screen."""
    if screen in BY_PHRASE:
        return "花子"
    return "守" if screen == labels.MORE_FACTS else "太郎"


@pytest.mark.parametrize("screen", ROUTES)
def test_a_route_leads_to_its_screen(site: Site, screen: str) -> None:
    who = somebody_for(screen)

    walk_to(site.walker(who), screen)

    assert outcomes.SCREENS.get(screen, screen) == site.title(who)


@pytest.mark.parametrize("who", ["次郎", "さくら", "守", "太郎"])
def test_everybody_whose_contract_is_ready_can_register(site: Site, who: str) -> None:
    walk = site.walker(who)
    walk_to(walk, outcomes.REGISTERED)

    routes.sign_in(walk, walk.fact(labels.NEW_ID_FACT), routes.new_password(walk))

    assert labels.TOP == site.title(who)


def test_a_reissued_password_is_read_off_the_page_and_opens_my_page(site: Site) -> None:
    walk = site.walker("花子")
    walk_to(walk, outcomes.REISSUED)
    password = routes.shown_password(site.driver.look("花子"))

    routes.sign_in(walk, walk.fact(labels.ITSCOM_ID), password)

    assert labels.TOP == site.title("花子")


def test_a_page_without_a_password_shows_none(site: Site) -> None:
    site.driver.open("花子", "/mypage")

    with pytest.raises(NotThere):
        routes.shown_password(site.driver.look("花子"))


def test_an_unknown_screen_is_told_with_those_that_have_a_route(site: Site) -> None:
    with pytest.raises(NotThere, match=labels.IDENTITY):
        walk_to(site.walker("太郎"), "どこにもない画面")


def test_a_walk_that_ends_elsewhere_says_where(site: Site) -> None:
    """しおり's contract is not ready."""
    with pytest.raises(NotThere, match=labels.CONTRACTOR):
        walk_to(site.walker("しおり"), labels.TERMS)


def test_without_a_letter_there_is_none_to_open(site: Site) -> None:
    with pytest.raises(NotThere, match="認証コードのお知らせ"):
        site.walker("太郎").received("認証コードのお知らせ")
