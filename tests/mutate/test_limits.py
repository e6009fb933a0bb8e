"""A limit is another only for the rule that is broken, and only while its rows are weighed."""

import pytest

from itsid_sim.core.chart import Chart
from itsid_sim.core.commands import Press
from itsid_sim.core.state import World
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.limits import limit_mutants
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, limits, sentences
from itsid_sim.rules.settings import Settings

MUTANTS = {one.id: one for one in limit_mutants()}
ID_ENTRY = f"REG-14/{sentences.ID_ENTRY}/password"
NEW_PASSWORD = f"CODE-07/{labels.NEW_PASSWORD}/password"


def refuses(chart: Chart, place: str, password: str) -> bool:
    """Whether a password is refused there."""
    form = ((labels.PASSWORD, password), (labels.PASSWORD_AGAIN, password))
    turn = Turn(World(0, Settings()), Press("b", 0, labels.NEXT, form))
    rows = chart.screens[place].press[labels.NEXT]
    return any(case.when(turn) for case in rows if case.then.field == labels.PASSWORD)


@pytest.mark.parametrize(
    ("way", "password", "is_refused"),
    [
        ("chars-min/min-one-less", "abcde", False),
        ("chars-min/min-one-more", "abcdef", True),
        ("chars-max/max-one-less", "a" * 32, True),
        ("chars-max/max-one-more", "a" * 33, False),
        ("alphabet/Z/char-refused", "abcdeZ", True),
        ("alphabet/u0021/char-allowed", "abcde!", False),
    ],
)
def test_a_limit_is_off_by_one_or_a_character_is_taken_for_its_opposite(
    way: str, password: str, *, is_refused: bool
) -> None:
    broken = MUTANTS[f"{ID_ENTRY}-{way}"].change(CHART)

    assert is_refused is refuses(broken, sentences.ID_ENTRY, password)
    assert is_refused is not refuses(CHART, sentences.ID_ENTRY, password)


def test_the_same_limit_elsewhere_is_as_it_was() -> None:
    broken = MUTANTS[f"{ID_ENTRY}-chars-min/min-one-less"].change(CHART)

    refused = refuses(broken, labels.NEW_PASSWORD, "abcde")

    assert (True, 6) == (refused, limits.PASSWORD_CHARS_MIN)
    assert f"{NEW_PASSWORD}-chars-min/min-one-less" in MUTANTS


def test_every_character_that_people_type_has_its_mutant() -> None:
    """Each is refused if it may stand in a password, and allowed if it may not."""
    ways = {id_.rpartition("/")[2]: 0 for id_ in MUTANTS if id_.startswith(f"{ID_ENTRY}-alphabet/")}
    for id_ in MUTANTS:
        if id_.startswith(f"{ID_ENTRY}-alphabet/"):
            ways[id_.rpartition("/")[2]] += 1

    assert {"char-refused": len(limits.PASSWORD_ALPHABET), "char-allowed": 26} == ways
