"""A served simulator and somebody who asks its control API."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import json

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Answer, Connection, Header
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.web.control.history import told_events
from itsid_sim.web.told import Event

CAST = read_cast(ROOT / "fixtures" / "cast.toml")
WORLDS = "/api/worlds"
JSON: Header = ("content-type", "application/json")
# All that can be read of a world but its mailbox.
WITHOUT_LETTERS = ("", "/contracts", "/mail/faults", "/events", "/deadlines", "/branches")
PATIENCE = 1000
TARO, HANAKO = "taro@example.jp", "hanako@example.com"


class Asker:
    """Asks a served simulator, and walks through its pages where letters are wanted."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.universe = served.universe
        self._connection = Connection(served.url)
        self._theatre = RemoteTheatre(served.url, CAST, {}, seed="asker")

    def ask(
        self, method: str, path: str, given: object = None, headers: Sequence[Header] = ()
    ) -> Answer:
        """Ask under /api/worlds; what is given goes as JSON, bytes as they are."""
        if given is None:
            return self._connection.ask(method, WORLDS + path, headers)
        body = given if isinstance(given, bytes) else json.encode(given)
        return self._connection.ask(method, WORLDS + path, (JSON, *headers), body)

    def plain(self, method: str, path: str, headers: Sequence[Header], body: bytes) -> Answer:
        """Ask at any path, with no header but these."""
        return self._connection.ask(method, path, headers, body)

    def new_world(self, **given: object) -> str:
        """The id of a new world that began on 1 June 2026 at ten, unless told otherwise."""
        told = told_by(self.ask("POST", "", {"now": "2026-06-01T10:00:00+09:00", **given}))
        return str(told["id"])

    def branch(self, world: str) -> str:
        """The branch that a world stands on."""
        return str(told_by(self.ask("GET", f"/{world}"))["branch"])

    def walker(self, who: str, **answers: object) -> tuple[Walker, str]:
        """Somebody of the cast in a new world, and the world's id."""
        stage = self._theatre.stage()
        for question, answer in answers.items():
            stage.answer(question, answer)
        walker = Walker(Http(stage, self._connection), stage, who)
        return walker, world_of(stage)

    def told(self, world: str) -> tuple[Event, ...]:
        """What has happened in a world, as the API tells it."""
        service = self.universe.service
        return tuple(told_events(service.history(world), service.world(world)))

    def until_watched(self, world: str) -> None:
        """Wait until somebody watches a world, which is a matter of milliseconds."""
        watchers, came = self.universe.service.watchers, threading.Event()
        for _ in range(PATIENCE):
            if watchers.are_watching(world):
                return
            came.wait(0.01)
        raise TimeoutError(f"nobody watches {world}")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
        self._theatre.close()


def world_of(stage: RemoteStage) -> str:
    """The id of a stage's world."""
    return stage.site.rpartition("/")[2]


def told_by(answer: Answer) -> dict[str, Any]:
    """The content of an answer."""
    told: dict[str, Any] = json.decode(answer.body)
    return told


@contextmanager
def asking(serving: Serving | None = None) -> Iterator[Asker]:
    """A simulator that is served as long as somebody asks."""
    served = Served(serving or Serving(), CAST)
    asker = Asker(served)
    try:
        yield asker
    finally:
        asker.close()
        served.close()
