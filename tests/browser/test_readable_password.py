"""A password can be made readable while it is typed; it is sent as a secret all the same."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from itsid_sim.drivers import routes
from itsid_sim.rules import labels
from itsid_sim.web.forms import OURS as HIDDEN
from tests.browser.conftest import Window
from tests.browser.screens import TARO

# What every form carries beside its fields.
OURS = {*HIDDEN}
# Whatever the page does before it sends a form is done when this listens.
NOTE_TYPE = """
name => addEventListener("submit", () => {
  sessionStorage.setItem("type", document.getElementsByName(name)[0].type);
})
"""


def login(site: Window) -> Page:
    """The login page."""
    routes.to_login(site.walker(TARO))
    return site.driver.page(TARO)


def test_a_password_can_be_read_and_hidden_again(site: Window) -> None:
    page = login(site)
    secret = page.get_by_label(labels.PASSWORD, exact=True)

    types = [secret.get_attribute("type")]
    for _ in range(2):
        page.get_by_label(labels.SHOW_PASSWORD).click()
        types.append(secret.get_attribute("type"))

    assert ["password", "text", "password"] == types


@pytest.mark.parametrize("how", ["pressed", "Enter"])
def test_a_password_made_readable_is_sent_as_a_secret(site: Window, how: str) -> None:
    page = login(site)
    page.evaluate(NOTE_TYPE, labels.PASSWORD)
    page.get_by_label(labels.SHOW_PASSWORD).check()
    routes.enter_login(site.walker(TARO), routes.NOBODYS_ID, routes.WRONG_PASSWORD)

    with page.expect_event("load"), page.expect_request(lambda one: one.method == "POST") as sent:
        if how == "Enter":
            page.keyboard.press("Enter")
        else:
            page.get_by_role("button", name=labels.SIGN_IN, exact=True).click()

    form = parse_qs(sent.value.post_data or "")
    assert "password" == page.evaluate("sessionStorage.getItem('type')")
    assert OURS | {labels.ITSCOM_ID, labels.PASSWORD} == form.keys()
    assert [routes.WRONG_PASSWORD] == form[labels.PASSWORD]


def test_a_password_is_hidden_where_one_comes_back_to_it(site: Window) -> None:
    page = login(site)
    page.get_by_label(labels.SHOW_PASSWORD).check()
    site.driver.press(TARO, labels.FAQ)

    site.driver.back(TARO)

    toggle = page.get_by_label(labels.SHOW_PASSWORD)
    secret = page.get_by_label(labels.PASSWORD, exact=True)
    assert toggle.is_checked() == (secret.get_attribute("type") == "text")
