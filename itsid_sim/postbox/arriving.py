"""A message on its way in, after DATA (RFC 5321, 4.5.2)."""

import re

HEAD_BYTES_MAX = 256 * 1024
END = b"\r\n.\r\n"
BLANK_LINE = re.compile(rb"\n\r?\n")


class Arriving:
    """A message as it comes in, with its dots undone and no more of it kept than the limit.

    Only CR LF ends a line here. So no other end of a line around a dot ends the message, or starts
    another in the midst of this one (RFC 5321, 4.1.1.4 and 4.5.2).
    """

    def __init__(self, bytes_max: int) -> None:
        self.ended = False
        self.too_large = False
        self.in_vain = False
        self.head: bytes | None = None  # with the blank line, as it came, and once it has come
        self._bytes_max = bytes_max
        # As if a line had just ended, for the first line may be the dot that ends the message.
        self._raw = bytearray(b"\r\n")

    def take(self, source: bytearray) -> None:
        """Take from the source what belongs to the message, and leave there what follows it."""
        known = len(self._raw)
        self._raw += source
        source.clear()
        end = self._raw.find(END, max(0, known - len(END) + 1))
        if end >= 0:
            self.ended = True
            source += self._raw[end + len(END) :]
            del self._raw[end + 2 :]
        # A line that is one dot comes as four bytes and counts as three: none grows by more.
        self.too_large |= len(self._raw) > self._bytes_max * 4 // 3 + len(END)
        if self.head is None:
            self._look_for_head(max(0, known - 2))
        if self.too_large or self.in_vain:
            self._keep_nothing()

    def give_up(self) -> None:
        """Keep nothing of it, for there is no room."""
        self.in_vain = True
        self._keep_nothing()

    @property
    def kept_bytes(self) -> int:
        """How much of the message is kept."""
        return len(self._raw) - 2

    def content(self) -> bytes:
        """After the end: the message with single dots again; b"" if it was too large."""
        undone = self._raw.replace(b"\r\n.", b"\r\n")
        self._raw.clear()
        self.too_large |= len(undone) > self._bytes_max + 2
        return b"" if self.too_large else bytes(memoryview(undone)[2:])

    def _keep_nothing(self) -> None:
        """But for what may be the beginning of the end."""
        del self._raw[: 1 - len(END)]

    def _look_for_head(self, start: int) -> None:
        blank = BLANK_LINE.search(self._raw, start)
        if blank is not None:
            self.head = bytes(self._raw[2 : blank.end()])[:HEAD_BYTES_MAX]
        elif self.ended or self.too_large or len(self._raw) > HEAD_BYTES_MAX:
            self.head = bytes(self._raw[2 : HEAD_BYTES_MAX + 2])
