"""What is said on a connection: whose letter it is, whether it is welcome, and what goes wrong."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Protocol

from aiosmtpd.smtp import Envelope, Session

from itsid_sim.core.state import Fault, FaultMoment
from itsid_sim.mail import names
from itsid_sim.mail.reading import read
from itsid_sim.ports.store import StoreFailed
from itsid_sim.postbox.replies import (
    LEFT_BRANCH,
    NO_LOGIN,
    NO_WORLD,
    NOT_FILED,
    NOT_OURS,
    TAKEN,
    reply_of,
)
from itsid_sim.postbox.server import Server
from itsid_sim.service.inbox import Incoming, Mail, mail_of
from itsid_sim.service.service import UnknownWorld
from itsid_sim.service.universe import MAIN

LOG = logging.getLogger(__name__)

MESSAGE_ID = re.compile(rb"^Message-ID: <([!-=?-~]+)>\r?$", re.MULTILINE)
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
# Reading a larger mail takes so long that others would wait for it.
READ_AT_ONCE_BYTES_MAX = 16 * 1024


class Filing(Protocol):
    """What a conversation needs to know of worlds."""

    def knows(self, world: str) -> bool: ...

    def stands_on(self, world: str, branch: int) -> bool: ...

    def ours(self, world: str, letter: str, to: str) -> Incoming | None: ...

    def foreign(self, world: str, recipients: Sequence[str], subject: str) -> Incoming: ...

    def early_fault(self, world: str, at: FaultMoment) -> Fault | None: ...

    def fault_at_recipient(self, world: str, to: str, *, from_courier: bool) -> Fault | None: ...

    def cuts_midway(self, world: str) -> bool: ...

    def fault_at_data(self, world: str, incoming: Incoming, *, midway: bool) -> Fault | None: ...

    def deliver(self, world: str, incoming: Incoming) -> None: ...

    def receive(self, world: str, mail: Mail) -> str: ...


class Conversation:
    """The handler of every connection.

    The world is the one that the client logs in to, or in whose name our courier greets; else
    `main`. A courier brings the letters of its world, everybody else mail from elsewhere.
    """

    def __init__(self, inbox: Filing) -> None:
        self._inbox = inbox

    async def handle_LOGIN(  # noqa: N802 - the server looks for this name
        self, server: Server, session: Session, user: str
    ) -> str | None:
        """Welcome the name of a world, whatever the password."""
        reply = _guarded(lambda: self._login(server, user))
        return None if reply == TAKEN else reply

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, server: Server, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        """Refuse whatever is sent, where a fault says so."""
        return _guarded(lambda: self._sender(server, session, envelope, sender, options))

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: Server, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        """Refuse for good, for now, or by hanging up, where a fault says so."""
        return _guarded(lambda: self._recipient(server, session, envelope, to))

    def watches_data(
        self, server: Server, session: Session, envelope: Envelope
    ) -> Callable[[bytes], bool] | None:
        """Ask to see the head of a letter as soon as it has come, if the line may be cut then."""
        with suppress(UnknownWorld, StoreFailed):  # which is told when all of it is here
            if self._inbox.cuts_midway(world_of(session)):
                return partial(self._cuts, session, envelope)
        return None

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: Server, session: Session, envelope: Envelope
    ) -> str:
        """File the letter before saying so; a lost answer makes the courier come again."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        if greets_as_courier(session):
            letter, branch = letter_in(content)
            if letter:
                return _guarded(lambda: self._own(server, session, envelope, letter, branch))
        opened = partial(mail_of, envelope.mail_from or "", envelope.rcpt_tos, content)
        if len(content) > READ_AT_ONCE_BYTES_MAX:
            mail = await asyncio.get_running_loop().run_in_executor(None, opened)
        else:
            mail = opened()
        return _guarded(lambda: self._foreign(server, session, mail))

    def _login(self, server: Server, user: str) -> str:
        if not self._inbox.knows(user):
            return NO_LOGIN
        fault = self._inbox.early_fault(user, "auth")
        return TAKEN if fault is None else _strike(server, fault)

    def _sender(
        self, server: Server, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        world = world_of(session)
        if not self._inbox.knows(world):
            return NO_WORLD
        fault = self._inbox.early_fault(world, "mail")
        if fault is not None:
            return _strike(server, fault)
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return TAKEN

    def _recipient(self, server: Server, session: Session, envelope: Envelope, to: str) -> str:
        from_courier = greets_as_courier(session)
        fault = self._inbox.fault_at_recipient(world_of(session), to, from_courier=from_courier)
        if fault is not None:
            return _strike(server, fault)
        envelope.rcpt_tos.append(to)
        return TAKEN

    def _cuts(self, session: Session, envelope: Envelope, head: bytes) -> bool:
        world, (letter, branch) = world_of(session), letter_in(head)
        try:
            if not letter or not greets_as_courier(session):
                subject = read(head).subject
                incoming = self._inbox.foreign(world, envelope.rcpt_tos, subject)
            elif self._inbox.stands_on(world, branch):
                ours = self._inbox.ours(world, letter, envelope.rcpt_tos[0])
                if ours is None:
                    return False  # it is refused when all of it is here
                incoming = ours
            else:
                return False
            return self._inbox.fault_at_data(world, incoming, midway=True) is not None
        except (UnknownWorld, StoreFailed):
            return False  # so it is answered when all of it is here

    def _own(
        self, server: Server, session: Session, envelope: Envelope, letter: str, branch: int
    ) -> str:
        world = world_of(session)
        if not self._inbox.stands_on(world, branch):
            return LEFT_BRANCH
        incoming = self._inbox.ours(world, letter, envelope.rcpt_tos[0])
        if incoming is None:
            return NOT_OURS
        fault = self._inbox.fault_at_data(world, incoming, midway=False)
        if fault is not None and fault.at != "answer":
            return _strike(server, fault)
        self._inbox.deliver(world, incoming)
        return TAKEN if fault is None else _strike(server, fault)

    def _foreign(self, server: Server, session: Session, mail: Mail) -> str:
        world = world_of(session)
        incoming = self._inbox.foreign(world, mail.recipients, mail.subject)
        fault = self._inbox.fault_at_data(world, incoming, midway=False)
        if fault is not None and fault.at != "answer":
            return _strike(server, fault)
        self._inbox.receive(world, mail)
        return TAKEN if fault is None else _strike(server, fault)


def world_of(session: Session) -> str:
    """The world that a client logged in to, or in whose name a courier greeted; else `main`."""
    return session.login_data or names.world_of(session.host_name or "") or MAIN


def greets_as_courier(session: Session) -> bool:
    """Whether a client brings letters that its world has written."""
    return not session.login_data and bool(names.world_of(session.host_name or ""))


def letter_in(content: bytes) -> tuple[str, int]:
    """The letter that a message carries, and its branch; empty for mail that is not ours."""
    found = MESSAGE_ID.search(END_OF_HEAD.split(content, maxsplit=1)[0])
    return names.letter_of(found[1].decode()) if found else ("", 0)


def _guarded(answer: Callable[[], str]) -> str:
    """An answer, and no exception: aiosmtpd would go on in the midst of this letter."""
    try:
        return answer()
    except UnknownWorld:
        return NO_WORLD  # it was taken away meanwhile
    except StoreFailed as failure:
        LOG.warning("a letter was not filed: %s", failure)
        return NOT_FILED


def _strike(server: Server, fault: Fault) -> str:
    if fault.do == "cut":
        server.hang_up()
        return TAKEN
    return reply_of(fault)
