"""What a server has acknowledged, noted by those who asked: all of it has to outlive the server."""

import re
from collections import defaultdict
from collections.abc import Sequence
from threading import Event, Lock

from itsid_sim.client.connection import Answer, Connection, Header
from itsid_sim.rules.value import Value

PAGE = re.compile(r"/w/([a-z0-9-]+)/")
CALL = re.compile(r"/api/worlds/([a-z0-9-]+)")
TAG = re.compile(r'"(\d+)\.(\d+)"')
CREATED = 201
ACCEPTED = range(200, 400)


class Fact(Value, frozen=True):
    """A password that signs in with an ID in a world that nobody has turned back."""

    world: str
    login_id: str
    password: str


class Logbook:
    """Every acknowledged step of every world, by branch."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.steps = 0
        self.least: dict[str, dict[str, int]] = defaultdict(dict)
        self.standing: dict[str, str] = {}
        self.facts: list[Fact] = []
        self.pasts: dict[tuple[str, str], tuple[int, bytes]] = {}

    @property
    def worlds(self) -> tuple[str, ...]:
        """All worlds that are known to be there."""
        return tuple(self.least)

    def note(self, method: str, target: str, answer: Answer) -> None:
        """An answered request: a press adds at least one event, a tag says how a world stands."""
        if answer.status not in ACCEPTED:
            return
        page, call = PAGE.match(target), CALL.match(answer.header("location") or target)
        tag = TAG.fullmatch(answer.header("etag"))
        with self._lock:
            if page and method == "POST":
                self.steps += 1
                self._press(page[1])
            elif call and tag:
                self.steps += method != "GET"
                self._saw(call[1], tag[1], int(tag[2]))

    def knows(self, fact: Fact) -> None:
        """Note that a procedure has ended well."""
        with self._lock:
            self.facts.append(fact)

    def _press(self, world: str) -> None:
        branches, branch = self.least[world], self.standing[world]
        branches[branch] += 1

    def _saw(self, world: str, branch: str, event: int) -> None:
        self.standing[world] = branch
        known = self.least[world]
        known[branch] = max(event, known.get(branch, 0))


class Fuse:
    """Burns by one with each request; when it is burnt down the server is to be killed."""

    def __init__(self, requests: int) -> None:
        self._left = requests
        self._lock = Lock()
        self.burnt = Event()

    def burn(self) -> None:
        """One request sets out."""
        with self._lock:
            self._left -= 1
            if self._left == 0:
                self.burnt.set()


class Noted(Connection):
    """A connection whose answers are noted."""

    def __init__(self, url: str, logbook: Logbook, fuse: Fuse) -> None:
        super().__init__(url)
        self._logbook = logbook
        self._fuse = fuse

    def ask(
        self, method: str, target: str, headers: Sequence[Header] = (), body: bytes = b""
    ) -> Answer:
        self._fuse.burn()
        answer = super().ask(method, target, headers, body)
        self._logbook.note(method, target, answer)
        return answer
