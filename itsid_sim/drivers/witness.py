"""What comes up on the way through a run: pages, and what the worlds' clocks say then."""

from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec import json
from msgspec.structs import replace

from itsid_sim.drivers.driver import Driver, name_of
from itsid_sim.drivers.evidence import Evidence, masked_lines
from itsid_sim.drivers.record import DueRecord, LetterRecord, Shown, Sight
from itsid_sim.drivers.seen import Seen, the_one
from itsid_sim.drivers.stage import Stage
from itsid_sim.rules.value import Value


class Noted(Value, frozen=True):
    """What came up while a step ran; `StepRecord` says what each of it means."""

    at: int = 0
    world: str = ""
    sights: tuple[Sight, ...] = ()
    cases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Gallery:
    """The pages of a run, each kept once, with a picture where there is a screen."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder no pictures are kept."""
        self._folder = folder
        self._places: dict[Seen, int] = {}
        self._shown: dict[Shown, int] = {}
        self.screens: list[Shown] = []

    def place(self, seen: Seen, picture: Callable[[], bytes]) -> int:
        """The number of a page; its picture is taken when it comes up first."""
        known = self._places.get(seen)
        if known is None:
            known = self._places[seen] = self._entered(_shown(seen), picture)
        return known

    def _entered(self, shown: Shown, picture: Callable[[], bytes]) -> int:
        known = self._shown.get(shown)
        if known is None:
            known = self._shown[shown] = len(self.screens)
            self.screens.append(self._pictured(shown, picture))
        return known

    def _pictured(self, shown: Shown, picture: Callable[[], bytes]) -> Shown:
        """The same with its picture; another process may have taken it."""
        if self._folder is None:
            return shown
        name = f"seen-{blake2b(json.encode(shown), digest_size=8).hexdigest()}.jpg"
        file = self._folder / name
        if not file.exists():
            image = picture()
            if not image:
                return shown
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(image)
        return replace(shown, picture=f"{self._folder.name}/{name}")


class Witness:
    """Looks on during one scenario; what came up since the last step is asked for step by step."""

    def __init__(self, gallery: Gallery, people: Collection[str], walked: list[str]) -> None:
        """The rows of the chart that are taken are appended to `walked` by whoever knows."""
        self._gallery = gallery
        self._people = people
        self._walked = walked
        self._sights: list[Sight] = []
        self._has_begun = False

    def saw(self, who: str, driver: Driver) -> None:
        """A page has come up before somebody. Raises `NotThere` for a name of nobody."""
        self._has_begun = True
        the_one("person", name_of(who), self._people, "cast")
        screen = self._gallery.place(driver.look(who), lambda: driver.picture(who))
        self._sights.append(Sight(who, screen))

    def noted(self, stage: Stage, world: str, evidence: tuple[Evidence, ...]) -> Noted:
        """What came up since this was last asked; no clock is asked before anybody has acted."""
        at = int(stage.now().timestamp()) if self._has_begun else 0
        walked = tuple(dict.fromkeys(self._walked))
        noted = Noted(at, world, tuple(self._sights), walked, evidence)
        self._sights.clear()
        self._walked.clear()
        return noted


class Watched:
    """A driver before a witness."""

    def __init__(self, driver: Driver, witness: Witness) -> None:
        self._driver = driver
        self._witness = witness

    def open(self, who: str, address: str) -> None:
        self._driver.open(who, address)
        self._witness.saw(who, self._driver)

    def press(self, who: str, label: str) -> None:
        self._driver.press(who, label)
        self._witness.saw(who, self._driver)

    def press_twice(self, who: str, label: str) -> None:
        self._driver.press_twice(who, label)
        self._witness.saw(who, self._driver)

    def reload(self, who: str) -> None:
        self._driver.reload(who)
        self._witness.saw(who, self._driver)

    def back(self, who: str) -> None:
        self._driver.back(who)
        self._witness.saw(who, self._driver)

    def follow(self, stage: Stage) -> "Watched":
        return Watched(self._driver.follow(stage), self._witness)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the driver can do
        return getattr(self._driver, name)


def letters_of(stage: Stage, world: str) -> tuple[LetterRecord, ...]:
    """The letters that were written in a stage's world, for a report."""
    return tuple(
        LetterRecord(
            one.to,
            one.sender,
            one.subject,
            one.text,
            one.state,
            _seconds(one.written),
            _seconds(one.arrived),
            world,
        )
        for one in stage.posted()
    )


def dues_of(stage: Stage, world: str) -> tuple[DueRecord, ...]:
    """What the clock of a stage's world has passed, or nearly."""
    return tuple(
        DueRecord(_seconds(one.at), one.text, world, _seconds(one.missed_at))
        for one in stage.passed()
    )


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def _shown(seen: Seen) -> Shown:
    return Shown(
        seen.title,
        tuple(masked_lines(seen)),
        tuple((field.label, field.kind) for field in seen.fields),
        seen.buttons,
        tuple((notice.field, notice.text) for notice in seen.notices),
    )
