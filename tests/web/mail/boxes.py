"""The mailbox of a world as a program uses it, by the mail API."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from msgspec import json

from itsid_sim.client.connection import Answer, Header
from itsid_sim.service.inbox import Inbox, mail_of
from tests.web.control.asking import TARO, Asker

SHOP = "shop@example.org"


class Box:
    """The mailbox of a new world, or what an address has in it."""

    def __init__(self, asker: Asker, world: str = "", address: str = "") -> None:
        self.asker = asker
        self.world = world or asker.new_world()
        place = f"to/{quote(address)}/" if address else ""
        self._root = f"/w/{self.world}/mail/{place}"

    def ask(
        self, method: str, rest: str, given: object = b"", headers: Sequence[Header] = ()
    ) -> Answer:
        """Ask below api/v1/, or at a place that begins with ../../; bytes go as they are."""
        path = rest.removeprefix("../../") if rest.startswith("../../") else f"api/v1/{rest}"
        body = given if isinstance(given, bytes) else json.encode(given)
        return self.asker.plain(method, self._root + path, headers, body)

    def get(self, rest: str) -> dict[str, Any]:
        """What is told at a place."""
        told: dict[str, Any] = json.decode(self.ask("GET", rest).body)
        return told

    def tags(self) -> object:
        """All tags that letters bear."""
        return json.decode(self.ask("GET", "tags").body)

    def ids(self, rest: str = "messages") -> list[str]:
        """Which letters a list tells, the newest first."""
        return [message["ID"] for message in self.get(rest)["messages"]]

    def unread(self) -> list[str]:
        """The letters that nobody has read."""
        return [one["ID"] for one in self.get("messages")["messages"] if not one["Read"]]

    def post(self, raw: bytes, *to: str) -> str:
        """Let a mail come from elsewhere."""
        inbox = Inbox(self.asker.universe.service)
        return inbox.receive(self.world, mail_of(SHOP, to or (TARO,), raw))

    def filled(self, *subjects: str) -> "Box":
        """The same with letters of these subjects."""
        for subject in subjects or ("one", "two", "three"):
            self.post(f"From: {SHOP}\r\nSubject: {subject}\r\n\r\ntext\r\n".encode())
        return self

    def happened(self) -> list[str]:
        """What has happened in the world, by the names of its events."""
        return [type(one).__name__ for one in self.asker.universe.service.events(self.world)]
