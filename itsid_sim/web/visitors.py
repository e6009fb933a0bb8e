"""Who is there: two cookies for each world, and the seal that ties a form to its browser.

One cookie names the browser's dialogs, the other its sign-in and is drawn anew at every login.
Worlds keep only digests of them.
"""

import hashlib
import hmac
import re
from collections.abc import Callable

from itsid_sim.core.digest import ticket_id
from itsid_sim.rules.value import Value

BROWSER, SESSION = "itsid_browser", "itsid_session"
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
SEAL_BYTES = 16
COPY_CHARS = 8

Draw = Callable[[], str]


class Visitor(Value, frozen=True):
    """A browser in a world; `browser` and `session` are the names that the world knows it by.

    `token` is what its cookie holds, `is_new` whether the cookie is still to be set.
    """

    token: str
    browser: str
    session: str
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
        token, session = cookies.get(BROWSER, ""), cookies.get(SESSION, "")
        known = TOKEN.fullmatch(token) is not None
        token = token if known else self._draw()
        named = TOKEN.fullmatch(session) is not None
        return Visitor(token, ticket_id(token), ticket_id(session) if named else "-", not known)

    def new_session(self) -> tuple[str, str]:
        """A session that nobody has yet: what its cookie holds, and the name for the world."""
        token = self._draw()
        return token, ticket_id(token)

    def new_copy(self) -> str:
        """What tells one sending of a page from another."""
        return self._draw()[:COPY_CHARS]

    def cookie(self, name: str, token: str, world: str) -> str:
        """The value of a Set-Cookie header; the cookie is seen under the world's path only."""
        return f"{name}={token}; Path=/w/{world}/{self._attributes}"

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


def first_cookies(header: str) -> dict[str, str]:
    """Cookies by name. The first counts: it has the longest path, so no neighbour planted it."""
    cookies: dict[str, str] = {}
    for pair in header.split(";"):
        name, _, value = pair.partition("=")
        cookies.setdefault(name.strip(), value.strip())
    return cookies
