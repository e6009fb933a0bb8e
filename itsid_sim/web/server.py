"""uvicorn in a thread of its own, on a socket that we bind ourselves."""

import asyncio
import socket
from threading import Thread
from typing import Any, cast

import uvicorn
from starlette.types import ASGIApp

from itsid_sim.ports.listening import PortTaken
from itsid_sim.web.connection import HttpConnection

BACKLOG = 1024


def listening(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that listens; port 0 lets the system choose. Raises `PortTaken`.

    Processes that all call it `shared` listen together.
    """
    family = _family(host)
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=shared)
    except OSError as error:
        raise PortTaken(host, port, error) from None


def reserved(host: str, port: int) -> socket.socket:
    """A socket that keeps a port for those who will listen together. Raises `PortTaken`."""
    sock = socket.socket(_family(host))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise PortTaken(host, port, error) from None
    return sock


def url_of(host: str, port: int) -> str:
    """The address of a site at a place of this machine."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class HttpServer:
    """Serves an application from `start` to `stop`."""

    def __init__(self, app: ASGIApp, sock: socket.socket) -> None:
        self._sock = sock
        config = uvicorn.Config(
            app,
            lifespan="off",
            http=HttpConnection,
            ws=cast("type[asyncio.Protocol]", _web_socket),
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, args=([sock],), name="http", daemon=True)

    def start(self) -> None:
        """Begin to answer; connections made meanwhile wait in the socket."""
        self._thread.start()

    def stop(self) -> None:
        """Answer what has begun, hang up, and end the thread."""
        self._server.should_exit = True
        self._thread.join()
        self._sock.close()


def _web_socket(*given: Any, **named: Any) -> asyncio.Protocol:  # noqa: ANN401 - uvicorn's own
    """The protocol of WebSockets, imported when a client first asks for one."""
    from uvicorn.protocols.websockets.websockets_sansio_impl import (  # noqa: PLC0415
        WebSocketsSansIOProtocol,
    )

    return WebSocketsSansIOProtocol(*given, **named)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
