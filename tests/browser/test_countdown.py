"""The countdown to a deadline goes by the time of the world, which may stand still."""

import pytest
from playwright.sync_api import Page, expect

from itsid_sim.drivers import routes
from itsid_sim.drivers.chromium import PATIENCE_MS
from itsid_sim.rules.limits import CODE_VALID_S, MINUTE_S
from tests.browser.conftest import Window
from tests.browser.screens import TARO

CLOCK = "**/clock"
OVER = "期限が過ぎました"


def left(seconds: int) -> str:
    """How the countdown says so many seconds."""
    return f"期限まで あと{seconds // MINUTE_S}分{seconds % MINUTE_S}秒"


@pytest.fixture
def waiting(site: Window) -> Page:
    """The page that waits for a code just sent."""
    routes.ask_for_reissue(site.walker(TARO))
    return site.driver.page(TARO)


def clock_is_asked(page: Page) -> None:
    """Until the page has been told the time anew."""
    with page.expect_response(CLOCK) as answer:
        pass
    answer.value.finished()


def test_the_countdown_stands_still_with_the_world(waiting: Page) -> None:
    texts = []
    for _ in range(3):
        clock_is_asked(waiting)
        texts.append(waiting.get_by_role("timer").inner_text())

    assert [left(CODE_VALID_S)] * 3 == texts


def test_the_countdown_follows_the_moved_world(site: Window, waiting: Page) -> None:
    timer = waiting.get_by_role("timer")

    for passed in (61, 62):
        site.stage.advance(passed)

    expect(timer).to_have_text(left(CODE_VALID_S - 123), timeout=PATIENCE_MS)
    assert None is timer.get_attribute("aria-live")


def test_the_countdown_says_when_it_is_over(site: Window, waiting: Page) -> None:
    timer = waiting.get_by_role("timer")

    site.stage.advance(CODE_VALID_S)

    expect(timer).to_have_text(OVER, timeout=PATIENCE_MS)
    assert "polite" == timer.get_attribute("aria-live")


def test_a_deadline_that_is_past_is_said_at_once_and_no_clock_is_asked(
    site: Window, waiting: Page
) -> None:
    asked: list[str] = []
    site.stage.advance(CODE_VALID_S)
    expect(waiting.get_by_role("timer")).to_have_text(OVER, timeout=PATIENCE_MS)
    waiting.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))

    site.driver.reload(TARO)

    assert OVER == waiting.get_by_role("timer").inner_text()
    assert "clock" not in asked
