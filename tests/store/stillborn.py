"""Processes that die by SIGKILL at the first, second, … word to their database.

`python -m tests.store.stillborn FOLDER`: a line for each says how many deeds it was told to have
done, and `whole` if the next process finds what a store in memory has after these deeds or after
one more.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.core.events import TimePassed
from itsid_sim.core.state import World
from itsid_sim.ports.store import Fork, Happened, Record, Store, Written
from itsid_sim.rules.settings import Settings

NEW = World(0, Settings())
WORDS = ("before_cursor_execute", "after_cursor_execute", "commit")
WHOLE, ENDED = "whole", "ended"

Tell = Callable[[str], None]


def main(folder: Path) -> None:
    """Die at a later word each time, until a life goes on to its end."""
    open_store("sqlite:///:memory:").close()  # all is imported before a child is born
    expected = states()
    for number in count(1):
        file = folder / f"{number}.db"
        status, done = in_a_child(partial(live, file, number))
        _, found = in_a_child(partial(look, file))
        likely = expected[len(done) : len(done) + 2]
        verdict = WHOLE if found and found[0] in likely else f"{found} and not {likely}"
        say(f"{len(done)} {verdict}")
        if not status:
            say(ENDED)
            return


def in_a_child(act: Callable[[Tell], None]) -> tuple[int, list[str]]:
    """How a child process ends that does this, and the lines that it told before."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            act(partial(tell_down, writing))
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = told.read().splitlines()
    return os.waitpid(pid, 0)[1], lines


def tell_down(pipe: int, text: str) -> None:
    """Tell a line to whoever reads the pipe."""
    os.write(pipe, f"{text}\n".encode())


def live(file: Path, words: int, tell: Tell) -> None:
    """Do all deeds, and tell of each; die at a certain word to the database."""
    left = count(words, -1)

    def spoken(*_: object) -> None:
        if next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    for word in WORDS:
        event.listen(Engine, word, spoken)
    store = open_store(f"sqlite:///{file}")
    for deed in DEEDS:
        deed(store)
        tell("done")


def look(file: Path, tell: Tell) -> None:
    """Tell what a new process finds."""
    store = open_store(f"sqlite:///{file}")
    tell(state(store))
    store.close()


def states() -> list[str]:
    """What there is before the first deed, and after each."""
    store = MemoryStore()
    found = [state(store)]
    for deed in DEEDS:
        deed(store)
        found.append(state(store))
    return found


def state(store: Store) -> str:
    """All that a store keeps, told in one line."""
    return repr(
        [
            (one, store.read(one.branch), dict(store.reveals(one.branch)), store.branches(one.name))
            for one in store.listed("", -1)
        ]
    )


def begin(store: Store) -> None:
    store.begin(Record("first"), NEW, steps(1, 3))


def append(store: Store) -> None:
    store.append(known(store), steps(4, 6, browser="secret"))


def fork(store: Store) -> None:
    store.begin(Record("second"), Fork(known(store).branch, 4), steps(5, 5))


def rewind(store: Store) -> None:
    record = known(store)
    store.begin(record, Fork(record.branch, 2), steps(3, 4), record)


def save(store: Store) -> None:
    store.save(known(store).branch, 4, NEW)


def remove(store: Store) -> None:
    store.remove("first")


DEEDS = (begin, append, fork, rewind, save, remove)


def known(store: Store) -> Record:
    record = store.find("first")
    assert record is not None
    return record


def steps(first: int, last: int, **reveals: str) -> Written:
    """Events of these numbers, and passwords that came on screens."""
    numbers = range(first, last + 1)
    return Written(tuple(Happened(n, n, TimePassed(1)) for n in numbers), reveals)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
