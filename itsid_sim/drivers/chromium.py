"""The browser that Playwright drives: where it is found, how it is started, one for a whole run."""

import shutil
from contextlib import ExitStack

from playwright.sync_api import BrowserContext, Error, StorageState, ViewportSize, sync_playwright

# Debian's are taken before a download of Playwright's own.
DEBIAN = ("chromium-headless-shell", "chromium")
OPTIONS = ("--disable-dev-shm-usage",)  # a container's /dev/shm is often too small
PATIENCE_MS = 30_000
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


class NoChromium(Exception):
    """No browser could be started; the message says how to get one."""


class Chromium:
    """A browser without a window."""

    def __init__(self) -> None:
        """Raises `NoChromium`."""
        with ExitStack() as undo:
            playwright = sync_playwright().start()
            undo.callback(playwright.stop)
            found = next(filter(None, map(shutil.which, DEBIAN)), None)
            try:
                browser = playwright.chromium.launch(executable_path=found, args=list(OPTIONS))
            except Error as error:
                raise NoChromium(
                    f"no Chromium starts ({first_line(error)}): install Debian's "
                    "chromium-headless-shell, or run `python -m playwright install "
                    "--only-shell chromium`"
                ) from None
            undo.callback(browser.close)
            self._browser = browser
            self._exit = undo.pop_all()

    def context(self, *, phone: bool = False, state: StorageState | None = None) -> BrowserContext:
        """A browser of one person, on a desk or in a hand; with a state, the cookies of that."""
        context = self._browser.new_context(
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            viewport=PHONE if phone else DESK,
            is_mobile=phone,
            has_touch=phone,
            device_scale_factor=2 if phone else 1,
            storage_state=state,
        )
        context.set_default_timeout(PATIENCE_MS)
        return context

    def close(self) -> None:
        """Close the browser with all that is open in it."""
        self._exit.close()


def first_line(error: Error) -> str:
    """What Playwright says, without its log."""
    return error.message.splitlines()[0]
