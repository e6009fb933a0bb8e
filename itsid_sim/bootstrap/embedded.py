"""The simulator inside this process."""

from collections.abc import Sequence
from contextlib import ExitStack

from itsid_sim.adapters.chance import chance_of
from itsid_sim.adapters.clocks import SystemClock
from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.adapters.smtp_mailer import SmtpMailer
from itsid_sim.core.chart import Chart
from itsid_sim.core.digest import Digest, quick_digest
from itsid_sim.ports.clock import Clock
from itsid_sim.ports.store import Store
from itsid_sim.postbox.catcher import Catcher
from itsid_sim.procedures import CHART
from itsid_sim.service.courier import Courier
from itsid_sim.service.inbox import Inbox
from itsid_sim.service.service import Service
from itsid_sim.service.travel import Travel
from itsid_sim.service.universe import Customer, Universe

LOOPBACK = "127.0.0.1"
PUBLIC_URL = "http://127.0.0.1:8025"


class Embedded:
    """The simulator inside this process, with mail over real SMTP on a port of its own."""

    def __init__(  # noqa: PLR0913 - all of them by name, and none is needed
        self,
        *,
        customers: Sequence[Customer] = (),
        public_url: str = PUBLIC_URL,
        digest: Digest = quick_digest,
        smtp_port: int = 0,
        store: Store | None = None,
        clock: Clock | None = None,
        shares_port: bool = False,
        chart: Chart = CHART,
    ) -> None:
        """`customers` are those of a new world; SMTP port 0 lets the system choose.

        Without a store worlds are kept in memory; a given one is closed with the simulator.
        """
        with ExitStack() as undo:
            kept = MemoryStore() if store is None else store
            undo.callback(kept.close)
            self.service = Service(kept, chance_of, digest, public_url, chart)
            time = clock or SystemClock()
            catcher = Catcher(Inbox(self.service, time))
            self.smtp_port = catcher.start(LOOPBACK, smtp_port, shared=shares_port)
            undo.callback(catcher.stop)
            mailer = SmtpMailer(LOOPBACK, self.smtp_port)
            undo.callback(mailer.close)
            courier = Courier(self.service, mailer)
            travel = Travel(self.service, kept, digest)
            self.universe = Universe(self.service, courier, travel, time, customers)
            self._exit = undo.pop_all()

    def close(self) -> None:
        """Hang up and stop the catcher."""
        self._exit.close()
