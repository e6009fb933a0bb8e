"""A kept HTTP/1.1 connection for one caller: a socket, and the parser that uvicorn uses too."""

import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

import httptools

from itsid_sim.rules.value import Value

TIMEOUT_S = 30
READ_BYTES = 64 * 1024

Header = tuple[str, str]


class Unreachable(OSError):
    """Nobody answers at this address, or the answer broke off."""


class Answer(Value, frozen=True):
    """An answer with the whole of its body; names of headers are in lower case."""

    status: int
    headers: tuple[Header, ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of a name, empty if there is none."""
        return next((value for known, value in self.headers if known == name), "")


class Connection:
    """Asks one question at a time; a connection that was closed meanwhile is made anew."""

    def __init__(self, url: str, timeout_s: float = TIMEOUT_S) -> None:
        """`url` begins with http:// and names the host; a path in it is not looked at."""
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"address {url!r}: found no http://host; write it with both")
        self.host = parts.netloc
        self._place = (parts.hostname, parts.port or 80)
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def ask(
        self, method: str, target: str, headers: Sequence[Header] = (), body: bytes = b""
    ) -> Answer:
        """Send a request and wait for the whole answer. Raises `Unreachable`."""
        lines = [f"{method} {target} HTTP/1.1", f"host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body or method in {"POST", "PUT"}:
            lines.append(f"content-length: {len(body)}")
        request = "\r\n".join((*lines, "", "")).encode() + body
        try:
            return self._asked(request, method)
        except BaseException as error:
            self.close()  # or else the next question would be given this one's answer
            if isinstance(error, OSError):
                raise Unreachable(f"{method} http://{self.host}: {error}") from error
            raise

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _asked(self, request: bytes, method: str) -> Answer:
        was_kept = self._socket is not None
        reading = _Reading(has_no_body=method == "HEAD")
        try:
            self._exchange(request, reading)
        except ConnectionError:
            if not was_kept or reading.began:
                raise
            self.close()  # it was closed while nobody asked anything
            self._exchange(request, reading)
        if not reading.keeps_alive:
            self.close()
        return Answer(reading.status, tuple(reading.headers), bytes(reading.body))

    def _exchange(self, request: bytes, reading: "_Reading") -> None:
        if self._socket is None:
            self._socket = socket.create_connection(self._place, self._timeout_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        while not reading.is_complete:
            data = self._socket.recv(READ_BYTES)
            if not data:
                raise ConnectionResetError("the answer broke off")
            reading.feed(data)


class _Reading:
    """What has been read of one answer; httptools calls the `on_` methods."""

    def __init__(self, *, has_no_body: bool) -> None:
        self.status = 0
        self.headers: list[Header] = []
        self.body = bytearray()
        self.began = False
        self.is_complete = False
        self.keeps_alive = True
        self._has_no_body = has_no_body
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Take in what has arrived."""
        self.began = True
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            if not self.is_complete:
                raise ConnectionResetError(f"no HTTP answer: {error}") from error

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.decode("latin-1").lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        self.status = self._parser.get_status_code()
        self.keeps_alive = self._parser.should_keep_alive()
        if self._has_no_body:
            self.is_complete = True

    def on_body(self, data: bytes) -> None:
        self.body += data

    def on_message_complete(self) -> None:
        self.is_complete = True
