"""A process that carries out commands in worlds of a store: `ready`, then it waits for a line."""

import os
import sys
from time import perf_counter

from itsid_sim.adapters.chance import chance_of
from itsid_sim.bootstrap.stores import open_store
from itsid_sim.core import commands as c
from itsid_sim.core.digest import quick_digest
from itsid_sim.service.service import Service

SECONDS = 3


def main(address: str, first: int, count: int) -> None:
    """Print how many commands a second were done in so many worlds from the first on."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    store = open_store(address)
    service = Service(store, chance_of, quick_digest, "http://localhost")
    names = [f"w{number}" for number in range(first, first + count)]
    for name in names:
        service.carry_out(name, c.Wait(1))
    print("ready", flush=True)
    sys.stdin.readline()
    done, began = 0, perf_counter()
    while perf_counter() - began < SECONDS:
        for name in names:
            service.carry_out(name, c.Wait(1))
        done += len(names)
    print(done / (perf_counter() - began))
    store.close()


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
