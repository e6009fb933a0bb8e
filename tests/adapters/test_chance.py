"""Dice: what every source of them does, and which of them can be foretold."""

from collections.abc import Callable

import pytest

from itsid_sim.adapters.chance import SeededChance, SystemChance
from itsid_sim.core.dice import Dice
from itsid_sim.ports.chance import Chance

SOURCES: dict[str, Callable[[], Chance]] = {
    "seeded": lambda: SeededChance("seed"),
    "system": SystemChance,
}


def tokens(chance: Chance, *numbers: int) -> list[str]:
    """A token from the dice of each event number."""
    return [chance.draw(number).token() for number in numbers]


@pytest.fixture(params=SOURCES)
def chance(request: pytest.FixtureRequest) -> Chance:
    return SOURCES[request.param]()


def test_dice_are_drawn_for_any_number(chance: Chance) -> None:
    drawn = [chance.draw(number) for number in (0, 1, 10**9)]

    assert all(isinstance(dice, Dice) for dice in drawn)


def test_dice_of_different_numbers_differ(chance: Chance) -> None:
    drawn = tokens(chance, *range(100))

    assert 100 == len(set(drawn))


def test_a_seed_foretells_the_dice_whatever_was_drawn_before() -> None:
    one, other = SeededChance("seed"), SeededChance("seed")

    forwards, backwards = tokens(one, 1, 2, 3), tokens(other, 3, 2, 1)

    assert forwards == backwards[::-1]


def test_another_seed_gives_other_dice() -> None:
    one, other = SeededChance("seed"), SeededChance("Seed")

    assert tokens(one, 1) != tokens(other, 1)


def test_the_systems_dice_are_foretold_by_no_number() -> None:
    chance = SystemChance()

    drawn = tokens(chance, *[1] * 100)

    assert 100 == len(set(drawn))
