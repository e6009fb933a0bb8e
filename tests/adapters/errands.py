"""Tasks for workers to do; each is a function of this module, so that every process finds it."""

import os
import signal
from pathlib import Path
from threading import Event, Lock, Thread

from itsid_sim.rules.value import Value


class Errand(Value, frozen=True):
    """A number, and the folder in which a task leaves what it has to tell."""

    number: int
    folder: str


class Stuck(Exception):
    """What no other process can have."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.lock = Lock()


def square(number: int) -> int:
    """Need nothing but the number."""
    return number * number


def process_id(_number: int) -> int:
    """Tell who does it."""
    return os.getpid()


def refuse(number: int) -> int:
    """Take all but one."""
    if number == 3:
        raise ValueError("not 3")
    return number


def refuse_unsendably(_number: int) -> int:
    """Raise what cannot be sent."""
    raise Stuck("two words")


def note(errand: Errand) -> int:
    """Leave a file."""
    Path(errand.folder, f"{errand.number}").touch()
    return errand.number


def wait_to_be_killed_once(errand: Errand) -> int:
    """At the first try of number 3 tell our process id through a FIFO, and go on for ever."""
    if errand.number == 3 and is_first(errand):
        Path(errand.folder, "pid").write_text(f"{os.getpid()}", encoding="ascii")
        Event().wait()
    return errand.number


def die(errand: Errand) -> int:
    """At number 3 end the process, at every try."""
    if errand.number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return errand.number


def stay(errand: Errand) -> int:
    """At number 3 go on for ever."""
    if errand.number == 3:
        Event().wait()
    return errand.number


def tell_begun_and_stay(errand: Errand) -> int:
    """Tell through a FIFO that it has begun, and go on for ever."""
    Path(errand.folder, "begun").write_text("begun", encoding="ascii")
    Event().wait()
    return errand.number


def tell_and_stay(number: int) -> int:
    """Write our process id to stdout, as a line, and go on for ever."""
    os.write(1, b"%d\n" % os.getpid())
    Event().wait()
    return number


def is_first(errand: Errand) -> bool:
    """Whether nobody has asked before, in any process."""
    try:
        Path(errand.folder, "asked").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


class Killer:
    """Kills the first process that tells its id through the FIFO in a folder."""

    def __init__(self, folder: Path) -> None:
        self._fifo = folder / "pid"
        os.mkfifo(self._fifo)
        self._thread = Thread(target=self._kill, daemon=True)
        self._thread.start()

    def _kill(self) -> None:
        os.kill(int(self._fifo.read_text(encoding="ascii")), signal.SIGKILL)

    def join(self) -> None:
        """Wait until it is done."""
        self._thread.join()


class Listener:
    """Hears through the FIFO in a folder that a task has begun."""

    def __init__(self, folder: Path) -> None:
        self._fifo = folder / "begun"
        os.mkfifo(self._fifo)

    def heard(self) -> str:
        """Wait until it has."""
        return self._fifo.read_text(encoding="ascii")
