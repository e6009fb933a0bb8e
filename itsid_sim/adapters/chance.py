"""Dice from the system's randomness, and dice that a seed foretells."""

import secrets

from itsid_sim.core.dice import DICE_BYTES, TOKEN_BYTES, Dice, seeded
from itsid_sim.ports.chance import Chance


class SystemChance:
    """Dice that nobody can foretell."""

    replays = False

    def draw(self, number: int) -> Dice:
        return Dice(secrets.token_bytes(DICE_BYTES))


class SeededChance:
    """Dice that are the same for the same seed and event number, without any state between."""

    replays = True

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def draw(self, number: int) -> Dice:
        return seeded(self._seed, number)


def chance_of(seed: str | None) -> Chance:
    """The dice of a world with this seed, or without one."""
    return SystemChance() if seed is None else SeededChance(seed)


def new_token() -> str:
    """32 URL-safe characters, 192 bits that nobody can foretell."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_key() -> bytes:
    """A key that lasts as long as the process."""
    return secrets.token_bytes(DICE_BYTES)
