"""A decision has a name and a day, or it is none."""

import pytest

from itsid_sim.rules.rule import Question


def question(decided_by: str, decided_on: str) -> Question:
    """A question with this decision."""
    return Question(
        "Q99", "問い", "答え", setting=False, decided_by=decided_by, decided_on=decided_on
    )


def test_an_answer_is_provisional_until_it_is_decided() -> None:
    """Nothing has to be said of it."""
    provisional = Question("Q99", "問い", "答え", setting=False)

    assert not provisional.is_decided


def test_a_decision_has_a_name_and_a_day() -> None:
    """Both are told as they were written."""
    decided = question("山田 花子", "2026-06-01")

    assert decided.is_decided
    assert ("山田 花子", "2026-06-01") == (decided.decided_by, decided.decided_on)


@pytest.mark.parametrize(
    ("decided_by", "decided_on"),
    [
        ("山田 花子", ""),
        ("", "2026-06-01"),
        ("　", "2026-06-01"),
        ("山田 花子", "6月1日"),
        ("山田 花子", "2026-02-30"),
        ("山田 花子", "20260601"),
        ("山田 花子", "2026-W23-1"),
    ],
)
def test_half_a_decision_is_refused_by_the_name_of_its_question(
    decided_by: str, decided_on: str
) -> None:
    """The catalogue cannot be imported with it."""
    with pytest.raises(ValueError, match=r"Q99: .*decided_on"):
        question(decided_by, decided_on)
