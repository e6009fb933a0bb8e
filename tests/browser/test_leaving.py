"""Whoever leaves what they have written, and not sent, is asked first; nobody else is."""

import pytest
from playwright.sync_api import Dialog, Page

from itsid_sim.drivers import routes
from itsid_sim.rules import labels, sentences
from tests.browser.conftest import Window
from tests.browser.screens import TARO


class Asked(list[str]):
    """The questions that a page asks; all are answered the same."""

    def __init__(self, page: Page, *, leaves: bool = True) -> None:
        super().__init__()
        self.leaves = leaves
        page.on("dialog", self.answer)

    def answer(self, dialog: Dialog) -> None:
        """Leave, or stay."""
        self.append(dialog.type)
        if self.leaves:
            dialog.accept()
        else:
            dialog.dismiss()


@pytest.fixture
def inquiry(site: Window) -> Page:
    """A page with a form that takes a while to fill in."""
    site.driver.open(TARO, routes.INQUIRY)
    return site.driver.page(TARO)


def write(page: Page, text: str) -> None:
    """Write into the form, as a person does."""
    field = page.get_by_label(sentences.QUESTION_TEXT)
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def leave(page: Page) -> None:
    """Go somewhere else."""
    page.get_by_role("link", name=labels.SUPPORT_GUIDE).click()


def test_whoever_leaves_a_half_filled_form_is_asked(inquiry: Page) -> None:
    asked = Asked(inquiry)
    write(inquiry, "half a que")

    with inquiry.expect_event("load"):
        leave(inquiry)

    assert ["beforeunload"] == asked
    assert labels.SUPPORT_GUIDE == inquiry.locator("h1").inner_text()


def test_whoever_stays_finds_what_they_wrote(inquiry: Page) -> None:
    Asked(inquiry, leaves=False)
    write(inquiry, "half a que")

    with inquiry.expect_event("dialog"):
        leave(inquiry)

    assert "half a que" == inquiry.get_by_label(sentences.QUESTION_TEXT).input_value()


def test_nobody_is_asked_who_wrote_nothing(inquiry: Page) -> None:
    asked = Asked(inquiry)
    inquiry.get_by_label(sentences.QUESTION_TEXT).click()

    with inquiry.expect_event("load"):
        leave(inquiry)

    assert [] == asked


def test_nobody_is_asked_who_took_it_back(inquiry: Page) -> None:
    asked = Asked(inquiry)
    write(inquiry, "half a que")
    write(inquiry, "")

    with inquiry.expect_event("load"):
        leave(inquiry)

    assert [] == asked


def test_nobody_is_asked_who_sends_the_form(inquiry: Page) -> None:
    asked = Asked(inquiry)
    write(inquiry, "a question")
    inquiry.get_by_label(sentences.MAIL_ADDRESS).fill("taro@example.jp")

    with inquiry.expect_event("load"):
        inquiry.get_by_role("button", name=sentences.SEND).click()

    assert ([], sentences.INQUIRY_RECEIVED) == (asked, inquiry.locator("h1").inner_text())


def test_whoever_leaves_a_choice_is_asked(site: Window) -> None:
    routes.to_contractor(site.walker(TARO))
    asked = Asked(site.driver.page(TARO))
    site.driver.choose(TARO, labels.PAYMENT, labels.BANK_LAST4)

    site.driver.press(TARO, labels.HERE)

    assert ["beforeunload"] == asked


def test_nobody_is_asked_who_made_a_password_readable(site: Window) -> None:
    routes.to_login(site.walker(TARO))
    asked = Asked(site.driver.page(TARO))
    site.driver.tick(TARO, labels.SHOW_PASSWORD, on=True)

    site.driver.press(TARO, labels.FAQ)

    assert [] == asked
