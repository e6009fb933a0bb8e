"""Somebody whom permissions bind tries to open a store: `python -m tests.store.opening STORE`."""

import os
import sys

from itsid_sim.bootstrap.stores import open_store
from itsid_sim.ports.store import StoreFailed

NOBODY = 65534


def main(store: str) -> None:
    """Print why it cannot be opened."""
    open_store("sqlite:///:memory:").close()  # imports what nobody may not read
    if os.getuid() == 0:  # who may write everywhere
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        open_store(store).close()
    except StoreFailed as failure:
        print(failure)  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(sys.argv[1])
