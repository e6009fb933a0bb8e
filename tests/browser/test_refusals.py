"""Whoever cannot see a refused form is told all the same: by title, focus and description."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from itsid_sim.bootstrap.served import Served
from itsid_sim.drivers.seen import Seen
from tests.browser.screens import REFUSALS, Way, title_of, walked

PREFIX = "入力エラー: "
FOCUSED = "() => [document.activeElement.role, document.activeElement.name ?? '']"
# Of each field at fault: its name, what is said to be wrong with it, and what describes it.
FAULTS = """
() => {
  const words = (id) => {
    const remark = document.getElementById(id);
    return remark?.checkVisibility() ? remark.innerText : "nothing";
  };
  return [...document.querySelectorAll("[aria-invalid=true]")].map((field) => [
    field.name || field.querySelector("input").name,
    words(field.getAttribute("aria-errormessage")),
    field.getAttribute("aria-describedby").split(" ").map(words),
  ]);
}
"""


class Refused(NamedTuple):
    """A refused form, and what is seen of it."""

    way: str
    page: Page
    seen: Seen

    @property
    def field(self) -> str:
        """The first field at fault."""
        return REFUSALS[self.way].field


@pytest.fixture(scope="module", params=REFUSALS)
def refused(request: pytest.FixtureRequest, served: Served) -> Iterator[Refused]:
    """Walked once for all tests of this file, none of which changes anything on the page."""
    who, steps, _ = REFUSALS[request.param]
    with walked(Way(who, steps), served) as driver:
        yield Refused(request.param, driver.page(who), driver.look(who))


def test_the_title_begins_with_the_refusal(refused: Refused) -> None:
    title = refused.page.title().partition(" | ")[0]

    assert PREFIX + title_of(refused.way) == title


def test_the_first_thing_at_fault_has_the_focus(refused: Refused) -> None:
    refused.page.locator(":focus").wait_for()

    role, name = refused.page.evaluate(FOCUSED)

    assert (refused.field, not refused.field) == (name, role == "alert")


def test_each_field_at_fault_says_so_and_is_described_by_its_notice(refused: Refused) -> None:
    faults = refused.page.evaluate(FAULTS)

    beside = [(notice.field, notice.text) for notice in refused.seen.notices if notice.field]
    assert beside == [(name, message) for name, message, _ in faults]
    assert [text for _, text in beside] == [described[-1] for *_, described in faults]
    assert "nothing" not in [words for *_, described in faults for words in described]


def test_a_notice_belongs_to_a_field_or_is_an_alert(refused: Refused) -> None:
    alerts = refused.page.get_by_role("alert").count()

    assert ["" if alerts else refused.field] == [refused.seen.notices[0].field]
