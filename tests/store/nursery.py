"""Servers that are killed: one process learns all it needs once, and bears them by fork.

`python -m tests.store.nursery`: on each line of its input, a store's address, a server is born
that tells its own address or why there is none; on the next line it is killed with SIGKILL.
"""

import os
import signal
import sys

from itsid_sim.adapters.fixture_files import Cast, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.control import Control
from itsid_sim.ports.store import StoreFailed

FAILED = "failed: "


def main() -> None:
    """Bear one server after the other until nobody asks for more."""
    cast = read_cast(ROOT / "fixtures" / "cast.toml")
    _learn(cast)
    _say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _serve(line.strip(), cast)
        sys.stdin.readline()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        _say("dead")


def _learn(cast: Cast) -> None:
    """Import and prepare what a server needs; no thread of it is left."""
    served = Served(Serving(store="sqlite:///:memory:"), cast)
    with Control(served.url) as control:
        control.create()
    served.close()


def _serve(store: str, cast: Cast) -> None:
    try:
        served = Served(Serving(store=store), cast)
    except StoreFailed as failure:
        _say(f"{FAILED}{failure}")
    else:
        _say(served.url)
    while True:
        signal.pause()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
