"""The world of one test, from its making to its end, and what a report tells of it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

import pytest

from itsid_sim.client.control import Control
from itsid_sim.client.errors import NoSuchThing, NotDone, Refused
from itsid_sim.pytest_plugin.marker import Wish, WrongMarker, wish_of
from itsid_sim.pytest_plugin.world import ItsidWorld
from itsid_sim.web.told import World

# A run that is killed leaves nothing for longer than this. Someone who wants to look has a day.
UNUSED, LEFT = timedelta(hours=1), timedelta(days=1)
SENTENCES_MAX = 20
TITLE = "itsid world"

Section = tuple[str, str]


class Fresh:
    """A world with all its forks, over a connection of their own."""

    def __init__(
        self, url: str, token: str, marks: Iterable[pytest.Mark], *, is_kept: bool
    ) -> None:
        """Fails the test if the marker is wrong."""
        self._is_kept = is_kept
        self._control = Control(url, token)
        try:
            wish = wish_of(marks)
            born = self._born(wish)
        except (WrongMarker, Refused) as error:
            self._control.close()
            raise pytest.fail.Exception(f"itsid_world: {error}", pytrace=False) from None
        self.world = ItsidWorld(self._control, born, has_cast=wish.contracts is None)

    def told(self) -> list[Section]:
        """What a report tells of the world and its forks."""
        self._hang_up()
        return [
            (TITLE if world is self.world else f"{TITLE}, fork", self._story(world))
            for world in self.world.family
        ]

    def end(self) -> list[str]:
        """Take the worlds away; those that are left instead, by the address of their console."""
        self._hang_up()
        try:
            if self._is_kept:
                return [_console(world) for world in self.world.family]
            for world in self.world.family:
                with suppress(NoSuchThing):  # the test took it away itself
                    self._control.delete(world.id)
        finally:
            self._control.close()
        return []

    def _born(self, wish: Wish) -> World:
        return self._control.create(
            seed=wish.seed,
            now=wish.now,
            settings=wish.settings,
            contracts=wish.contracts,
            keep=LEFT if self._is_kept else UNUSED,
        )

    def _hang_up(self) -> None:
        """A test that was cut off may have left half an answer on the connection."""
        self._control.close()

    def _story(self, world: ItsidWorld) -> str:
        try:
            lines = _lines(world)
        except (NotDone, OSError) as error:
            lines = [f"it cannot be asked any more: {error}"]
        lines += [f"console  {_console(world)}"] if self._is_kept else []
        return "\n".join((f"id       {world.id}", f"pages    {world.url}", *lines))


def _lines(world: ItsidWorld) -> list[str]:
    state = world.state
    first = max(0, state.event - SENTENCES_MAX)
    events = world.control.events(world.id, after=first, limit=SENTENCES_MAX).events
    return [
        f"time     {state.now:%Y-%m-%d %H:%M:%S}",
        f"events   {state.event}{', of which the last' if first else ''}",
        *(f"  {event.at:%Y-%m-%d %H:%M:%S}  {event.text}" for event in events),
    ]


def _console(world: ItsidWorld) -> str:
    return f"{world.url}console"
