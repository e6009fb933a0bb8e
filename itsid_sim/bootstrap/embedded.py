"""The simulator inside this process."""

from contextlib import ExitStack

from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.adapters.smtp_mailer import SmtpMailer
from itsid_sim.core.digest import Digest, quick_digest
from itsid_sim.postbox.catcher import Catcher
from itsid_sim.service.courier import Courier
from itsid_sim.service.inbox import Inbox
from itsid_sim.service.service import Service

LOOPBACK = "127.0.0.1"
PUBLIC_URL = "http://127.0.0.1:8025"


class Embedded:
    """The simulator inside this process, with mail over real SMTP on a port of its own."""

    def __init__(
        self, public_url: str = PUBLIC_URL, digest: Digest = quick_digest, smtp_port: int = 0
    ) -> None:
        """The system chooses the SMTP port unless one is given."""
        self._exit = ExitStack()
        self.service = Service(MemoryStore(), digest, public_url)
        catcher = Catcher(Inbox(self.service))
        self.smtp_port = catcher.start(LOOPBACK, smtp_port)
        self._exit.callback(catcher.stop)
        mailer = SmtpMailer(LOOPBACK, self.smtp_port)
        self._exit.callback(mailer.close)
        self.courier = Courier(self.service, mailer)

    def close(self) -> None:
        """Hang up and stop the catcher."""
        self._exit.close()
