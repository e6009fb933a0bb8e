"""The standard configurations by name, and the cast that they are about."""

from collections.abc import Iterator

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.explore.search import Search
from itsid_sim.explore.space import Space
from itsid_sim.explore.standard import AT_LENGTH, STANDARD
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import moved

CAST = read_cast(ROOT / "fixtures" / "cast.toml")
KNOWN = {one.name: one for one in (*STANDARD, *AT_LENGTH)}
ENOUGH = 100_000


def closed(name: str) -> Search:
    """A configuration explored to its end."""
    search = Search(Space(KNOWN[name], CAST))
    assert search.run(ENOUGH) is None
    assert search.is_closed
    return search


def seats(search: Search) -> Iterator[State]:
    """Where one row of the chart or another has just been taken."""
    for way in search.reached.values():
        state = search.space.start()
        for move in way:
            state = moved(search.space, state, move)
        yield state
