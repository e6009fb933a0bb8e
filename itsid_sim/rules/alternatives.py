"""The answers in force to the open questions, and the other answers that are worth a run."""

from msgspec import to_builtins

from itsid_sim.rules.answers import WORDS, words_of_answer
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value


class Answer(Value, frozen=True):
    """An answer to an open question: `value` as `--set` takes it, and in a scenario's words."""

    question: str
    value: object
    words: str


# Numbers worth a run where a question asks for one and nothing else can be said.
NUMBERS_WORTH_A_RUN: dict[str, tuple[int, ...]] = {"Q05": (3,), "Q15": (16,)}

# By question, in the order of the settings.
IN_FORCE: dict[str, Answer] = {
    question: Answer(question, value, words_of_answer(question, value))
    for question, value in to_builtins(Settings()).items()
}
ALTERNATIVES: tuple[Answer, ...] = tuple(
    Answer(question, value, words_of_answer(question, value))
    for question, in_force in IN_FORCE.items()
    for value in (*WORDS.get(question, {}).values(), *NUMBERS_WORTH_A_RUN.get(question, ()))
    if value != in_force.value
)
