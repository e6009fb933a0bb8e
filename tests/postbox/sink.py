"""A small catcher for tests: a real `Server` per connection, and whatever arrives in a list."""

import asyncio
import logging
import socket
from collections.abc import Callable
from functools import partial
from threading import Condition, Thread
from types import TracebackType
from typing import Any, Self

import uvloop
from aiosmtpd.smtp import Envelope

from itsid_sim.postbox.connection import Login, Shared
from itsid_sim.postbox.limits import LIMITS, Limits
from itsid_sim.postbox.server import Server

LOOPBACK = "127.0.0.1"
PATIENCE_S = 10.0
UVLOOP, ASYNCIO = uvloop.new_event_loop, asyncio.SelectorEventLoop


class Keeper:
    """A handler that keeps what arrives, and does at "login", "rcpt", "head" or "data" as told."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.users: list[str | None] = []
        self.heads: list[bytes] = []
        self.watches = False
        self.replies: dict[str, str] = {}
        self.fails_at = ""
        self.cuts_at = ""

    async def handle_LOGIN(self, server: Server, session: Login, user: str) -> str | None:  # noqa: N802
        """Welcome whom the test welcomes."""
        return self._told(server, "login")

    async def handle_RCPT(  # noqa: N802
        self, server: Server, session: Login, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        """Take every recipient whom the test does not refuse."""
        refusal = self._told(server, "rcpt")
        if refusal is None:
            envelope.rcpt_tos.append(to)
        return refusal or "250 2.1.5 OK"

    def watches_data(
        self, server: Server, session: Login, envelope: Envelope
    ) -> Callable[[bytes], bool] | None:
        """Look at heads, if the test wants it."""
        return self._cuts if self.watches else None

    async def handle_DATA(self, server: Server, session: Login, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message, and who sent it."""
        self.envelopes.append(envelope)
        self.users.append(session.login_data)
        return self._told(server, "data") or "250 2.0.0 kept"

    def _cuts(self, head: bytes) -> bool:
        self.heads.append(head)
        if self.fails_at == "head":
            raise LookupError("head")
        return self.cuts_at == "head"

    def _told(self, server: Server, moment: str) -> str | None:
        if self.fails_at == moment:
            raise LookupError(moment)
        if self.cuts_at == moment:
            server.hang_up()
        return self.replies.get(moment)


class Sink:
    """A loop in a thread, listening on loopback; at its end nothing may be left of any client."""

    def __init__(
        self,
        limits: Limits = LIMITS,
        new_loop: Callable[[], asyncio.AbstractEventLoop] = UVLOOP,
    ) -> None:
        self.keeper = Keeper()
        self.alarms: list[dict[str, Any]] = []
        self._loop = new_loop()
        self._loop.set_exception_handler(lambda _, context: self.alarms.append(context))
        self.shared = Shared(self.keeper, self._loop, limits)
        self._changed = Condition()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self.port = 0

    def wait(self, holds: Callable[[], bool]) -> bool:
        """Wait until something holds, looking whenever a connection has ended."""
        with self._changed:
            return self._changed.wait_for(holds, PATIENCE_S)

    def is_empty(self) -> bool:
        """Whether no connection is left."""
        return self.shared.open == 0

    @property
    def contents(self) -> list[bytes]:
        """The messages that arrived, in order."""
        return [envelope.original_content or b"" for envelope in self.keeper.envelopes]

    def client(self, greeting: str = "EHLO tester") -> "Client":
        """A client that has heard the banner, and has greeted unless the greeting is empty."""
        client = Client(self.port)
        if greeting:
            client.reply()
            client.ask(greeting)
        return client

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        left = self._run(self._left_behind())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if error is None:
            counts = self.shared.open, self.shared.arriving_bytes
            assert ([], [], (0, 0)) == (left, self.alarms, counts)

    def _run(self, job: Any) -> Any:  # noqa: ANN401 - whatever the coroutine gives
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(PATIENCE_S * 2)

    async def _listen(self) -> None:
        opened = partial(Noticed, self.shared, self._changed)
        self._server = await self._loop.create_server(opened, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _left_behind(self) -> list[str]:
        if self._server is not None:
            self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        left = (await asyncio.wait(others, timeout=PATIENCE_S))[1] if others else set()
        await self._loop.run_in_executor(None, self.wait, self.is_empty)
        await self._loop.shutdown_default_executor()
        return [repr(task) for task in left]


class Noticed(Server):
    """A server whose end a test can wait for."""

    def __init__(self, shared: Shared, changed: Condition) -> None:
        super().__init__(shared)
        self._changed = changed

    def connection_lost(self, error: Exception | None) -> None:
        with self._changed:
            super().connection_lost(error)
            self._changed.notify_all()


class Client:
    """A socket that says bytes, well-formed or not, and reads replies."""

    def __init__(self, port: int, room_bytes: int | None = None) -> None:
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE_S)
        if room_bytes is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room_bytes)
        self.socket.connect((LOOPBACK, port))
        self._replies = self.socket.makefile("rb")

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data)

    def reply(self) -> str:
        """One reply, its lines joined by line feeds; empty if the server has hung up."""
        lines = []
        while line := self._line():
            lines.append(line)
            if line[3:4] != "-":
                break
        return "\n".join(lines)

    def ask(self, command: str) -> str:
        """Say a command and hear its reply."""
        self.send(f"{command}\r\n".encode())
        return self.reply()

    def codes(self, number: int) -> list[str]:
        """The codes of the next replies."""
        return [self.reply()[:3] for _ in range(number)]

    def begin(self, *recipients: str) -> str:
        """Ask to send a message; answer with the reply to DATA."""
        self.ask("MAIL FROM:<hanako@example.com>")
        for to in recipients or ("taro@example.jp",):
            self.ask(f"RCPT TO:<{to}>")
        return self.ask("DATA")

    def leave(self) -> str:
        """Say goodbye, and wait until the server has hung up."""
        goodbye = self.ask("QUIT")
        self.rest()
        self.close()
        return goodbye

    def rest(self) -> list[str]:
        """The codes of all further replies, up to the server's hanging up."""
        return [line[:3] for line in iter(self._line, "")]

    def rest_of_bytes(self) -> bytes:
        """Whatever else comes, of whatever kind, up to the server's hanging up."""
        try:
            return self._replies.read()
        except ConnectionError:
            return b""

    def close(self) -> None:
        """Close the socket."""
        self._replies.close()
        self.socket.close()

    def _line(self) -> str:
        try:
            return self._replies.readline().decode().removesuffix("\r\n")
        except ConnectionError:
            return ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def loud(records: list[logging.LogRecord]) -> list[str]:
    """The log lines that would alarm somebody."""
    return [record.getMessage() for record in records if record.levelno >= logging.WARNING]
