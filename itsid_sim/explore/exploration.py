"""Configurations explored to their end: how large they are, what they reach, what breaks."""

from collections.abc import Iterable, Sequence

from itsid_sim.adapters.fixture_files import Cast, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.core.chart import Chart
from itsid_sim.explore.configuration import Configuration
from itsid_sim.explore.counterexample import Counterexample, counterexample, difference
from itsid_sim.explore.returning import stuck
from itsid_sim.explore.search import Search
from itsid_sim.explore.sometimes import unreached
from itsid_sim.explore.space import Space
from itsid_sim.explore.strangers import UNREGISTERED, Strangers
from itsid_sim.explore.telling import told
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, promises, sentences
from itsid_sim.rules.value import Value

# Where a procedure ends in a new password.
RENEWING = frozenset({sentences.CONFIRMATION, labels.PHRASE_ENTRY, labels.NEW_PASSWORD})


class Shortest(Value, frozen=True):
    """The shortest way on which a row of the chart is taken, as sentences."""

    row: str
    configuration: str
    given: tuple[str, ...]
    done: tuple[str, ...]


class Explored(Value, frozen=True):
    """What came of one configuration; `closed`: nothing is left that has not been looked at."""

    name: str
    states: int
    transitions: int
    closed: bool
    ways: tuple[Shortest, ...]
    broken: Counterexample | None = None


class Exploration(Value, frozen=True):
    """What came of all of them. `digest` tells of which specification and program."""

    digest: str
    explored: tuple[Explored, ...]
    unreached: tuple[str, ...]


def explored(
    configuration: Configuration, cast: Cast, states_max: int, chart: Chart = CHART
) -> Explored:
    """Explore a configuration to its end, or until there are so many states."""
    space = Space(configuration, cast, chart)
    if configuration.stranger_to:
        other = Space(configuration, cast, chart, unregistered=UNREGISTERED)
        return _compared(space, other, states_max)
    search = Search(space)
    found = search.run(states_max)
    broken = None
    if found is not None:
        broken = counterexample(space, found.promise, found.way)
    elif search.is_closed and is_about_renewing(configuration):
        dead_ends = stuck(search.graph, search.signed_in)
        if dead_ends:
            broken = counterexample(space, promises.A_WAY_BACK, search.way_to(dead_ends[0]))
    return Explored(
        configuration.name,
        len(search.known),
        search.transitions,
        search.is_closed,
        tuple(_ways(search)),
        broken,
    )


def _compared(registered: Space, unregistered: Space, states_max: int) -> Explored:
    """What a stranger comes to with an ID that is registered, and with one that is not."""
    strangers = Strangers(registered, unregistered)
    way = strangers.run(states_max)
    return Explored(
        registered.configuration.name,
        len(strangers.known),
        strangers.transitions,
        strangers.is_closed,
        (),
        None if way is None else difference(strangers, way),
    )


def is_about_renewing(configuration: Configuration) -> bool:
    """Whether somebody could come to a new password in a configuration."""
    return not configuration.screens or not RENEWING.isdisjoint(configuration.screens)


def _ways(search: Search) -> Iterable[Shortest]:
    for row, way in search.reached.items():
        story = told(search.space, way)
        yield Shortest(row, search.space.configuration.name, story.given, story.done)


class Task(Value, frozen=True):
    """A configuration to explore, on whatever machine; the cast is the one that lies there."""

    configuration: Configuration
    states_max: int


def carried_out(task: Task) -> tuple[Explored, float]:
    """What came of a task, and how many seconds it took."""
    began = real_seconds()
    found = explored(
        task.configuration, read_cast(ROOT / "fixtures" / "cast.toml"), task.states_max
    )
    return found, real_seconds() - began


def joined(digest: str, parts: Sequence[Explored], chart: Chart = CHART) -> Exploration:
    """All of them together: what of the chart and the rules none of them comes to."""
    reached = {way.row for part in parts for way in part.ways}
    return Exploration(digest, tuple(parts), tuple(unreached(chart, reached)))
