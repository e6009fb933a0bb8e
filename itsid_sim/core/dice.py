"""Chance as a value: what one command may draw from 32 random bytes, each thing under its name."""

import base64
import hashlib
from functools import lru_cache

from itsid_sim.rules.limits import CODE_DIGITS, REISSUED_ALPHABET

DICE_BYTES = 32
TOKEN_BYTES = 24


class Dice:
    """Draws that tell nothing of each other: each is a keyed blake2b of its own name."""

    __slots__ = ("_bytes",)

    def __init__(self, random_bytes: bytes) -> None:
        """Take the random bytes, 32 of them; raises ValueError for any other number."""
        if len(random_bytes) != DICE_BYTES:
            message = f"dice: {len(random_bytes)} random bytes found, {DICE_BYTES} expected"
            raise ValueError(message)
        self._bytes = random_bytes

    def of(self, name: str) -> bytes:
        """64 bytes that belong to this name."""
        return hashlib.blake2b(name.encode(), key=self._bytes).digest()

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
    key = _seed_key(seed)
    return Dice(hashlib.blake2b(str(number).encode(), key=key, digest_size=DICE_BYTES).digest())


@lru_cache(maxsize=1024)
def _seed_key(seed: str) -> bytes:
    return hashlib.blake2b(seed.encode(), digest_size=DICE_BYTES).digest()
