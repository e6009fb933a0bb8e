"""Digests of what must not be kept in plain. Which of the two serves is chosen in bootstrap."""

import hashlib
import hmac
from collections.abc import Callable

Digest = Callable[[str, str], str]

SCRYPT_COST = 2**14


def quick_digest(text: str, salt: str) -> str:
    """One salted SHA-256, for tests and exploration: fast, and no protection if it leaks."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def slow_digest(text: str, salt: str) -> str:
    """Scrypt with 16 MiB of memory, some 30 ms: for a server that people type passwords into."""
    return hashlib.scrypt(
        text.encode(), salt=salt.encode(), n=SCRYPT_COST, r=8, p=1, dklen=32
    ).hex()


def same(one: str, other: str) -> bool:
    """Compare two digests in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def ticket_id(token: str) -> str:
    """The name under which a mailed URL is kept: a digest of its token, 192 bits of chance."""
    return hashlib.blake2b(token.encode(), digest_size=16).hexdigest()
