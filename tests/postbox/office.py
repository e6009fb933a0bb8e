"""A post office for tests: a service, its catcher and its couriers, over real SMTP on loopback."""

from datetime import datetime
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from itsid_sim.adapters.chance import chance_of
from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.adapters.smtp_mailer import SmtpMailer
from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.evolve import evolve
from itsid_sim.core.moment import JST
from itsid_sim.core.state import Fault, Letter, LetterKind, World
from itsid_sim.postbox.catcher import Catcher
from itsid_sim.rules.settings import Settings
from itsid_sim.service.courier import Courier
from itsid_sim.service.inbox import Inbox
from itsid_sim.service.service import Service

LOOPBACK = "127.0.0.1"
SITE = "http://127.0.0.1:8025"
NOW = int(datetime(2024, 2, 28, 23, 45, tzinfo=JST).timestamp())
DAY_S = 24 * 60 * 60
TARO, HANAKO = "taro@example.jp", "hanako@example.com"
# After a try that failed for now: one minute, five, a quarter, a half, then every three hours.
WAITS_S = (60, 300, 900, 1800, *(10_800,) * 32)


def written(id_: str = "1", to: str = TARO, kind: LetterKind = "code") -> e.LetterWritten:
    """A letter that waits for the courier."""
    if kind in {"inquiry", "personal"}:
        return replace(
            written_by_hanako("お元気ですか", "元気です。"), letter=id_, to=to, kind=kind
        )
    secret = "012345" if kind == "code" else "t" * 32
    return e.LetterWritten(id_, kind, to, "逸 太郎", secret)


def written_by_hanako(subject: str, text: str) -> e.LetterWritten:
    """A letter from person to person that waits for the courier."""
    return e.LetterWritten("1", "personal", TARO, "", "", sender=HANAKO, subject=subject, text=text)


class Office:
    """One service and one catcher; couriers each with a connection of their own."""

    def __init__(self) -> None:
        self.service = Service(MemoryStore(), chance_of, quick_digest, SITE)
        self._catcher = Catcher(Inbox(self.service))
        self.port = self._catcher.start(LOOPBACK)
        self._mailers: list[SmtpMailer] = []
        self.courier = self.new_courier()

    def new_courier(self, port: int = 0) -> Courier:
        """A courier who goes to the catcher, or to another port."""
        self._mailers.append(SmtpMailer(LOOPBACK, port or self.port))
        return Courier(self.service, self._mailers[-1])

    def open(self, name: str, *letters: e.LetterWritten, faults: tuple[Fault, ...] = ()) -> World:
        """Make a world in which these letters were just written, and mail goes wrong like this."""
        world = evolve(World(NOW, Settings(), faults=faults), letters or (written(),))
        self.service.create(name, world, name)
        return world

    def letter(self, name: str, id_: str = "1") -> Letter:
        """A letter of a world, as it stands."""
        return self.service.world(name).letters[id_]

    def happened(self, name: str) -> list[str]:
        """What has happened in a world, by the names of its events."""
        return [type(event).__name__ for event in self.service.events(name)]

    def arrivals(self, name: str) -> list[tuple[int, str]]:
        """Which letters came when, in seconds from the start, in the order of their coming."""
        now, arrivals = 0, []
        for event in self.service.events(name):
            if isinstance(event, e.TimePassed):
                now += event.seconds
            elif isinstance(event, e.LetterArrived):
                arrivals.append((now, event.letter))
        return arrivals

    def command(self, name: str, command: c.Command) -> None:
        """Have a command carried out."""
        self.service.carry_out(name, command)

    def close(self) -> None:
        """Hang up and close."""
        for mailer in self._mailers:
            mailer.close()
        self._catcher.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
