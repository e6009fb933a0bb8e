"""The simulator with its site over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from itsid_sim.adapters.chance import new_token
from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.adapters.stopwatch import real_seconds
from itsid_sim.bootstrap.clearing import Clearing
from itsid_sim.bootstrap.embedded import LOOPBACK, Embedded
from itsid_sim.bootstrap.stores import MEMORY, open_store
from itsid_sim.core.chart import Chart
from itsid_sim.core.digest import Digest, quick_digest
from itsid_sim.procedures import CHART
from itsid_sim.rules.value import Value
from itsid_sim.service.universe import Customer
from itsid_sim.web.asides import Asides
from itsid_sim.web.console import Console
from itsid_sim.web.double_click import DoubleClicks
from itsid_sim.web.gate import Gate
from itsid_sim.web.inbox import Inbox
from itsid_sim.web.lazy import Lazy
from itsid_sim.web.server import HttpServer, listening, url_of
from itsid_sim.web.site import Site
from itsid_sim.web.visitors import Doorkeeper
from itsid_sim.web.walk import Walk


class Serving(Value, frozen=True):
    """How the site is served.

    Port 0 lets the system choose. `public_url` is what mailed URLs begin with, by default the
    address that is listened on. `digest` is for passwords; a slow one is kept off the event loop.
    `store` is the address of where worlds are kept.
    Without `control` there is no control API; with a `token` every call of it has to bear it. One
    of many processes shares its ports with the others.
    """

    host: str = LOOPBACK
    port: int = 0
    smtp_port: int = 0
    public_url: str = ""
    digest: Digest = quick_digest
    store: str = MEMORY
    control: bool = True
    token: str = ""
    is_one_of_many: bool = False


class Served:
    """From the moment it is made until it is closed."""

    def __init__(self, serving: Serving, cast: Cast, *, chart: Chart = CHART) -> None:
        """Raises `PortTaken`, `StoreFailed`."""
        with ExitStack() as undo:
            sock = listening(serving.host, serving.port, shared=serving.is_one_of_many)
            undo.callback(sock.close)
            self.port = sock.getsockname()[1]
            self.url = serving.public_url or url_of(serving.host, self.port)
            store = open_store(serving.store)
            self.simulator = Embedded(
                customers=_customers(cast, serving.digest),
                public_url=self.url,
                digest=serving.digest,
                smtp_port=serving.smtp_port,
                store=store,
                shares_port=serving.is_one_of_many,
                chart=chart,
            )
            undo.callback(self.simulator.close)
            self.smtp_port = self.simulator.smtp_port
            self.universe = self.simulator.universe
            takes_time = serving.digest is not quick_digest or serving.store != MEMORY
            asides = Asides(self.universe, takes_time=takes_time)
            undo.callback(asides.close)
            clearing = Clearing(self.universe)
            clearing.start()
            undo.callback(clearing.stop)
            server = HttpServer(self._site(serving, asides, store.seal), sock)
            server.start()
            undo.callback(server.stop)
            undo.callback(self.simulator.service.watchers.end)
            self._exit = undo.pop_all()

    def close(self) -> None:
        """Answer what has begun, then stop everything."""
        self._exit.close()

    def _site(self, serving: Serving, asides: Asides, seal: bytes) -> Site:
        public = urlsplit(self.url)
        gate = Gate({"localhost", serving.host, public.hostname or ""}, public.netloc)
        doors = Doorkeeper(seal, new_token, secure=public.scheme == "https")
        walk = Walk(
            self.universe,
            doors,
            gate,
            asides,
            DoubleClicks(real_seconds),
            has_console=serving.control,
        )
        control = Lazy(lambda: self._control(serving, doors, gate)) if serving.control else None
        console = Console(self.universe.service) if serving.control else None
        inbox = Inbox(self.universe, asides, has_console=serving.control)
        return Site(
            asides=asides,
            walk=walk,
            inbox=inbox,
            gate=gate,
            control=control,
            console=console,
            mail=Lazy(self._mail),
        )

    def _control(self, serving: Serving, doors: Doorkeeper, gate: Gate) -> ASGIApp:
        from itsid_sim.web.control import control_api  # noqa: PLC0415 - FastAPI is slow to import

        return control_api(self.universe, doors, gate, serving.token)

    def _mail(self) -> ASGIApp:
        from itsid_sim.postbox.mail_api import mail_api  # noqa: PLC0415 - not every run asks it

        return mail_api(self.universe)


def _customers(cast: Cast, digest: Digest) -> tuple[Customer, ...]:
    """Their passwords are digested once for all worlds, and side by side, for that may be slow."""
    with ThreadPoolExecutor() as threads:
        return tuple(
            threads.map(lambda entry: (entry.value(), entry.account_value(digest)), cast.contracts)
        )
