"""The guard: under it everybody who asks for the ambient time is told an absurd one."""

import subprocess
import sys

ASK = """
import asyncio, time
from datetime import UTC, datetime
from threading import Thread
from itsid_sim.adapters.stopwatch import real_now, real_seconds
from itsid_sim.runs.frozen import frozen_clock

told = []
def ask():
    told.extend((datetime.now(UTC).year, time.gmtime(time.time()).tm_year))

began = real_seconds()
with frozen_clock():
    ask()
    thread = Thread(target=ask)
    thread.start()
    thread.join()
    asyncio.run(asyncio.wait_for(asyncio.sleep(0), 5))
    inside = real_seconds(), real_now().year
after = real_seconds()
print(told, began < inside[0] < after, inside[1] > 1999, datetime.now(UTC).year > 1999)
"""


def test_the_ambient_clock_stands_still_and_the_stopwatch_runs_on() -> None:
    command = [sys.executable, "-c", ASK]

    asked = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "[1999, 1999, 1999, 1999] True True True\n" == asked.stdout
