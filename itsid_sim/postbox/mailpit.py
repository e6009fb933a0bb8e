"""Mailpit's JSON, as its API v1 documents it: the mail API writes it and the client reads it.

Names are Mailpit's own. Times carry their offset; that of a letter of ours is +09:00.
"""

from datetime import datetime

from msgspec import field

from itsid_sim.rules.value import Value


class Address(Value, frozen=True, rename="pascal"):
    """A name, which may be empty, and a mail address."""

    name: str
    address: str


class Unsubscribe(Value, frozen=True, rename="pascal"):
    """What List-Unsubscribe and List-Unsubscribe-Post say."""

    header: str = ""
    links: tuple[str, ...] = ()
    errors: str = ""
    header_post: str = ""


class Summary(Value, frozen=True, rename="pascal"):
    """A message in a list. `size` is in bytes, `attachments` their number."""

    id: str = field(name="ID")
    message_id: str = field(name="MessageID")
    from_: Address | None = field(name="From")
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


class Checksums(Value, frozen=True):
    """Digests of an attachment, in hexadecimal."""

    md5: str = field(name="MD5")
    sha1: str = field(name="SHA1")
    sha256: str = field(name="SHA256")


class Attachment(Value, frozen=True, rename="pascal"):
    """An attachment, or a picture within the HTML. `size` is in bytes."""

    part_id: str = field(name="PartID")
    file_name: str
    content_type: str
    content_id: str = field(name="ContentID")
    size: int
    checksums: Checksums


class Message(Value, frozen=True, rename="pascal"):
    """A message with its text. `size` is in bytes."""

    id: str = field(name="ID")
    message_id: str = field(name="MessageID")
    from_: Address | None = field(name="From")
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
    inline: tuple[Attachment, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class Runtime(Value, frozen=True, rename="pascal"):
    """What a mailbox has seen; `uptime` in seconds, sizes in bytes."""

    uptime: int
    memory: int
    messages_deleted: int
    smtp_accepted: int = field(name="SMTPAccepted")
    smtp_accepted_size: int = field(name="SMTPAcceptedSize")
    smtp_rejected: int = field(name="SMTPRejected")
    smtp_ignored: int = field(name="SMTPIgnored")


class Info(Value, frozen=True, rename="pascal"):
    """The mailbox as a whole; `tags` with the number of messages that bear them."""

    version: str
    latest_version: str
    database: str
    database_size: int
    messages: int
    unread: int
    tags: dict[str, int]
    runtime_stats: Runtime


class Relay(Value, frozen=True, rename="pascal"):
    """Sending messages on to others: never done here."""

    enabled: bool = False
    smtp_server: str = field(name="SMTPServer", default="")
    return_path: str = ""
    allowed_recipients: str = ""
    blocked_recipients: str = ""
    override_from: str = ""
    preserve_message_ids: bool = field(name="PreserveMessageIDs", default=False)
    recipient_allowlist: str = ""


class Configuration(Value, frozen=True, rename="pascal"):
    """Which of Mailpit's features there are."""

    label: str = ""
    message_relay: Relay = Relay()
    spam_assassin: bool = False
    chaos_enabled: bool = True
    duplicates_ignored: bool = False
    hide_delete_all_button: bool = False


class Trigger(Value, frozen=True, rename="pascal"):
    """A refusal with an SMTP reply code; 0 stands for the usual one. Probability is 0 or 100."""

    error_code: int = 0
    probability: int = 0


class Chaos(Value, frozen=True, rename="pascal"):
    """What is refused: senders, recipients, logins."""

    sender: Trigger = Trigger()
    recipient: Trigger = Trigger()
    authentication: Trigger = Trigger()


class Stats(Value, frozen=True, rename="pascal"):
    """How many messages there are."""

    total: int
    unread: int
    version: str


class Sent(Value, frozen=True):
    """The message that was made of what was sent."""

    id: str = field(name="ID")
