"""The mail API of a world with types: what Mailpit's clients read."""

from typing import TypeVar
from urllib.parse import quote, urlsplit

from itsid_sim.client.connection import Connection
from itsid_sim.client.errors import content
from itsid_sim.postbox.mailpit import Message, Messages

T = TypeVar("T")


class Mailbox:
    """The letters that have arrived in a world, over one kept connection.

    Every method raises `NotDone`, or `Unreachable` if nobody answers.
    """

    def __init__(self, mail_url: str, connection: Connection | None = None) -> None:
        """`mail_url` is that of the world; a connection to the same host may be shared."""
        self._connection = Connection(mail_url) if connection is None else connection
        self._base = f"{urlsplit(mail_url).path.rstrip('/')}/api/v1"

    def messages(self, *, start: int = 0, limit: int = 50) -> Messages:
        """A part of the mailbox, newest first."""
        return self._read(f"messages?start={start}&limit={limit}", Messages)

    def message(self, id: str = "latest") -> Message:
        """One message. Raises `NoSuchThing`."""
        return self._read(f"message/{quote(id, safe='')}", Message)

    def close(self) -> None:
        """Hang up, also for those who share the connection."""
        self._connection.close()

    def _read(self, path: str, kind: type[T]) -> T:
        return content(self._connection.ask("GET", f"{self._base}/{path}"), kind)
