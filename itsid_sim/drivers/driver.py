"""The person at a browser: what one can do and see there, and nothing more."""

from typing import Any, Protocol

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.seen import Seen
from itsid_sim.rules.outcomes import OTHER_BROWSER, OTHER_TAB


def name_of(who: str) -> str:
    """The name of somebody, whichever browser or tab they use."""
    return who.removeprefix(OTHER_BROWSER).removeprefix(OTHER_TAB)


class Driver(Protocol):
    """People by name, each with a browser; every method says who acts.

    A name may begin with `OTHER_BROWSER` or `OTHER_TAB` of rules/outcomes.

    A label or option that the page does not have raises `NotThere`.
    """

    def open(self, who: str, address: str) -> None:
        """Open an address: a path of the site such as `/mypage`, or a whole URL from a letter."""
        ...

    def fill(self, who: str, field: str, text: str) -> None:
        """Type into a field, over what stood there."""
        ...

    def choose(self, who: str, field: str, option: str) -> None:
        """Choose an option of a field, beside those chosen before if it takes several."""
        ...

    def press(self, who: str, label: str) -> None:
        """Press a button or follow a link."""
        ...

    def press_twice(self, who: str, label: str) -> None:
        """Press a button twice so quickly that only the second answer is seen."""
        ...

    def look(self, who: str) -> Seen:
        """The page as it was last answered; nothing is asked anew."""
        ...

    def reload(self, who: str) -> None:
        """Ask for the page again."""
        ...

    def back(self, who: str) -> None:
        """Go back to the page before by the browser's own button."""
        ...

    def evidence(self) -> tuple[Evidence, ...]:
        """What everybody has before them, for a report on a step that failed."""
        ...

    def picture(self, who: str) -> bytes:
        """How the page looks, as a JPEG without what no report may tell; empty without a screen."""
        ...

    def follow(self, stage: Any) -> "Driver":  # noqa: ANN401 - each driver takes its own stages
        """The same people on another stage, each with their cookies, before the page they had.

        The stage is one that was forked off, or has gone back in time; the pages are asked for.
        """
        ...

    def close(self) -> None:
        """Close all browsers."""
        ...
