"""Where the dice of a command come from."""

from typing import Protocol

from itsid_sim.core.dice import Dice


class Chance(Protocol):
    """Dice for each command of one world."""

    @property
    def replays(self) -> bool:
        """Whether the same commands draw the same dice, so that their order matters."""
        ...

    def draw(self, number: int) -> Dice:
        """The dice of the command that follows event number `number`."""
        ...
