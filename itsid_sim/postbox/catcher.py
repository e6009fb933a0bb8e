"""The catcher proper: an aiosmtpd server in a thread of its own, which listens on loopback."""

import asyncio
import sys
from functools import partial
from threading import Thread

from itsid_sim.ports.listening import PortTaken
from itsid_sim.postbox.connection import Shared
from itsid_sim.postbox.conversation import Conversation, Filing
from itsid_sim.postbox.server import Server

if sys.platform != "win32":
    import uvloop


class Catcher:
    """An event loop in a thread of its own, from `start` to `stop`."""

    def __init__(self, inbox: Filing) -> None:
        self._loop = _new_loop()
        self._shared = Shared(Conversation(inbox), self._loop)
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
            partial(Server, self._shared), host, port, reuse_port=shared or None
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
        await self._loop.shutdown_default_executor()


def _new_loop() -> asyncio.AbstractEventLoop:
    """A loop that takes a letter in two thirds of the time, where there is one."""
    return asyncio.new_event_loop() if sys.platform == "win32" else uvloop.new_event_loop()
