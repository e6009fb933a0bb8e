"""The one place where adapters meet the service."""

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.adapters.smtp_mailer import SmtpMailer
from itsid_sim.core.digest import quick_digest
from itsid_sim.postbox.catcher import Catcher
from itsid_sim.service.courier import Courier
from itsid_sim.service.inbox import Inbox
from itsid_sim.service.service import Service

LOOPBACK = "127.0.0.1"
PUBLIC_URL = "http://127.0.0.1:8025"


class Embedded:
    """The simulator inside this process, with mail over real SMTP on a port of its own."""

    def __init__(self) -> None:
        self._exit = ExitStack()
        self.service = Service(MemoryStore(), quick_digest, PUBLIC_URL)
        catcher = Catcher(Inbox(self.service))
        port = catcher.start(LOOPBACK)
        self._exit.callback(catcher.stop)
        mailer = SmtpMailer(LOOPBACK, port)
        self._exit.callback(mailer.close)
        self.courier = Courier(self.service, mailer)

    def close(self) -> None:
        """Hang up and stop the catcher."""
        self._exit.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
