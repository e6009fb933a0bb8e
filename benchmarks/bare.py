"""A yardstick: our server with one page and no site. `python -m benchmarks.bare [URL]`.

The page is that of the URL, or else a short one.
"""

import signal
import sys
from threading import Event
from urllib.request import urlopen

from starlette.types import Receive, Scope, Send

from itsid_sim.web.server import HttpServer, listening

SHORT = b"<!doctype html><title>short</title>"


def main(url: str = "") -> None:
    """Tell the address, and serve until somebody stops it."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    page, headers = _fetched(url) if url else (SHORT, [(b"content-type", b"text/html")])

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page})

    sock = listening("127.0.0.1", 0)
    server = HttpServer(answer, sock)
    server.start()
    print(f"http://127.0.0.1:{sock.getsockname()[1]}", flush=True)
    stop.wait()
    server.stop()


def _fetched(url: str) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    with urlopen(url) as response:  # noqa: S310 - our own site
        headers = [(name.lower().encode(), value.encode()) for name, value in response.getheaders()]
        return response.read(), [one for one in headers if one[0] != b"connection"]


if __name__ == "__main__":
    main(*sys.argv[1:])
