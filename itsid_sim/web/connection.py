"""An HTTP connection within limits: uvicorn's own waits for ever for heads of any size."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES_MAX = 64 * 1024
HEAD_WAIT_S = 30.0
# With the postbox's below the 1,024 open files that a process has by default.
CONNECTIONS_MAX = 500
TOO_LARGE = f"The address and headers of a request may have up to {HEAD_BYTES_MAX} bytes."


class HttpConnection(HttpToolsProtocol):
    """Closes when the head of a request is too large or too slow, or when too many are open."""

    _head_bytes = 0
    _is_in_head = True
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless too many do."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS_MAX:
            transport.abort()
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._have_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come; as much as is in one piece is taken even if it is too large."""
        super().data_received(data)
        if self._is_in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES_MAX:
                self.send_400_response(TOO_LARGE)

    def on_message_begin(self) -> None:
        """The first bytes of a request have come."""
        self._await_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The rest is the body, whose size the application looks after."""
        self._have_head()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self._have_head()
        self._head_bytes, self._is_in_head = 0, True
        self._waiting = self.loop.call_later(HEAD_WAIT_S, self._hang_up)

    def _have_head(self) -> None:
        self._is_in_head = False
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _hang_up(self) -> None:
        self.transport.close()
