"""Who is there: the cookies of each world, and the seal that ties a form to its browser.

One cookie names the browser's dialogs. The two others are drawn anew, so that nobody can have
planted them: the session at every login, the proof whenever a code or an answer was right.
Worlds keep only digests of all three.
"""

import hashlib
import hmac
import re
from collections.abc import Callable

from itsid_sim.core.digest import ticket_id
from itsid_sim.rules.value import Value

BROWSER, SESSION, PROOF = "itsid_browser", "itsid_session", "itsid_proof"
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
SEAL_BYTES = 16
NOBODY = "-"
COPY_CHARS = 8

Draw = Callable[[], str]


class Visitor(Value, frozen=True):
    """A browser in a world; it knows `browser`, `session` and `proof` by these names.

    `token` is what its cookie holds, `is_new` whether the cookie is still to be set.
    """

    token: str
    browser: str
    session: str
    proof: str
    is_new: bool


class Doorkeeper:
    """Tells visitors apart and seals their forms."""

    def __init__(self, key: bytes, draw: Draw, *, secure: bool) -> None:
        """`draw` gives a token of 32 URL-safe characters; `secure` cookies travel by https only."""
        self._key = key
        self._draw = draw
        self._attributes = "; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")

    def visitor(self, cookie_header: str) -> Visitor:
        """Whoever these cookies belong to; somebody new where they name nobody."""
        cookies = first_cookies(cookie_header)
        token = cookies.get(BROWSER, "")
        known = TOKEN.fullmatch(token) is not None
        token = token if known else self._draw()
        session, proof = (_name(cookies.get(name, "")) for name in (SESSION, PROOF))
        return Visitor(token, ticket_id(token), session, proof, not known)

    def new_token(self) -> tuple[str, str]:
        """What a new cookie holds, and the name that the world knows it by."""
        token = self._draw()
        return token, ticket_id(token)

    def new_copy(self) -> str:
        """What tells one sending of a page from another."""
        return self._draw()[:COPY_CHARS]

    def cookie(self, name: str, token: str, world: str) -> str:
        """The value of a Set-Cookie header; the cookie is seen under the world's path only."""
        return f"{name}={token}; Path=/w/{world}/{self._attributes}"

    def copied(self, cookie_header: str, world: str) -> list[str]:
        """Set-Cookie headers that give the same browser the same cookies in another world."""
        cookies = first_cookies(cookie_header)
        kept = {name: cookies.get(name, "") for name in (BROWSER, SESSION, PROOF)}
        return [
            self.cookie(name, token, world)
            for name, token in kept.items()
            if TOKEN.fullmatch(token)
        ]

    def seal(self, world: str, visitor: Visitor, seen_at: int, url: str = "") -> str:
        """What a form carries to show that this browser was given it, and when.

        That of a mailed `url` is good for no other page: when it was seen may count (Q21).
        """
        message = f"{world} {visitor.token} {seen_at} {url}".encode()
        return hashlib.blake2b(message, key=self._key, digest_size=SEAL_BYTES).hexdigest()

    def is_sealed(
        self, seal: str, world: str, visitor: Visitor, seen_at: int, url: str = ""
    ) -> bool:
        """Whether the form was given to this browser."""
        expected = self.seal(world, visitor, seen_at, url)
        return hmac.compare_digest(seal.encode(), expected.encode())


def _name(token: str) -> str:
    return ticket_id(token) if TOKEN.fullmatch(token) else NOBODY


def first_cookies(header: str) -> dict[str, str]:
    """Cookies by name. The first counts: it has the longest path, so no neighbour planted it."""
    cookies: dict[str, str] = {}
    for pair in header.split(";"):
        name, _, value = pair.partition("=")
        cookies.setdefault(name.strip(), value.strip())
    return cookies
