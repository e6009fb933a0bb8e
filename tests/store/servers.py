"""Servers of a store, as a test starts and kills them."""

import subprocess
import sys
from types import TracebackType
from typing import Self

from itsid_sim.adapters.specification import ROOT
from tests.store.nursery import FAILED

NURSERY = (sys.executable, "-m", "tests.store.nursery")


class CannotBe(Exception):
    """No server was born; the message says what it said."""


class Servers:
    """One after the other, each alive from `start` to `kill`."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            NURSERY, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._is_one_alive = False
        self._answer()

    def start(self, store: str) -> str:
        """Start a server on a store, and answer with its address. Raises `CannotBe`."""
        self.kill()
        said = self._ask(store)
        self._is_one_alive = True
        if said.startswith(FAILED):
            self.kill()
            raise CannotBe(said.removeprefix(FAILED))
        return said

    def kill(self) -> None:
        """Kill the server with SIGKILL, if there is one, and wait until it is dead."""
        if self._is_one_alive:
            self._is_one_alive = False
            self._ask("kill")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._nursery.communicate("")

    def _ask(self, line: str) -> str:
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(f"{line}\n")
        self._nursery.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._nursery.stdout is not None
        answer = self._nursery.stdout.readline().strip()
        if not answer:
            raise CannotBe("the nursery ended")
        return answer
