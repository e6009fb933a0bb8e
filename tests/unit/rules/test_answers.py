"""Every answer that a setting allows can be said in words, and all words stand for an answer."""

from typing import get_args, get_type_hints

import msgspec
import pytest

from itsid_sim.rules.answers import WORDS, answer_in_words
from itsid_sim.rules.settings import Settings, settings_from

FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Settings)}
HINTS = get_type_hints(Settings)


def said_in_words(question: str) -> list[str | None]:
    """The answers that are no number: choices, or that a limit is switched off."""
    kinds = get_args(HINTS[FIELDS[question].name])
    choices: list[str | None] = [value for value in kinds if isinstance(value, str)]
    return choices or [None for value in kinds if value is type(None)]


@pytest.mark.parametrize("question", FIELDS)
def test_every_answer_has_words(question: str) -> None:
    assert said_in_words(question) == list(WORDS.get(question, {}).values())


@pytest.mark.parametrize(
    ("question", "words"), [(question, words) for question in WORDS for words in WORDS[question]]
)
def test_words_stand_for_an_answer_that_is_allowed(question: str, words: str) -> None:
    answer = answer_in_words(question, words)

    assert answer == msgspec.to_builtins(settings_from({question: answer}))[question]


@pytest.mark.parametrize(
    ("question", "words", "answer"),
    [
        ("Q05", "3回", 3),
        ("Q15", "8文字", 8),
        ("Q19", "10分", 10),
        ("Q22", "10分", 10),
        ("Q17", "3回で15分", {"failures": 3, "minutes": 15}),
        ("Q23", "3回で15分", {"failures": 3, "minutes": 15}),
        ("Q24", "60分に2通", {"letters": 2, "minutes": 60}),
    ],
)
def test_number_is_said_with_its_unit(question: str, words: str, answer: object) -> None:
    assert answer == answer_in_words(question, words)


def test_unknown_words_are_refused_with_what_is_known() -> None:
    with pytest.raises(ValueError, match=r"Q01: .*ちょうど30分は使えない"):
        answer_in_words("Q01", "たぶん")


def test_number_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(ValueError, match="Q15"):
        answer_in_words("Q15", "7文字")
