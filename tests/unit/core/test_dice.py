"""Chance as a value: every draw has its shape, and no draw tells anything of another."""

import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsid_sim.core.dice import DICE_BYTES, Dice, seeded
from itsid_sim.rules.limits import REISSUED_ALPHABET

BYTES = st.binary(min_size=DICE_BYTES, max_size=DICE_BYTES)
URL_SAFE = set(string.ascii_letters + string.digits + "-_")
MANY = [seeded("many", number) for number in range(2_000)]


def draws(dice: Dice) -> tuple[object, ...]:
    """Everything that can be drawn."""
    return (dice.code(), dice.token(), dice.password(12), dice.salt())


@given(BYTES)
def test_code_is_six_digits(random_bytes: bytes) -> None:
    code = Dice(random_bytes).code()

    assert (6, True) == (len(code), set(string.digits).issuperset(code))


@given(BYTES)
def test_token_is_32_characters_that_a_url_takes(random_bytes: bytes) -> None:
    token = Dice(random_bytes).token()

    assert (32, True) == (len(token), URL_SAFE.issuperset(token))


@given(BYTES, st.integers(8, 32))
def test_password_has_the_length_asked_for_and_no_confusing_letter(
    random_bytes: bytes, chars: int
) -> None:
    password = Dice(random_bytes).password(chars)

    assert chars == len(password)
    assert set(string.ascii_letters + string.digits).issuperset(password)
    assert set("0O1lI").isdisjoint(password)


@given(BYTES)
def test_same_bytes_draw_the_same(random_bytes: bytes) -> None:
    assert draws(Dice(random_bytes)) == draws(Dice(random_bytes))


def test_same_seed_and_number_draw_the_same() -> None:
    assert draws(seeded("seed", 7)) == draws(seeded("seed", 7))


def test_another_seed_or_number_draws_something_else() -> None:
    here = draws(seeded("seed", 7))

    for elsewhere in (draws(seeded("seed", 8)), draws(seeded("other", 7))):
        assert all(one != other for one, other in zip(here, elsewhere, strict=True))


def test_number_of_an_event_is_no_part_of_the_seed() -> None:
    assert seeded("seed1", 1).token() != seeded("seed", 11).token()


def test_names_draw_independently() -> None:
    dice = Dice(bytes(DICE_BYTES))

    assert 4 == len({dice.of(name) for name in ("code", "token", "password", "salt")})


@pytest.mark.parametrize("size", [0, DICE_BYTES - 1, DICE_BYTES + 1])
def test_dice_take_32_bytes_and_say_how_many_there_were(size: int) -> None:
    with pytest.raises(ValueError, match=f"{size} random bytes found, 32 expected"):
        Dice(bytes(size))


def test_codes_with_leading_zeros_occur() -> None:
    leading = Counter(dice.code()[0] for dice in MANY)

    assert set(string.digits) == set(leading)


@pytest.mark.parametrize("place", range(6))
def test_digits_of_codes_are_spread_evenly(place: int) -> None:
    """Each of ten digits is expected 200 times in 2,000; five standard deviations are 67."""
    digits = Counter(dice.code()[place] for dice in MANY)

    assert 10 == len(digits)
    assert all(133 <= times <= 267 for times in digits.values())


@pytest.mark.parametrize("place", [0, 11, 31])
def test_letters_of_passwords_are_spread_evenly(place: int) -> None:
    """Each of 57 characters is expected 35 times in 2,000; five standard deviations are 29."""
    letters = Counter(dice.password(32)[place] for dice in MANY)

    assert set(REISSUED_ALPHABET) == set(letters)
    assert all(6 <= times <= 64 for times in letters.values())


def test_no_two_tokens_are_the_same() -> None:
    assert len(MANY) == len({dice.token() for dice in MANY})
