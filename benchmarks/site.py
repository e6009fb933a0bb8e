"""The site in a process of its own, passwords as in tests: `python -m benchmarks.site`."""

import signal
from threading import Event

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving

LOGIN_PAGE = "/w/main/mypage"


def main() -> None:
    """Tell the address, and serve until somebody stops it."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    served = Served(Serving(), read_cast(ROOT / "fixtures" / "cast.toml"))
    print(served.url, flush=True)
    stop.wait()
    served.close()


if __name__ == "__main__":
    main()
