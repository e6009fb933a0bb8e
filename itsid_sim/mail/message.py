"""A mail as it is read, and the gist of it that lists show and searches look at."""

from datetime import datetime

from itsid_sim.rules.value import Value


class Address(Value, frozen=True):
    """A name, which may be empty, and a mail address; as written where it cannot be read as one."""

    name: str
    address: str


class Part(Value, frozen=True):
    """A piece of a mail that is no text to read: an attachment, or a picture within the HTML.

    `id` is its place, "1" or "2.1"; `content` is decoded. `file_name` is safe to save under: no
    path, no control characters; empty if the mail names none. `content_id` has no angle brackets.
    """

    id: str
    file_name: str
    content_type: str
    content_id: str
    content: bytes


class Message(Value, frozen=True):
    """A mail, read from whatever bytes it came as.

    `headers` are in the order of the mail, decoded, each value a single line. `from_` is None if
    there is no sender to be read. `date` is aware; None if there is none, or nonsense. Lines of
    `text` end in a line feed; `html` is as it came, and not to be trusted. `tags` are those of
    X-Tags.
    """

    headers: tuple[tuple[str, str], ...]
    from_: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    message_id: str
    subject: str
    date: datetime | None
    text: str
    html: str
    inline: tuple[Part, ...] = ()
    attachments: tuple[Part, ...] = ()
    tags: tuple[str, ...] = ()


class Gist(Value, frozen=True):
    """What is known of a mail without reading it again.

    `size` is in bytes; `attachments` and `inline` are numbers of parts. `words` is all that a
    search for a word looks through: in small letters, without line ends, not without end.
    """

    message_id: str
    from_: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    date: datetime | None
    size: int
    snippet: str
    words: str
    attachments: int = 0
    inline: int = 0


class Filed(Value, frozen=True):
    """A mail in a mailbox: its gist, and what has become of it there.

    `id` is its letter's number in the world. `arrived` is aware. `tags` are sorted.
    """

    id: str
    gist: Gist
    arrived: datetime
    is_read: bool = False
    tags: tuple[str, ...] = ()
