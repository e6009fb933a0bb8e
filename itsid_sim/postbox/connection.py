"""A connection to the postbox: lines, replies and messages within its limits (RFC 5321, 4.5.3)."""

import asyncio
import logging
import re
import ssl
from contextlib import suppress
from functools import cached_property

from aiosmtpd.smtp import SMTP, Envelope, Session

from itsid_sim.postbox.arriving import Arriving
from itsid_sim.postbox.certificate import certificate
from itsid_sim.postbox.limits import LIMITS, Limits

LOG = logging.getLogger(__name__)

READ_BYTES = 64 * 1024

REPLY = re.compile(r"[2-5]\d\d(?: |$)")
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
MISTAKES = {"500", "501", "502", "503", "504"}

FAILED = "451 4.3.0 something failed here; try again later"
CROWDED = "421 4.3.2 too many connections; try again later"
TOO_SLOW = "421 4.4.2 nothing came for too long; closing the connection"
TOO_MANY_MISTAKES = "421 4.7.0 too many errors; closing the connection"
UNINVITED = "421 4.7.0 a message came although DATA was refused; closing the connection"


class HungUp(Exception):
    """The client has gone, or was sent away: there is nobody left to answer."""


class Refused(Exception):
    """A command is answered with this line."""


class NoCommand(Refused):
    """What came is no command at all."""


class Login(Session):
    """What is known of a client; aiosmtpd's own warns of `login_data` whenever it is read."""

    login_data: str | None = None


class Shared:
    """What the connections of one catcher share: handler, loop, limits, their number, and TLS."""

    def __init__(
        self, handler: object, loop: asyncio.AbstractEventLoop, limits: Limits = LIMITS
    ) -> None:
        self.loop = loop
        self.limits = limits
        self.open = 0
        self.arriving_bytes = 0
        # aiosmtpd looks through handler and server at each connection; what it finds stays true.
        self.prepared = dict(
            vars(SMTP(handler, hostname="localhost", ident="itsid-sim", loop=loop))
        )
        for bound_to_that_one in ("_smtp_methods", "_auth_methods"):
            del self.prepared[bound_to_that_one]

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """One certificate for all; made when the first client asks for it."""
        return certificate()

    def take_in(self, arriving: Arriving, source: bytearray) -> None:
        """Take what belongs to a message, in vain if too much comes in on all connections."""
        self.arriving_bytes -= arriving.kept_bytes
        arriving.take(source)
        if self.arriving_bytes + arriving.kept_bytes > self.limits.arriving_bytes_max:
            arriving.give_up()
        self.arriving_bytes += arriving.kept_bytes


