"""Dice from the system's randomness, and dice that a seed foretells."""

import secrets

from itsid_sim.core.dice import DICE_BYTES, Dice, seeded


class SystemChance:
    """Dice that nobody can foretell."""

    def draw(self, number: int) -> Dice:
        return Dice(secrets.token_bytes(DICE_BYTES))


class SeededChance:
    """Dice that are the same for the same seed and event number, without any state between."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def draw(self, number: int) -> Dice:
        return seeded(self._seed, number)
