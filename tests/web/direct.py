"""The site asked without sockets: thousands of requests a second, and real time stands still."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from urllib.parse import unquote_to_bytes

from starlette.types import Message, Receive, Scope, Send

from itsid_sim.bootstrap.embedded import Embedded
from itsid_sim.client.connection import Answer, Header
from itsid_sim.core.dice import seeded
from itsid_sim.core.digest import quick_digest
from itsid_sim.postbox.mail_api import mail_api
from itsid_sim.rules.settings import Settings
from itsid_sim.service.universe import Customer, Plan
from itsid_sim.web.asides import Asides
from itsid_sim.web.console import Console
from itsid_sim.web.double_click import DoubleClicks
from itsid_sim.web.gate import Gate
from itsid_sim.web.inbox import Inbox
from itsid_sim.web.site import Site
from itsid_sim.web.visitors import Doorkeeper
from itsid_sim.web.walk import Walk
from tests.web.intruder import ANSWERS, CAST, NOW, Browser, Place

URL = "http://127.0.0.1:8025"
CUSTOMERS: tuple[Customer, ...] = tuple(
    (entry.value(), entry.account_value(quick_digest)) for entry in CAST.contracts
)


class Faults(logging.Handler):
    """Whatever the site logs as a fault of its own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is told."""
        self.told.append(self.format(record))


class Direct:
    """The site with nothing between; the control API is one that always breaks.

    `host` is the Host header of whoever sends none; cookies and seals are drawn in a fixed order.
    """

    def __init__(self, *, real_time_s: float = 0.0) -> None:
        self.seconds = real_time_s
        self.host = "127.0.0.1:8025"
        self.faults = Faults()
        logging.getLogger("itsid_sim").addHandler(self.faults)
        self._embedded = Embedded(customers=CUSTOMERS, public_url=URL)
        self.service = self._embedded.service
        self.universe = self._embedded.universe
        self._asides = Asides(self.universe, takes_time=False)
        tokens = (seeded("tokens", n).token() for n in count())
        gate = Gate({"localhost", "127.0.0.1"})
        doors = Doorkeeper(bytes(32), lambda: next(tokens), secure=False)
        walk = Walk(
            self.universe,
            doors,
            gate,
            self._asides,
            DoubleClicks(lambda: self.seconds),
            has_console=True,
        )
        inbox = Inbox(self.universe, self._asides, has_console=True)
        self._site = Site(
            asides=self._asides,
            walk=walk,
            inbox=inbox,
            gate=gate,
            control=_broken,
            console=Console(self.service),
            mail=mail_api(self.universe),
        )
        self._runner = asyncio.Runner()
        self._made = 0

    def place(self, settings: Settings = ANSWERS) -> Place:
        """A new world whose dice fall the same in every run."""
        self._made += 1
        name = f"d{self._made:04}"
        self.universe.create(name, Plan(seed=name, now=NOW, settings=settings))
        return Place(URL, self.universe, name)

    def browser(self, place: Place | None = None) -> Browser:
        """A browser without cookies, in a world of its own unless told otherwise."""
        return Browser(self, place or self.place())

    def ask(
        self, method: str, target: str, headers: Sequence[Header] = (), body: bytes = b""
    ) -> Answer:
        """What a connection does: a request, as a server would hand it on."""
        sent = headers if any(name == "host" for name, _ in headers) else [("host", self.host)]
        length = [("content-length", str(len(body)))] if method in {"POST", "PUT"} else []
        return self.asked(method, target, [*dict.fromkeys((*sent, *headers)), *length], [body])

    def asked(
        self, method: str, target: str, headers: Iterable[Header], parts: Sequence[bytes | None]
    ) -> Answer:
        """A request with exactly these headers, and its body in parts; None hangs up.

        The status is 0 if nothing is answered to whoever hung up.
        """
        path, _, query = target.partition("?")
        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote_to_bytes(path).decode(errors="replace"),
            "query_string": query.encode(),
            "headers": [
                (name.encode("latin-1"), value.encode("latin-1", "replace"))
                for name, value in headers
            ],
        }
        return self._runner.run(_exchange(self._site, scope, parts))

    def close(self) -> None:
        """Stop everything."""
        self._runner.close()
        self._asides.close()
        self._embedded.close()
        logging.getLogger("itsid_sim").removeHandler(self.faults)


async def _exchange(site: Site, scope: Scope, parts: Sequence[bytes | None]) -> Answer:
    coming = _messages(parts)
    sent: list[Message] = []

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        sent.append(message)

    await site(scope, receive, send)
    if not sent:
        return Answer(0, (), b"")
    start = sent[0]
    headers = tuple((name.decode(), value.decode("latin-1")) for name, value in start["headers"])
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(start["status"], headers, body)


def _messages(parts: Sequence[bytes | None]) -> Iterator[Message]:
    for n, part in enumerate(parts, 1):
        if part is None:
            break
        yield {"type": "http.request", "body": part, "more_body": n < len(parts)}
    while True:
        yield {"type": "http.disconnect"}


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("secret")
