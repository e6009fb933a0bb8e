"""A mail server that answers as it is told, keeps what it was sent, and hangs up when asked to."""

import socket
import socketserver
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from threading import Event, Thread

CONNECT, END_OF_DATA = "CONNECT", "."
USUAL = {CONNECT: "220 ready", END_OF_DATA: "250 filed"}
PIPELINING = "250-at your service\r\n250 PIPELINING"
HANG_UP = ""
REFUSED = ("4", "5")


class ScriptedServer(socketserver.ThreadingTCPServer):
    """`replies` by SMTP verb, `CONNECT` or `END_OF_DATA`; the reply `HANG_UP` is none at all.

    The connection is closed after each verb of `last_words` is answered.
    """

    def __init__(self, replies: Mapping[str, str], last_words: frozenset[str]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.replies = {**USUAL, **replies}
        self.last_words = last_words
        self.connections: list[socket.socket] = []
        self.hung_up = Event()
        self.greetings: list[str] = []
        self.messages: list[bytes] = []

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        super().shutdown_request(request)
        self.hung_up.set()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: ScriptedServer
    refused = False

    def handle(self) -> None:
        self.server.connections.append(self.connection)
        if not self._answers(CONNECT):
            return
        for line in self.rfile:
            verb = line[:4].decode("ascii").upper()
            if verb == "EHLO":
                self.server.greetings.append(line[5:].decode("ascii").strip())
            if not self._answers(verb):
                return

    def _answers(self, verb: str) -> bool:
        """Say what is to be said; whether the conversation goes on."""
        reply = self.server.replies.get(verb) or self._usual(verb)
        if self.server.replies.get(verb) == HANG_UP:
            return False
        self.refused = reply.startswith(REFUSED) or (self.refused and verb != "MAIL")
        self.wfile.write(f"{reply}\r\n".encode())
        if reply.startswith("354"):
            self.server.messages.append(b"".join(takewhile(b".\r\n".__ne__, self.rfile)))
            return self._answers(END_OF_DATA)
        return verb not in self.server.last_words

    def _usual(self, verb: str) -> str:
        """A letter whose sender or recipient was refused is not taken in either."""
        if verb == "DATA":
            return "503 whose letter" if self.refused else "354 go ahead"
        return "250 OK"


@contextmanager
def scripted_server(*last_words: str, **replies: str) -> Iterator[ScriptedServer]:
    """A server in a thread of its own; `end_of_data` stands for the dot that ends a message."""
    spoken = {END_OF_DATA if verb == "end_of_data" else verb: r for verb, r in replies.items()}
    with ScriptedServer(spoken, frozenset(last_words)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            for connection in server.connections:
                with suppress(OSError):  # it may be closed already
                    connection.shutdown(socket.SHUT_RDWR)
