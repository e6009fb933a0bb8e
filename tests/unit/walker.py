"""A person who walks the chart, and the stage that holds their world: no I/O, seeded dice."""

from collections.abc import Mapping, Sequence

from itsid_sim.core import commands as c
from itsid_sim.core.chart import Chart
from itsid_sim.core.decide import decide
from itsid_sim.core.dice import seeded
from itsid_sim.core.digest import Digest, quick_digest
from itsid_sim.core.events import Event
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import Letter, World
from itsid_sim.procedures import CHART
from itsid_sim.procedures.letters import url_of
from itsid_sim.rules.settings import Settings
from tests.unit.people import EVERYBODY, NOW, Customer

DEFAULT = Settings()

Typed = Mapping[str, str | Sequence[str]]


class Stage:
    """One world and everything that has happened in it since it was made."""

    def __init__(
        self,
        settings: Settings = DEFAULT,
        customers: Sequence[Customer] = EVERYBODY,
        chart: Chart = CHART,
        digest: Digest = quick_digest,
    ) -> None:
        self.world = World(NOW, settings)
        self.chart = chart
        self.digest = digest
        self.events: list[Event] = []
        self._commands = 0
        for contract, account in customers:
            self.do(c.AddContract(contract, account))

    def do(self, command: c.Command) -> tuple[Event, ...]:
        """Carry a command out and say what happened."""
        dice = seeded("stage", self._commands)
        events = decide(self.chart, self.world, command, dice, self.digest)
        self._commands += 1
        self.world = evolve(self.world, events)
        self.events.extend(events)
        return events

    def wait(self, *, minutes: int = 0, seconds: int = 0) -> None:
        """Let so much time pass."""
        self.do(c.Wait(minutes * 60 + seconds))

    def letters(self, kind: str = "") -> list[Letter]:
        """The letters written so far, of one kind or of all, oldest first."""
        letters = sorted(self.world.letters.values(), key=lambda letter: int(letter.id))
        return [letter for letter in letters if kind in ("", letter.kind)]

    def deliver(self) -> None:
        """The courier's round, as it goes when nothing goes wrong."""
        for letter in self.letters():
            if letter.state == "written":
                self.do(c.TryLetter(letter.id, letter.tries + 1))
                self.do(c.Deliver(letter.id))
                self.do(c.Accept(letter.id, "250 OK"))

    def secret(self, kind: str) -> str:
        """The code or token in the newest letter of a kind."""
        return self.letters(kind)[-1].secret

    def url(self, kind: str) -> str:
        """The address in the newest letter of a kind, as seen within the world."""
        return url_of(self.letters(kind)[-1], site="")


class Person:
    """Somebody at a browser: knows nothing but the page before them.

    `session` is what the browser is signed in as, `next_session` what a login makes it; without
    them the browser's own name serves for both.
    """

    def __init__(self, stage: Stage, browser: str = "browser") -> None:
        self.stage = stage
        self.browser = browser
        self.session = self.next_session = ""
        self.page = Page("about:blank", 0, 0, "", ())
        self._last = c.Press(browser, 0, "")

    def open(self, address: str) -> Page:
        """Type an address, or follow a link to it."""
        return self._see(self._page(address))

    def reload(self) -> Page:
        """Ask for the same page again."""
        return self.open(self.page.address) if self.page.address else self.look()

    def look(self) -> Page:
        """Ask for the own page of the dialog whose page is before the person."""
        self.stage.do(c.Look(self.browser, room=self.page.room))
        return self._see(self._page("", self.page.room))

    def press(self, button: str, typed: Typed | None = None) -> Page:
        """Type into fields of the page, press one of its buttons, and see what comes."""
        self.send(button, typed)
        return self.look()

    def send(self, button: str, typed: Typed | None = None) -> tuple[Event, ...]:
        """Press a button without seeing what comes, as the first half of a double click."""
        fields = {box.label for box in self.page.boxes}
        assert button in self.page.buttons, f"{self.page.title}: no {button}"
        assert fields.issuperset(typed or ()), f"{self.page.title}: only {fields}"
        self._last = c.Press(
            self.browser,
            self.page.number,
            button,
            form_of(typed or {}),
            self.page.address,
            self.page.seen_at,
            self.page.room,
            self.session,
            self.next_session,
        )
        return self.stage.do(self._last)

    def send_again(self) -> tuple[Event, ...]:
        """Send the last press once more, as a double click or the browser's back button does."""
        return self.stage.do(self._last)

    def _page(self, address: str, room: str = "") -> Page | None:
        look = c.Look(self.browser, address, room, self.session)
        return page_of(self.stage.chart, self.stage.world, look)

    def _see(self, page: Page | None) -> Page:
        assert page is not None, "there is no such page"
        self.page = page
        return page


def form_of(typed: Typed) -> c.Form:
    """What a browser sends: a field that takes several choices appears once for each."""
    return tuple(
        (label, value)
        for label, values in typed.items()
        for value in ([values] if isinstance(values, str) else values)
    )