class Connection(SMTP):
    """One connection: the lines and messages that come in, and the replies that go out."""

    session: Login
    envelope: Envelope
    transport: asyncio.Transport | None

    def __init__(self, shared: Shared) -> None:
        vars(self).update(shared.prepared)
        self._shared = shared
        self._reader = asyncio.StreamReader(READ_BYTES, shared.loop)
        asyncio.StreamReaderProtocol.__init__(
            self, self._reader, self._cb_client_connected, shared.loop
        )
        self._input = bytearray()
        self._heard = shared.loop.time()
        self._over = False
        self._is_one_too_many = False
        self._uninvited = False
        self._mistakes = 0

    def hang_up(self) -> None:
        """Break the connection at once, without a word."""
        self._over = True
        if self.transport is not None:
            self.transport.abort()

    async def push(self, status: str | bytes) -> None:
        """Answer in one line, whatever is in it. A 421 is the last one (RFC 5321, 3.8).

        Raises ValueError or TypeError for what is no reply.
        """
        text = status.decode(errors="replace") if isinstance(status, bytes) else status
        if not REPLY.match(text):
            raise ValueError(f"no SMTP reply: {text!r}")
        self._mistakes += text[:3] in MISTAKES
        await self._say(" ".join(text.splitlines()))
        if text.startswith("421"):
            self._close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._is_one_too_many = self._shared.open >= self._shared.limits.connections_max
        self._shared.open += 1
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self._heard = self.loop.time()
        self._reader.feed_data(data)

    def eof_received(self) -> bool:
        # A client that has said everything may still listen, but not under TLS.
        self._reader.feed_eof()
        return self.session.ssl is None

    def connection_lost(self, error: Exception | None) -> None:
        self._over = True
        if self.transport is not None:
            self._shared.open -= 1
            super().connection_lost(error)

    def _create_session(self) -> Login:
        return Login(self.loop)

    def _reset_timeout(self, duration: float | None = None) -> None:
        wait_s = self._shared.limits.command_wait_s
        self._timeout_handle = self.loop.call_at(self._heard + wait_s, self._timeout_cb)

    def _stop_timeout(self) -> None:
        if self._timeout_handle is not None:
            self._timeout_handle.cancel()

    def _timeout_cb(self) -> None:
        if self.loop.time() >= self._heard + self._shared.limits.command_wait_s:
            if self._over or self.transport is None or self.transport.get_write_buffer_size():
                self.hang_up()  # it does not even read
                return
            self.transport.write(f"{TOO_SLOW}\r\n".encode())
            self._close()
            self._heard = self.loop.time()
        self._reset_timeout()

    def _close(self) -> None:
        self._over = True
        if self.transport is not None:
            self.transport.close()

    async def _say(self, text: str) -> None:
        self._over |= self.transport is None or self.transport.is_closing()
        if self._over or self.transport is None:
            return
        self.transport.write(text.encode(errors="replace") + b"\r\n")
        with suppress(ConnectionError):
            await self._drain_helper()  # type: ignore[attr-defined]

    async def _handle_client(self) -> None:
        try:
            with suppress(HungUp):
                await self._converse()
        except asyncio.CancelledError:
            self.hang_up()
            raise
        finally:
            self._close()

    async def _converse(self) -> None:
        limits = self._shared.limits
        if self._is_one_too_many:
            await self.push(CROWDED)
        await self.push(f"220 {self.hostname} ESMTP {self.__ident__}")
        while not self._over:
            uninvited, self._uninvited = self._uninvited, False
            try:
                await self._obey(await self._next_line())
            except HungUp:
                raise
            except Refused as refusal:
                is_text = uninvited and isinstance(refusal, NoCommand)
                await self.push(UNINVITED if is_text else str(refusal))
            except Exception:
                LOG.exception("a client is asked to try again later")
                await self.push(FAILED)
            if self._uninvited and self._input:
                await self.push(UNINVITED)
            if self._mistakes >= limits.errors_max:
                await self.push(TOO_MANY_MISTAKES)

    async def _more(self) -> None:
        try:
            data = await self._reader.read(READ_BYTES)
        except OSError:
            raise HungUp from None
        if self._over or not data:
            raise HungUp
        self._input += data

    async def _next_line(self) -> str:
        limit, too_long, known = self._shared.limits.command_bytes_max, False, 0
        while (end := self._input.find(b"\n", known)) < 0:
            known = len(self._input)
            if known > limit:
                too_long, known = True, 0
                self._input.clear()
            await self._more()
        line = bytes(self._input[:end]).removesuffix(b"\r")
        del self._input[: end + 1]
        if too_long or len(line) > limit:
            raise NoCommand("500 5.5.2 line too long")
        with suppress(UnicodeDecodeError):
            if not CONTROLS.search(text := line.decode()):
                return text
        raise NoCommand("500 5.5.2 a command is UTF-8 without control characters")

    async def _obey(self, line: str) -> None:
        command, _, arg = line.partition(" ")
        method = getattr(self, f"smtp_{command.upper()}", None) if command.isascii() else None
        if method is None:
            raise NoCommand("500 5.5.2 command not recognized")
        await method(arg.strip() or None)
