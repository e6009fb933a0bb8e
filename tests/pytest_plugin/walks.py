"""People at the pages of a test's world, over HTTP."""

from itsid_sim.drivers.http import Http
from itsid_sim.pytest_plugin.world import ItsidWorld
from itsid_sim.rules import labels

TARO, HANAKO = "太郎", "花子"


def visitor(world: ItsidWorld) -> Http:
    """A browser for each person."""
    return Http(world, world.control.connection)


def asked_for_reissue(world: ItsidWorld, who: str = TARO) -> Http:
    """Somebody has said that they forgot their password."""
    browser = visitor(world)
    browser.open(who, "/mypage")
    browser.press(who, labels.FORGOT)
    browser.choose(who, labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN)
    browser.press(who, labels.NEXT)
    browser.fill(who, labels.ITSCOM_ID, world.person(who).facts[labels.ITSCOM_ID])
    browser.press(who, labels.NEXT)
    return browser
