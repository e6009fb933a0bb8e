"""In every driver and on every stage: a world forks and goes back, and its people go along."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from itsid_sim.rules.limits import CODE_VALID_S
from itsid_sim.rules.outcomes import OTHER_BROWSER, OTHER_TAB
from tests.drivers.sites import Site

WHO, MAILBOX = "太郎", "taro@example.jp"
MINUTE = timedelta(minutes=1)


@contextmanager
def forked(site: Site) -> Iterator[Site]:
    """The same people in a world that was forked off."""
    with closing(site.stage.fork()) as stage, closing(site.driver.follow(stage)) as driver:
        yield Site(driver, stage)


def test_people_are_before_the_same_page_in_a_fork(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))

    with forked(site) as other:
        titles = (site.title(WHO), other.title(WHO))

    assert (labels.CODE_ENTRY, labels.CODE_ENTRY) == titles


def test_who_is_signed_in_is_so_in_a_fork(site: Site) -> None:
    facts = site.stage.person(WHO).facts
    routes.sign_in(site.walker(WHO), facts[labels.ITSCOM_ID], facts[labels.PASSWORD])

    with forked(site) as other:
        other.driver.press(WHO, labels.MENU_BILL)

        assert (labels.MENU_BILL, labels.TOP) == (other.title(WHO), site.title(WHO))


def test_tabs_and_other_browsers_go_along(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))
    site.driver.open(f"{OTHER_TAB}{WHO}", routes.GUIDE)
    site.driver.open(f"{OTHER_BROWSER}{WHO}", routes.MY_PAGE)

    with forked(site) as other:
        titles = [other.title(f"{which}{WHO}") for which in ("", OTHER_TAB, OTHER_BROWSER)]

    assert [labels.CODE_ENTRY, labels.SUPPORT_GUIDE, labels.LOGIN] == titles


def test_clocks_go_apart(site: Site) -> None:
    begun = site.stage.now()

    with forked(site) as other:
        other.stage.advance(60)

        assert (begun, begun + MINUTE) == (site.stage.now(), other.stage.now())


def test_a_letter_of_the_past_lies_in_both_and_a_later_one_in_its_own(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))

    with forked(site) as other:
        routes.ask_for_reissue(other.walker(WHO))

        here, there = (one.stage.letters(MAILBOX) for one in (site, other))

    assert (1, 2) == (len(here), len(there))
    assert here[0].code == there[0].code


def test_a_code_of_the_past_is_good_in_both(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))

    with forked(site) as other:
        for one in (site, other):
            routes.enter_code(one.walker(WHO))
            one.driver.press(WHO, labels.NEXT)

        assert (labels.NEW_PASSWORD, labels.NEW_PASSWORD) == (site.title(WHO), other.title(WHO))


def test_one_goes_back_before_a_deadline(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))
    before = site.stage.now()
    site.stage.advance(CODE_VALID_S)

    site.stage.rewind(before)

    assert before == site.stage.now()
    routes.enter_code(site.walker(WHO))
    site.driver.press(WHO, labels.NEXT)
    assert labels.NEW_PASSWORD == site.title(WHO)


def test_people_see_the_page_of_the_time_gone_back_to(site: Site) -> None:
    routes.ask_for_reissue(site.walker(WHO))
    before = site.stage.now()
    site.stage.advance(60)
    routes.enter_code(site.walker(WHO))
    site.driver.press(WHO, labels.NEXT)

    site.stage.rewind(before)
    with closing(site.driver.follow(site.stage)) as driver:
        title = driver.look(WHO).title

    assert labels.CODE_ENTRY == title


def test_who_had_begun_nothing_then_is_where_one_begins(site: Site) -> None:
    before = site.stage.now()
    site.stage.advance(60)
    routes.ask_for_reissue(site.walker(WHO))

    site.stage.rewind(before)
    with closing(site.driver.follow(site.stage)) as driver:
        title = driver.look(WHO).title

    assert labels.LOGIN == title


def test_a_time_before_the_world_cannot_be_gone_back_to(site: Site) -> None:
    before = site.stage.now()

    with pytest.raises((LookupError, ValueError), match="the world's time goes from"):
        site.stage.rewind(before - MINUTE)
