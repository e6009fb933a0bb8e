"""One configuration in a process of its own: `python -m benchmarks.one_exploration NAME`.

Prints transitions a second and bytes a state: how much more memory the process has at most.
"""

import sys
from resource import RUSAGE_SELF, getrusage

from benchmarks.figures import seconds_of
from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.explore.search import Search
from itsid_sim.explore.space import Space
from itsid_sim.explore.standard import AT_LENGTH, STANDARD

KIB = 1024
STATES_MAX = 10_000_000


def main(name: str) -> None:
    """Explore it to its end."""
    known = {one.name: one for one in (*STANDARD, *AT_LENGTH)}
    search = Search(Space(known[name], read_cast(ROOT / "fixtures" / "cast.toml")))
    before = getrusage(RUSAGE_SELF).ru_maxrss
    seconds = seconds_of(lambda: search.run(STATES_MAX))
    more = (getrusage(RUSAGE_SELF).ru_maxrss - before) * KIB
    print(search.transitions / seconds, more / len(search.known))


if __name__ == "__main__":
    main(sys.argv[1])
