"""What can be measured of a page in a real browser."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Page, ViewportSize

SCRIPT = (Path(__file__).parent / "gauges.js").read_text(encoding="utf-8")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# A window of 1280x1024 at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 256}

TARGET_PX = 24
OUTLINE_PX = 2
CONTRAST = 3
STOPS_MAX = 50


class Stop(NamedTuple):
    """Something that the Tab key reached: its number among all that it should reach in order."""

    html: str
    number: int
    is_marked: bool
    is_in_view: bool
    left: float
    top: float
    right: float
    bottom: float

    def comes_after(self, other: "Stop") -> bool:
        """Whether it is read later: it stands further down, or to the right."""
        return self.top >= other.bottom - 1 or self.left >= other.right - 1


def view(page: Page, size: ViewportSize, scheme: Scheme = "light") -> None:
    """Look at a page in a window of this size; its colours do not fade in."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def violations(page: Page) -> list[str]:
    """What axe finds wrong, by its rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = _ask(page, "violations", TAGS)
    return found


def space(page: Page, *, is_wide: bool) -> None:
    """Set lines, words and letters apart as far as WCAG 1.4.12 asks, or as the page does."""
    _ask(page, "space", is_wide)


def words(page: Page) -> str:
    """All that stands on the page, without spaces."""
    return f"{_ask(page, 'words')}"


def beyond(page: Page) -> int:
    """How many pixels lie beyond the right edge."""
    return int(_ask(page, "beyond"))


def clipped(page: Page) -> list[str]:
    """What does not fit into where it stands."""
    found: list[str] = _ask(page, "clipped")
    return found


def small(page: Page) -> list[str]:
    """What is too small to be pointed at."""
    found: list[str] = _ask(page, "small", TARGET_PX)
    return found


def faint(page: Page) -> list[str]:
    """Fields whose edge can hardly be seen."""
    found: list[str] = _ask(page, "faint", CONTRAST)
    return found


def reachable(page: Page) -> list[str]:
    """What the Tab key should reach, in order."""
    found: list[str] = _ask(page, "stops")
    return found


def tab_round(page: Page) -> list[Stop]:
    """What the Tab key reaches until it comes to the same again; the first of the page first."""
    stops: list[Stop] = []
    for _ in range(STOPS_MAX):
        page.keyboard.press("Tab")
        stop = _stop(page)
        if stop and stops and stop.number == stops[0].number:
            break
        stops += [stop] if stop else []
    first = min(range(len(stops)), key=lambda n: stops[n].number, default=0)
    return stops[first:] + stops[:first]


def _stop(page: Page) -> Stop | None:
    told = _ask(page, "stop", OUTLINE_PX, CONTRAST)
    if told is None:
        return None
    return Stop(told["html"], told["number"], told["isMarked"], told["isInView"], *told["box"])


def _ask(page: Page, task: str, *given: object) -> Any:  # noqa: ANN401 - whatever it answers
    return page.evaluate(SCRIPT, [task, *given])
