"""The driver without anything between: straight into the service, page by page."""

from msgspec.structs import replace

from itsid_sim.core.chart import Link
from itsid_sim.core.commands import Look, Press
from itsid_sim.core.page import Box, Page
from itsid_sim.core.text import fold_label
from itsid_sim.drivers.embedded import EmbeddedStage
from itsid_sim.drivers.evidence import Evidence, masked_address, masked_lines
from itsid_sim.drivers.seen import NotThere, Seen, SeenField, SeenNotice, the_one
from itsid_sim.rules.outcomes import OTHER_TAB

ENTRANCE = "/mypage"


class View:
    """One tab: the page it shows, what stands in the fields, and the pages before."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.typed: dict[str, str] = {}
        self.chosen: dict[str, tuple[str, ...]] = {}
        self.before: list[Page] = []

    def show(self, page: Page, *, again: bool = False) -> None:
        """Show a newer page, or the same one again; what was typed stays after a refusal."""
        if not again:
            self.before.append(self.page)
        self._empty(keep=bool(page.notices) and page.title == self.page.title)
        self.page = page

    def back(self) -> None:
        """Show the page before, as it was."""
        if not self.before:
            raise NotThere(f"page {self.page.title!r}: nothing was shown before it in this tab")
        self.page = self.before.pop()
        self._empty(keep=False)

    def box(self, label: str, kinds: tuple[str, ...]) -> Box:
        """The field of this label among those of these kinds."""
        boxes = {box.label: box for box in self.page.boxes if box.kind in kinds}
        return boxes[the_one("field", label, boxes, self.page.title)]

    def form(self) -> tuple[tuple[str, str], ...]:
        """What a press sends."""
        chosen = [(label, option) for label, some in self.chosen.items() for option in some]
        return (*self.typed.items(), *chosen)

    def _empty(self, *, keep: bool) -> None:
        secret = {box.label for box in self.page.boxes if box.kind == "secret"}
        self.typed = {k: v for k, v in self.typed.items() if keep and k not in secret}
        self.chosen = self.chosen if keep else {}


class InProcess:
    """A browser a person, all of them in the stage's world."""

    def __init__(self, stage: EmbeddedStage) -> None:
        self._stage = stage
        self._views: dict[str, View] = {}

    def open(self, who: str, address: str) -> None:
        self._show(who, self._page(who, self._stage.path(address)))

    def fill(self, who: str, field: str, text: str) -> None:
        view = self._view(who)
        view.typed[view.box(field, ("text", "secret", "long")).label] = text

    def choose(self, who: str, field: str, option: str) -> None:
        view = self._view(who)
        if fold_label(option) == fold_label(field):
            view.box(field, ("toggle",))
            raise NotThere(f"page {view.page.title!r}: {field!r} shows what only a browser shows")
        box = view.box(field, ("one", "some"))
        choice = the_one("option", option, box.choices, view.page.title)
        others = view.chosen.get(box.label, ()) if box.kind == "some" else ()
        view.chosen[box.label] = (*others, choice)

    def press(self, who: str, label: str) -> None:
        self._press(who, label, times=1)

    def press_twice(self, who: str, label: str) -> None:
        self._press(who, label, times=2)

    def look(self, who: str) -> Seen:
        return _seen(self._view(who))

    def reload(self, who: str) -> None:
        view = self._view(who)
        self._show(who, self._page(who, view.page.address, view.page.room), again=True)

    def back(self, who: str) -> None:
        view = self._view(who)
        view.back()
        if view.page.private:
            self.reload(who)

    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(who, masked_address(view.page.address), tuple(masked_lines(_seen(view))))
            for who, view in self._views.items()
        )

    def picture(self, who: str) -> bytes:
        return b""

    def follow(self, stage: EmbeddedStage) -> "InProcess":
        there = InProcess(stage)
        for who, view in self._views.items():
            there.take_up(who, view.page.address, view.page.room)
        return there

    def take_up(self, who: str, address: str, room: str) -> None:
        """Open an address, or the own page of a dialog; where there is none, where one begins."""
        self._show(who, self._page(who, address, room) or self._page(who, ENTRANCE))

    def close(self) -> None:
        self._views.clear()

    def _press(self, who: str, label: str, times: int) -> None:
        view = self._view(who)
        page = view.page
        links = {name: link for link in reversed(page.links) for name in _names(link)}
        pressed = the_one("button", label, (*page.buttons, *links), page.title)
        if pressed in links:
            self.open(who, links[pressed].address)
            return
        press = Press(
            _browser(who),
            page.number,
            pressed,
            view.form(),
            page.address,
            page.seen_at,
            page.room,
        )
        for _ in range(times):
            self._stage.press(press)
        self._show(who, self._page(who, "", page.room))

    def _page(self, who: str, address: str, room: str = "") -> Page | None:
        return self._stage.page(Look(_browser(who), address, room))

    def _show(self, who: str, page: Page | None, *, again: bool = False) -> None:
        if page is None:
            raise NotThere(f"{who}: there is no such page")
        if who in self._views:
            self._views[who].show(page, again=again)
        else:
            self._views[who] = View(page)

    def _view(self, who: str) -> View:
        if who not in self._views:
            raise NotThere(f"{who}: has opened nothing yet")
        return self._views[who]


def _names(link: Link) -> tuple[str, str]:
    """A link is found by its label, and by what it is about together with its label."""
    return link.label, link.about + link.label


def _browser(who: str) -> str:
    """Two tabs are one browser."""
    return who.removeprefix(OTHER_TAB)


def _seen(view: View) -> Seen:
    page = view.page
    return Seen(
        page.title,
        page.lines,
        tuple(_field(view, box) for box in page.boxes),
        (*page.buttons, *(link.label for link in page.links)),
        tuple(SeenNotice(notice.field, notice.text) for notice in page.notices),
    )


def _field(view: View, box: Box) -> SeenField:
    value = view.typed.get(box.label) or " ".join(view.chosen.get(box.label, ()))
    field = SeenField(box.label, box.kind, box.choices, hint=box.hint)
    return replace(field, value=value) if value else field
