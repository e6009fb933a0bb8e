"""A served site, its worlds, and somebody at a raw HTTP client who sends whatever they like."""

import socket
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Answer, Connection, Header
from itsid_sim.core.events import Event
from itsid_sim.core.moment import JST
from itsid_sim.core.state import Letter, World
from itsid_sim.drivers.document import Document
from itsid_sim.drivers.html import read_html
from itsid_sim.drivers.jar import Jar
from itsid_sim.procedures.letters import url_of
from itsid_sim.rules.settings import Settings
from itsid_sim.service.universe import Customer, Plan, Universe

CAST = read_cast(ROOT / "fixtures" / "cast.toml")
NOW = int(datetime(2026, 6, 1, 10, tzinfo=JST).timestamp())
FORM: Header = ("content-type", "application/x-www-form-urlencoded")
REDIRECTS = frozenset({302, 303})
REDIRECTS_MAX = 5
TIMEOUT_S = 10
READ_BYTES = 64 * 1024
ANSWERS = Settings()

Typed = Mapping[str, str | Sequence[str]]
Pairs = list[tuple[str, str]]


class Place:
    """A world, seen by the tester."""

    def __init__(self, url: str, universe: Universe, name: str) -> None:
        self.url = url
        self.name = name
        self._universe = universe
        self._service = universe.service

    @property
    def world(self) -> World:
        """The world as it stands, after all letters that are due."""
        return self._universe.settled(self.name)

    @property
    def events(self) -> tuple[Event, ...]:
        """What has happened so far, after all letters that are due."""
        self._universe.settled(self.name)
        return self._service.events(self.name)

    def advance(self, seconds: int) -> None:
        """Move the clock on."""
        self._universe.advance(self.name, seconds)

    def letters(self, kind: str) -> list[Letter]:
        """The letters of a kind, oldest first."""
        letters = (letter for letter in self.world.letters.values() if letter.kind == kind)
        return sorted(letters, key=lambda letter: int(letter.id))

    def code(self) -> str:
        """The newest code."""
        return self.letters("code")[-1].secret

    def mailed(self, kind: str) -> str:
        """The address within the world of the newest mailed URL of a kind."""
        return url_of(self.letters(kind)[-1], site="")

    def delete(self) -> None:
        """Take the world away."""
        self._universe.delete(self.name)


class Intruded:
    """A served simulator; every test makes its own worlds in it."""

    def __init__(self, serving: Serving | None = None) -> None:
        serving = serving or Serving()
        self.served = Served(serving, CAST)
        url = f"http://{serving.host}:{serving.port}" if serving.port else self.served.url
        self.connection = Connection(url)
        self._made = 0

    def place(
        self, settings: Settings = ANSWERS, customers: tuple[Customer, ...] | None = None
    ) -> Place:
        """A new world that stands still at ten in the morning of 1 June 2026."""
        self._made += 1
        name = f"t{self._made:04}"
        plan = Plan(now=NOW, settings=settings, customers=customers)
        self.served.universe.create(name, plan)
        return Place(self.served.url, self.served.universe, name)

    def again(self, place: Place) -> None:
        """A new world of the name of one that was taken away."""
        self.served.universe.create(place.name, Plan(now=NOW))

    def browser(self, place: Place | None = None) -> "Browser":
        """A browser without cookies, in a world of its own unless told otherwise."""
        return Browser(self.connection, place or self.place())

    def raw(self, request: bytes) -> int:
        """The status of the answer to these bytes; 0 if there is none."""
        parts = urlsplit(f"//{self.connection.host}")
        with socket.create_connection((parts.hostname or "", parts.port or 0), TIMEOUT_S) as sock:
            sock.sendall(request)
            answer = b""
            while data := sock.recv(READ_BYTES):
                answer += data
        return int(answer.split(maxsplit=2)[1]) if answer else 0

    def close(self) -> None:
        """Hang up and stop."""
        self.connection.close()
        self.served.close()


class Asked(Protocol):
    """What answers a request: a connection, or the site itself."""

    host: str

    def ask(
        self, method: str, target: str, headers: Sequence[Header] = (), body: bytes = b""
    ) -> Answer: ...


class Browser:
    """Keeps cookies as browsers do; every header and every field can be another than it should."""

    def __init__(self, connection: Asked, place: Place) -> None:
        self.connection = connection
        self.place = place
        self.jar = Jar()
        self.home = f"/w/{place.name}"
        self.ours: tuple[Header, ...] = (("origin", place.url), ("sec-fetch-site", "same-origin"))
        self.answer = Answer(0, (), b"")
        self.at = ""

    @property
    def page(self) -> Document:
        """The page before the person."""
        return read_html(self.html)

    @property
    def html(self) -> str:
        """The same as HTML."""
        return self.answer.body.decode()

    def ask(
        self, method: str, address: str, headers: Iterable[Header] = (), body: bytes = b""
    ) -> Answer:
        """One request for an address of the world, with the cookies that belong to it."""
        path = urlsplit(target := self.home + address).path
        cookies = self.jar.header(path)
        sent = [*headers, ("cookie", cookies)] if cookies else [*headers]
        self.answer = self.connection.ask(method, target, sent, body)
        for name, value in self.answer.headers:
            if name == "set-cookie":
                self.jar.put(value, path)
        self.at = address
        return self.answer

    def open(self, address: str) -> Answer:
        """Ask for a page and go wherever the answer leads."""
        return self.followed(self.ask("GET", address))

    def title(self, address: str) -> str:
        """The title of the page that an address leads to."""
        self.open(address)
        return self.page.title

    def press(self, button: str, typed: Typed | None = None, **ours: str) -> Answer:
        """Press a button of the page and go on; `ours` are hidden fields to send otherwise."""
        return self.followed(self.send(self.pairs(button, typed, **ours)))

    def pairs(self, button: str, typed: Typed | None = None, **ours: str) -> Pairs:
        """What the form of the page sends when a button is pressed."""
        hidden = {**dict(self.page.forms[0].hidden), **ours}
        pairs = list(hidden.items())
        for name, value in (typed or {}).items():
            values = (value,) if isinstance(value, str) else value
            pairs += [(name, one) for one in values]
        return [*pairs, ("press", button)]

    def send(self, pairs: Pairs, headers: Iterable[Header] | None = None) -> Answer:
        """Send a form to where the page's form goes, and look at the answer alone."""
        address = self.page.forms[0].action.removeprefix(self.home)
        sent = self.ours if headers is None else headers
        return self.ask("POST", address, [FORM, *sent], urlencode(pairs).encode())

    def cookie(self, name: str) -> str:
        """The value of a cookie, empty if there is none."""
        pairs = (pair.partition("=") for pair in self.jar.header(f"{self.home}/").split("; "))
        return next((value for key, _, value in pairs if key == name), "")

    def followed(self, answer: Answer) -> Answer:
        for _ in range(REDIRECTS_MAX):
            if answer.status not in REDIRECTS:
                return answer
            url = urlsplit(urljoin(self.home + self.at, answer.header("location")))
            answer = self.ask("GET", url.path.removeprefix(self.home))
        return answer
