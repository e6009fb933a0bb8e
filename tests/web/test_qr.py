"""The QR code of the login page: it leads to the login page of its own world (LOGIN-03, Q37)."""

import re

import segno

from itsid_sim.rules import labels
from tests.web.intruder import Browser, Intruded
from tests.web.journeys import LOGIN

QR = "/mypage/qr.svg"
QUIET_MODULES = 4
PATH, BOX = re.compile(r' d="([^"]*)"'), re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def code_of(browser: Browser) -> segno.QRCode:
    """The code of the public address of the login page of the browser's world."""
    return segno.make_qr(f"{browser.place.url}{browser.home}{LOGIN}", error="m")


def test_login_page_shows_the_qr_code_of_its_world(browser: Browser) -> None:
    browser.open(LOGIN)

    assert labels.LOGIN == browser.page.title
    assert f'<img src="{browser.home}{QR}" alt="このページのQRコード"' in browser.html


def test_qr_code_holds_the_public_address_of_the_login_page(browser: Browser) -> None:
    answer = browser.ask("GET", QR)

    expected = code_of(browser).svg_inline(border=QUIET_MODULES, light="#fff")
    assert (200, "image/svg+xml") == (answer.status, answer.header("content-type"))
    assert PATH.findall(expected) == PATH.findall(answer.body.decode())


def test_qr_code_has_a_white_margin_of_four_modules(browser: Browser) -> None:
    """ISO/IEC 18004: without it, readers find nothing on a dark page."""
    image = browser.ask("GET", QR).body.decode()

    across = str(code_of(browser).symbol_size(border=QUIET_MODULES)[0])
    assert [(across, across)] == BOX.findall(image)
    assert f'fill="#fff" d="M0 0h{across}v{across}' in image


def test_qr_codes_of_two_worlds_differ(site: Intruded) -> None:
    codes = {site.browser().ask("GET", QR).body for _ in range(2)}

    assert 2 == len(codes)


def test_qr_code_may_be_kept(browser: Browser) -> None:
    assert "public, max-age=3600" == browser.ask("GET", QR).header("cache-control")


def test_qr_code_of_no_world_is_unknown(site: Intruded) -> None:
    assert 404 == site.connection.ask("GET", f"/w/nowhere{QR}").status


def test_qr_code_is_only_read(browser: Browser) -> None:
    answer = browser.ask("POST", QR)

    assert (405, "GET, HEAD") == (answer.status, answer.header("allow"))
