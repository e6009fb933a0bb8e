"""The catcher proper: an aiosmtpd server in a thread of its own, which listens on loopback."""

import asyncio
import logging
import re
import sys
from functools import lru_cache
from threading import Thread
from typing import Protocol, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from itsid_sim.core.state import Fault
from itsid_sim.mail import names
from itsid_sim.ports.listening import PortTaken
from itsid_sim.ports.store import StoreFailed
from itsid_sim.service.service import UnknownWorld

if sys.platform != "win32":
    import uvloop

LOG = logging.getLogger(__name__)

MESSAGE_ID = re.compile(rb"^Message-ID: <([!-=?-~]+)>\r?$", re.MULTILINE)
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")

ADDRESSES_KEPT = 1024

TAKEN = "250 OK"
NO_WORLD = "550 5.1.1 no such world"
NOT_FILED = "451 4.3.0 not filed; try again later"
LEFT_BRANCH = "550 5.1.1 the world has gone back, and this letter was never written"
NOT_OURS = "554 5.6.0 not a letter of this world"
REPLIES = {
    "refuse": (550, "5.1.1 the mailbox does not exist"),
    "defer": (451, "4.3.0 try again later"),
}


class Filing(Protocol):
    """What the catcher needs to know of worlds."""

    def knows(self, world: str) -> bool: ...

    def stands_on(self, world: str, branch: int) -> bool: ...

    def wrote(self, world: str, letter: str, to: str) -> bool: ...

    def fault_at_recipient(self, world: str, to: str) -> Fault | None: ...

    def fault_at_data(self, world: str, letter: str) -> Fault | None: ...

    def deliver(self, world: str, letter: str) -> None: ...


class Catcher:
    """An event loop in a thread of its own, from `start` to `stop`."""

    def __init__(self, inbox: Filing) -> None:
        self._handler = Conversation(inbox)
        self._loop = _new_loop()
        self._server: asyncio.Server | None = None
        self._thread = Thread(target=self._loop.run_forever, name="postbox", daemon=True)

    def start(self, host: str, port: int = 0, *, shared: bool = False) -> int:
        """Listen, and answer with the port; port 0 lets the system choose a free one.

        Processes that all call it `shared` listen together. Raises `PortTaken`.
        """
        self._thread.start()
        listening = asyncio.run_coroutine_threadsafe(
            self._listen(host, port, shared=shared), self._loop
        )
        try:
            return listening.result()
        except OSError as error:
            self.stop()
            raise PortTaken(host, port, error) from None

    def stop(self) -> None:
        """Stop listening, hang up and end the thread."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self, host: str, port: int, *, shared: bool) -> int:
        server = await self._loop.create_server(
            self._conversation, host, port, reuse_port=shared or None
        )
        self._server = server
        return int(self._server.sockets[0].getsockname()[1])

    async def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
        talking = asyncio.all_tasks() - {asyncio.current_task()}
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)

    def _conversation(self) -> SMTP:
        server = SMTP(self._handler, enable_SMTPUTF8=True, ident="itsid-sim", loop=self._loop)
        # aiosmtpd makes a new class for each address that it parses: a third of a letter's cost.
        known = lru_cache(maxsize=ADDRESSES_KEPT)(server._getaddr)  # noqa: SLF001
        server._getaddr = known  # type: ignore[method-assign]  # noqa: SLF001
        return server


class Conversation:
    """The handler of every connection. The world is the one in whose name the client greeted."""

    def __init__(self, inbox: Filing) -> None:
        self._inbox = inbox

    async def handle_EHLO(  # noqa: N802 - aiosmtpd looks for this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """Remember in whose name the client greets; offer pipelining; answer in one piece."""
        session.host_name = hostname
        own_name, *extensions = responses
        return ["\r\n".join((own_name, "250-PIPELINING", *extensions))]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        """Refuse for good, for now, or by hanging up, where a fault says so."""
        try:
            return self._recipient(server, session, envelope, to)
        except UnknownWorld:
            return NO_WORLD  # it was taken away meanwhile
        except StoreFailed as failure:
            return _not_filed(failure)

    def _recipient(self, server: SMTP, session: Session, envelope: Envelope, to: str) -> str:
        world = world_of(session)
        if not world or not self._inbox.knows(world):
            return NO_WORLD
        fault = self._inbox.fault_at_recipient(world, to)
        if fault is not None:
            return _strike(server, fault)
        envelope.rcpt_tos.append(to)
        return TAKEN

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """File the letter before saying so; a lost answer makes the courier come again."""
        try:
            return self._filed(server, session, envelope)
        except UnknownWorld:
            return NO_WORLD  # it was taken away meanwhile
        except StoreFailed as failure:
            return _not_filed(failure)

    def _filed(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        world, to = world_of(session), envelope.rcpt_tos[0]
        letter, branch = letter_in(envelope.content)
        if letter and not self._inbox.stands_on(world, branch):
            return LEFT_BRANCH
        if not self._inbox.wrote(world, letter, to):
            return NOT_OURS
        fault = self._inbox.fault_at_data(world, letter)
        if fault is not None and fault.at != "answer":
            return _strike(server, fault)
        self._inbox.deliver(world, letter)
        return TAKEN if fault is None else _strike(server, fault)


def world_of(session: Session) -> str:
    """The world in whose name the client greeted; empty for any other greeting."""
    return names.world_of(session.host_name or "")


def letter_in(content: bytes | str | None) -> tuple[str, int]:
    """The letter that a message carries, and its branch; empty for mail that is not ours."""
    if not isinstance(content, bytes):
        return "", 0
    found = MESSAGE_ID.search(END_OF_HEAD.split(content, maxsplit=1)[0])
    return names.letter_of(found[1].decode()) if found else ("", 0)


def _not_filed(failure: StoreFailed) -> str:
    """An answer, and no exception: aiosmtpd would go on in the midst of this letter."""
    LOG.warning("a letter was not filed: %s", failure)
    return NOT_FILED


def _strike(server: SMTP, fault: Fault) -> str:
    if fault.do == "cut":
        cast("asyncio.Transport", server.transport).abort()
        return TAKEN
    code, text = REPLIES[fault.do]
    return f"{fault.code or code} {text}"


def _new_loop() -> asyncio.AbstractEventLoop:
    """A loop that takes a letter in two thirds of the time, where there is one."""
    return asyncio.new_event_loop() if sys.platform == "win32" else uvloop.new_event_loop()
