"""What leaves the screen: the print view on one sheet, the QR code of the login page."""

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules import labels
from tests.browser.conftest import Files, Window

WHO = "花子"


def test_the_print_view_is_one_sheet_with_all_that_is_to_be_kept(site: Window) -> None:
    routes.to_reissued(site.walker(WHO))
    password = routes.shown_password(site.driver.look(WHO))
    site.driver.press(WHO, labels.TO_PRINT_VIEW)

    printed = site.driver.print_out(WHO)

    wanted = (labels.PRINT_VIEW, "hanako@example.com", password)
    assert [1, True, True, True] == [len(printed.pages), *map(printed.shows, wanted)]


def test_nothing_to_press_is_printed(site: Window) -> None:
    routes.to_reissued(site.walker(WHO))
    site.driver.press(WHO, labels.TO_PRINT_VIEW)

    printed = site.driver.print_out(WHO)

    buttons = site.driver.look(WHO).buttons
    assert dict.fromkeys(buttons, False) == {label: printed.shows(label) for label in buttons}


def test_a_long_page_takes_several_sheets(stranger: Browser, files: Files) -> None:
    files.pages = {"/": "<p>first</p>" + '<p style="break-before:page">next</p>' * 2}
    stranger.open(WHO, "/")

    assert 3 == len(stranger.print_out(WHO).pages)


def test_the_login_page_has_a_qr_code_of_its_own_address(site: Window) -> None:
    routes.to_login(site.walker(WHO))

    assert f"{site.stage.site}/mypage" == site.driver.scan(WHO)


def test_a_page_without_a_qr_code_says_so(stranger: Browser, files: Files) -> None:
    files.pages = {"/": "<h1>page</h1>"}
    stranger.open(WHO, "/")

    with pytest.raises(NotThere, match="page 'page': no QR code can be read on it"):
        stranger.scan(WHO)
