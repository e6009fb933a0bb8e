"""Every question that can be set has another answer worth a run; each answer has words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from itsid_sim.rules.alternatives import ALTERNATIVES, IN_FORCE, Answer
from itsid_sim.rules.answers import NUMBERS, WORDS, answer_in_words, words_of_answer
from itsid_sim.rules.questions import QUESTIONS
from itsid_sim.rules.settings import Settings, settings_from

SETTABLE = [question.id for question in QUESTIONS if question.setting]
IN_WORDS = [(question, value) for question in WORDS for value in WORDS[question].values()]
COUNTS, LENGTHS, MINUTES = st.integers(1, 99), st.integers(8, 32), st.integers(1, 525_600)
LOCKOUTS = st.fixed_dictionaries({"failures": COUNTS, "minutes": MINUTES})
NUMBERS_SET = {
    "Q05": COUNTS,
    "Q15": LENGTHS,
    "Q17": LOCKOUTS,
    "Q19": MINUTES,
    "Q22": MINUTES,
    "Q23": LOCKOUTS,
    "Q24": st.fixed_dictionaries({"letters": COUNTS, "minutes": MINUTES}),
}
SETTINGS_IN_NUMBERS = st.one_of(
    *(st.tuples(st.just(question), values) for question, values in NUMBERS_SET.items())
)


@pytest.mark.parametrize(("question", "value"), IN_WORDS)
def test_words_of_a_choice_stand_for_it(question: str, value: object) -> None:
    """What is said of an answer can be written into a scenario."""
    words = words_of_answer(question, value)

    assert value == answer_in_words(question, words)


@given(SETTINGS_IN_NUMBERS)
def test_words_of_a_number_stand_for_it(setting: tuple[str, object]) -> None:
    """Whatever number the setting allows."""
    question, value = setting

    words = words_of_answer(question, value)

    assert value == answer_in_words(question, words)


def test_the_numbers_above_are_those_of_all_questions() -> None:
    """A question that asks for a number is not left out."""
    assert NUMBERS.keys() == NUMBERS_SET.keys()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Q01", "maybe"),
        ("Q05", 0),
        ("Q05", {"failures": 3, "minutes": 15}),
        ("Q17", 3),
        ("Q17", {"failures": 3}),
        ("Q17", {"failures": 3, "minutes": 15, "hours": 1}),
        ("Q34", "late"),
    ],
)
def test_what_is_no_answer_has_no_words(question: str, value: object) -> None:
    """The message names the question."""
    with pytest.raises(ValueError, match=question):
        words_of_answer(question, value)


def test_every_answer_in_force_is_said_in_words() -> None:
    """They are the defaults of the settings, in the order of the questions."""
    answers = {question: answer.value for question, answer in IN_FORCE.items()}

    assert to_builtins(Settings()) == answers
    assert SETTABLE == list(IN_FORCE)
    assert ("ちょうど30分は使えない", "5回", "10回で15分", "60分に5通") == tuple(
        IN_FORCE[question].words for question in ("Q01", "Q05", "Q17", "Q24")
    )


def test_every_question_that_can_be_set_has_another_answer() -> None:
    """Question by question, in their order."""
    assert SETTABLE == list(dict.fromkeys(answer.question for answer in ALTERNATIVES))


@pytest.mark.parametrize("answer", ALTERNATIVES, ids=lambda answer: answer.question)
def test_another_answer_is_allowed_and_another(answer: Answer) -> None:
    """A run with the answer in force would tell nothing."""
    settings = settings_from({answer.question: answer.value})

    assert Settings() != settings
    assert answer.value == answer_in_words(answer.question, answer.words)


def test_all_choices_are_tried() -> None:
    """A word that a scenario may say is in force or an alternative."""
    known = {(one.question, one.words) for one in (*IN_FORCE.values(), *ALTERNATIVES)}

    assert set() == {(question, word) for question in WORDS for word in WORDS[question]} - known
