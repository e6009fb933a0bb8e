"""Pictures of the screens that a run passes: of a desk and a telephone, light and dark."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page, ViewportSize

from itsid_sim.drivers.chromium import DESK, PHONE

NAME_CHARS_MAX = 60
UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Album:
    """A folder with four pictures of a screen; the first that comes along is taken.

    Several processes may fill it together.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def lacks(self, name: str) -> bool:
        """Whether no picture of a screen has been taken."""
        return not (self._folder / _file_name(name, PHONE, "dark")).exists()

    def take(self, name: str, page: Page) -> None:
        """Take what pictures can be taken of a page, and leave the page as it was."""
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            for scheme in reversed(SCHEMES):
                page.emulate_media(color_scheme=scheme)
                file = self._folder / _file_name(name, size, scheme)
                with suppress(Error):
                    page.screenshot(path=file, full_page=True, animations="disabled")


def _file_name(name: str, size: ViewportSize, scheme: str) -> str:
    stem = UNSAFE.sub("_", name)[:NAME_CHARS_MAX].strip("_")
    return f"{stem}-{size['width']}-{scheme}.png"
