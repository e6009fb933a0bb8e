"""Chance as a value: what one command may draw from 32 random bytes, each thing under its name."""

import base64
import hashlib
from functools import lru_cache

from itsid_sim.rules.limits import CODE_DIGITS, REISSUED_ALPHABET

DICE_BYTES = 32
TOKEN_BYTES = 24
SALT_BYTES = 16


class Dice:
    """Draws that tell nothing of each other: each is a keyed blake2b of its own name."""

    __slots__ = ("_key", "_salt")

    def __init__(self, random_bytes: bytes, number: int = 0) -> None:
        """Take 32 random bytes; the number tells the dice of one seed apart.

        Raises ValueError for any other length.
        """
        if len(random_bytes) != DICE_BYTES:
            message = f"dice: {len(random_bytes)} random bytes found, {DICE_BYTES} expected"
            raise ValueError(message)
        self._key = random_bytes
        self._salt = number.to_bytes(SALT_BYTES)

    def of(self, name: str) -> bytes:
        """64 bytes that belong to this name."""
        return hashlib.blake2b(name.encode(), key=self._key, salt=self._salt).digest()

    def code(self) -> str:
        """An authentication code: six digits, leading zeros included (CODE-02, Q35)."""
        return f"{int.from_bytes(self.of('code')) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"

    def token(self) -> str:
        """The last part of a mailed URL: 32 characters of URL-safe Base64 (F01)."""
        return base64.urlsafe_b64encode(self.of("token")[:TOKEN_BYTES]).decode()

    def password(self, chars: int) -> str:
        """A reissued password of so many characters that are hard to confuse (Q15)."""
        number, letters = int.from_bytes(self.of("password")), []
        for _ in range(chars):
            number, place = divmod(number, len(REISSUED_ALPHABET))
            letters.append(REISSUED_ALPHABET[place])
        return "".join(letters)

    def salt(self) -> str:
        """The salt of a digest: 32 hexadecimal digits."""
        return self.of("salt")[:16].hex()


def seeded(seed: str, number: int) -> Dice:
    """The dice of event number `number` in a world made to be replayed."""
    return Dice(_key_of(seed), number)


@lru_cache(maxsize=1024)
def _key_of(seed: str) -> bytes:
    return hashlib.blake2b(seed.encode(), digest_size=DICE_BYTES).digest()
