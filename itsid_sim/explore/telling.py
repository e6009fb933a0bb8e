"""A way through a space as a scenario, in the sentences of steps/."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import to_builtins

from itsid_sim.core.state import Letter
from itsid_sim.explore.ledger import SECRET_KINDS
from itsid_sim.explore.moves import Looked, Move, Posted, Pressed, Reloaded, UrlOpened, Waited
from itsid_sim.explore.space import ENTRANCE, Space
from itsid_sim.explore.stepping import moved
from itsid_sim.procedures.letters import subject_of
from itsid_sim.procedures.timeline import span
from itsid_sim.rules import labels, telling
from itsid_sim.rules.answers import words_of_answer
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value

Way = Sequence[Move]

MAILED_CODES = frozenset(telling.TYPE_MAILED_CODE)


class Told(Value, frozen=True):
    """The steps of a scenario: what is given, and what is done."""

    given: tuple[str, ...]
    done: tuple[str, ...]


def told(space: Space, way: Way) -> Told:
    """What is given in a configuration, and what a way does there."""
    return Told(tuple(_given(space)), tuple(_done(space, way)))


def _given(space: Space) -> Iterator[str]:
    default = to_builtins(Settings())
    for question, value in to_builtins(space.configuration.settings).items():
        if value != default[question]:
            words = words_of_answer(question, value)
            yield telling.ANSWER_IS.format(question=question, words=words)
    for owner in space.configuration.lost:
        yield telling.CONTACT_IS_DEAD.format(owner=owner, box=labels.CONTACT_FACT)


def _done(space: Space, way: Way) -> Iterator[str]:
    state = space.start()
    for number, move in enumerate(way):
        after = moved(space, state, move)
        if isinstance(move, Pressed):
            new = [
                one for id_, one in after.world.letters.items() if id_ not in state.world.letters
            ]
            mishaps = [*chain.from_iterable(_mishap(one, way[number + 1 :]) for one in new)]
            yield from mishaps
            yield from _pressed(move)
            if mishaps:
                yield telling.LETTERS_ARRIVE
            if after.ledger.noted.get(move.who) != state.ledger.noted.get(move.who):
                yield telling.NOTE_PASSWORD.format(who=move.who)
        elif isinstance(move, UrlOpened):
            sentence = telling.OPEN_URL_BEFORE if move.before else telling.OPEN_URL
            subject = subject_of(state.world.letters[move.letter])
            yield sentence.format(who=move.who, subject=subject)
        elif isinstance(move, Looked):
            for one in move.says or (telling.RELOAD,):
                yield one.format(who=move.who)
        elif isinstance(move, Reloaded):
            yield telling.RELOAD.format(who=move.who)
        elif isinstance(move, Waited) and move.seconds:
            yield telling.WAIT.format(span=span(move.seconds))
        state = after


def _pressed(move: Pressed) -> Iterator[str]:
    for sentence in move.says:
        yield sentence.format(who=move.who)
    if move.again:
        yield telling.RELOAD.format(who=move.who)
    if move.address == ENTRANCE:
        yield telling.OPEN_MY_PAGE.format(who=move.who)
    for sentence in move.entry.says:
        yield sentence.format(who=move.who)


def _mishap(letter: Letter, rest: Way) -> Iterator[str]:
    """What becomes of a letter, if anything does, said before it is written.

    One that is on its way to the end arrives, unless another of its kind is used meanwhile.
    """
    if letter.kind not in SECRET_KINDS or letter.state == "lost":
        return
    subject, late = subject_of(letter), 0
    for move in rest:
        if isinstance(move, Waited):
            late += move.seconds
        elif isinstance(move, Posted) and move.letter == letter.id:
            if move.fate == "is lost":
                break
            if late:
                yield telling.LETTERS_ARE_LATE.format(subject=subject, span=span(late))
            elif move.fate == "arrives twice":
                yield telling.LETTERS_COME_TWICE.format(subject=subject)
            return
    if any(_uses(move, letter) for move in rest):
        yield telling.LETTERS_ARE_LOST.format(subject=subject)


def _uses(move: Move, letter: Letter) -> bool:
    """Whether a move takes something from a letter, perhaps of this kind, or tells of its end."""
    if isinstance(move, Posted):
        return move.letter == letter.id
    is_code = isinstance(move, Pressed) and set(move.entry.says) & MAILED_CODES
    return isinstance(move, UrlOpened) or bool(is_code)


def lines(told: Told, expected: Sequence[str]) -> str:
    """The steps of a scenario, each on a line of its own behind its keyword."""
    parts = ((telling.GIVEN, told.given), (telling.WHEN, told.done), (telling.THEN, expected))
    return "\n".join(
        f"    {telling.AND if number else keyword} {sentence}"
        for keyword, sentences in parts
        for number, sentence in enumerate(sentences)
    )
