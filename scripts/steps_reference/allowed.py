"""The answers that each setting allows: as `--set` takes them, and in the words of a scenario."""

from collections.abc import Iterator

from msgspec import inspect, json, structs, to_builtins

from itsid_sim.rules.answers import WORDS, answer_in_words
from itsid_sim.rules.questions import QUESTIONS
from itsid_sim.rules.rule import Question
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value


class Allowed(Value, frozen=True):
    """A question with a setting: its answers, the default, and how a scenario says them.

    `counts` is what a number counts (max, chars, minutes) or the name of a group of numbers.
    """

    question: Question
    answers: tuple[str, ...]
    default: str
    words: tuple[str, ...]
    counts: str


def allowed() -> Iterator[Allowed]:
    """Every question that has a setting, in order."""
    fields = {field.encode_name: field for field in structs.fields(Settings)}
    defaults = to_builtins(Settings())
    for question in QUESTIONS:
        if question.setting:
            field = fields[question.id]
            kind = inspect.type_info(field.type)
            yield Allowed(
                question,
                tuple(_answers(kind)),
                written(defaults[question.id]),
                tuple(WORDS.get(question.id, ())),
                _counts(field.name, kind),
            )


def in_words(question: str, words: str) -> str:
    """The answer that words of a scenario stand for, as `--set` takes it."""
    return written(answer_in_words(question, words))


def written(answer: object) -> str:
    """An answer as `--set` takes it: a bare word, or else JSON."""
    return answer if isinstance(answer, str) else json.encode(answer).decode()


def _answers(kind: inspect.Type) -> Iterator[str]:
    match kind:
        case inspect.UnionType(types=kinds):
            for one in kinds:
                yield from _answers(one)
        case inspect.LiteralType(values=values):
            yield from map(written, values)
        case inspect.IntType(ge=least, le=most):
            yield f"{least}…{most}"
        case inspect.StructType(fields=fields):
            parts = (f'"{one.name}":{"".join(_answers(one.type))}' for one in fields)
            yield f"{{{','.join(parts)}}}"
        case inspect.NoneType():
            yield "null"


def _counts(name: str, kind: inspect.Type) -> str:
    kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    for one in kinds:
        if isinstance(one, inspect.StructType):
            return one.cls.__name__
        if isinstance(one, inspect.IntType):
            return name.rpartition("_")[2]
    return ""
