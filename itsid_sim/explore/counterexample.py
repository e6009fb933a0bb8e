"""A broken promise as a runnable scenario, by the shortest way to where it does not hold."""

from collections.abc import Sequence

from itsid_sim.explore.endings import ending, ending_alike
from itsid_sim.explore.moves import Move, Pressed
from itsid_sim.explore.space import Space
from itsid_sim.explore.stepping import decided, moved, press_of, pressed
from itsid_sim.explore.strangers import Moves, Strangers, is_odd, seen_after
from itsid_sim.explore.telling import Told, lines, told
from itsid_sim.rules import labels, promises, telling
from itsid_sim.rules.promises import Promise
from itsid_sim.rules.value import Value


class Counterexample(Value, frozen=True):
    """A promise that does not hold, the rules it breaks, and a feature file that shows it.

    The scenario fails at its last sentence for as long as the promise is broken.
    """

    configuration: str
    promise: str
    rules: tuple[str, ...]
    feature: str

    @property
    def file_name(self) -> str:
        """The name of its file, the same for the same promise of the same configuration."""
        return f"{self.promise}-{self.configuration}.feature"


def counterexample(space: Space, promise: Promise, way: Sequence[Move]) -> Counterexample:
    """The scenario of a way at whose end a promise is broken."""
    done, expected = _end(space, promise, way)
    story = told(space, way)
    return _written(space, promise, Told(story.given, (*story.done, *done)), expected)


def difference(strangers: Strangers, way: Sequence[Moves]) -> Counterexample:
    """The scenario of a way at whose end an ID that is registered can be told from another.

    It is done with the one that shows something new, and expects what is seen with the other.
    """
    other, this = zip(strangers.spaces, zip(*way, strict=True), strict=True)
    if is_odd(*other):
        other, this = this, other
    expected = ending_alike(this[0], seen_after(*other), seen_after(*this))
    return _written(this[0], promises.STRANGERS_LEARN_NOTHING, told(*this), (expected,))


def _written(
    space: Space, promise: Promise, story: Told, expected: Sequence[str]
) -> Counterexample:
    rules = tuple(rule.id for rule in promise.per)
    feature = telling.FEATURE.format(
        title=telling.COUNTEREXAMPLE,
        promise=promise.text,
        tags=" ".join(f"@{rule}" for rule in rules),
        name=space.configuration.name,
        steps=lines(story, expected),
    )
    return Counterexample(space.configuration.name, promise.id, rules, feature)


def _end(
    space: Space, promise: Promise, way: Sequence[Move]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is done after the way, and what should then be seen."""
    who = space.configuration.who[0]
    if promise is promises.SHOWN_ONCE:
        return (), (telling.DOES_NOT_SHOW_NOTED.format(who=who),)
    if promise is promises.A_WAY_BACK:
        again = telling.SIGNS_IN_AGAIN.format(who=who)
        signs_in = telling.SIGNS_IN_WITH.format(
            who=who,
            owner=space.configuration.owners[0],
            login_id=labels.NEW_ID_FACT,
            password=labels.NEW_PASSWORD_FACT,
        )
        return (again,), (signs_in,)
    state = space.start()
    for move in way[:-1]:
        state = moved(space, state, move)
    last = way[-1]
    if not isinstance(last, Pressed):
        raise TypeError(f"{last}: only a press can break {promise.id}")
    press = press_of(state, last)
    step, _ = pressed(space, state, press, decided(space, state, press))
    end = ending(space, step, promise)
    return end.done, end.expected
