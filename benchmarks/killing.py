"""A server on SQLite, killed under load: `python -m benchmarks.killing [KILLS [SEED]]`.

Registrations, reissues, forks and rewinds go on until a random request; then a new server is asked
for every acknowledged step, every world and every letter.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, Line, Remark
from tests.store.killing import Killing
from tests.store.servers import Servers

KILLS = 300
TOLD_MAX = 10


def figures(kills: int = KILLS, seed: str = "benchmark") -> Iterator[Line]:
    """What was acknowledged, what of it was lost, and how long a start after a crash takes."""
    with TemporaryDirectory() as folder, Servers() as servers:
        tally = Killing(Path(folder) / "worlds.db", seed, servers).rounds(kills)
    yield Figure("a server on SQLite, killed with SIGKILL under load", (tally.kills,), "times", "")
    yield Figure("steps acknowledged before", (tally.steps,), "steps", "")
    yield Figure("lost or unreadable of them", (len(tally.lost),), "", "0")
    yield Figure("worlds looked at in the end", (tally.worlds,), "worlds", "")
    yield Figure("their letters, each arrived and shown once", (tally.letters,), "letters", "")
    yield Figure("letters that came a second time", (tally.again,), "letters", "shown once")
    yield Figure("start on the file of a killed server", tally.start_s, "s", "")
    for lost in tally.lost[:TOLD_MAX]:
        yield Remark(f"lost: {lost}")


def main(kills: str = str(KILLS), seed: str = "benchmark") -> None:
    """Print the figures; fail if anything was lost."""
    lines = list(figures(int(kills), seed))
    for line in lines:
        print(line.line())
    if any(isinstance(line, Remark) for line in lines):
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
