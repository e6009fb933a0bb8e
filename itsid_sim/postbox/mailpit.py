"""Mailpit's JSON, as its API v1 documents it: the mail API writes it and the client reads it.

Names are Mailpit's own. Times carry their offset, +09:00.
"""

from datetime import datetime

from msgspec import field

from itsid_sim.rules.value import Value


class Address(Value, frozen=True, rename="pascal"):
    """A name, which may be empty, and a mail address."""

    name: str
    address: str


class Unsubscribe(Value, frozen=True, rename="pascal"):
    """What List-Unsubscribe says: our letters have none."""

    header: str = ""
    links: tuple[str, ...] = ()
    errors: str = ""
    header_post: str = ""


class Summary(Value, frozen=True, rename="pascal"):
    """A message in a list. `size` is in bytes, `attachments` their number."""

    id: str = field(name="ID")
    message_id: str = field(name="MessageID")
    from_: Address = field(name="From")
    to: tuple[Address, ...]
    subject: str
    created: datetime
    size: int
    snippet: str
    read: bool = False
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    username: str = ""
    tags: tuple[str, ...] = ()
    attachments: int = 0


class Messages(Value, frozen=True):
    """A part of the mailbox from `start` on, newest first, and counts of all of it.

    `count` is the number of messages in this part.
    """

    total: int
    unread: int
    count: int
    messages_count: int
    messages_unread: int
    start: int
    tags: tuple[str, ...]
    messages: tuple[Summary, ...]


class Message(Value, frozen=True, rename="pascal"):
    """A message with its text. `size` is in bytes."""

    id: str = field(name="ID")
    message_id: str = field(name="MessageID")
    from_: Address = field(name="From")
    to: tuple[Address, ...]
    return_path: str
    subject: str
    date: datetime
    text: str
    size: int
    read: bool = False
    html: str = field(name="HTML", default="")
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    list_unsubscribe: Unsubscribe = Unsubscribe()
    username: str = ""
    tags: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
