"""What every request must pass: a host that is served, a site that is ours, sizes in bounds."""

import ipaddress
import re
from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request

from itsid_sim.web.refusals import Refused

HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?")
PORT_MAX = 65_535
KNOWN_HOSTS_MAX = 16
DIGITS = re.compile("[0-9]{1,15}")
BODY_BYTES_MAX = 64 * 1024
OUR_OWN = frozenset({"same-origin", "none"})


class Gate:
    """Refuses requests before anything of theirs is parsed."""

    def __init__(self, names: Collection[str], public: str = "") -> None:
        """`names` are the host names served besides addresses, which nobody can rebind.

        `public` is host and port of the address that mailed URLs begin with: our own, whatever
        Host header a proxy makes of it.
        """
        self._names = frozenset(name.lower() for name in names)
        self._public = public
        self._known: set[str] = set()

    def check_host(self, headers: Headers) -> None:
        """Refuse a host name that is not ours: a stranger's page may have rebound it (400)."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_served(hosts[0]):
            raise Refused(HTTPStatus.BAD_REQUEST, "host")

    def check_origin(self, headers: Headers) -> None:
        """Refuse what another site's page sends in a visitor's name (403)."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None and site not in OUR_OWN:
            raise Refused(HTTPStatus.FORBIDDEN, "origin")
        ours = headers.get("host"), self._public
        if origin is not None and origin.partition("://")[2] not in ours:
            raise Refused(HTTPStatus.FORBIDDEN, "origin")

    def _is_served(self, host: str) -> bool:
        """Whether a host is ours; the few that are get known, for each request names one."""
        if host in self._known:
            return True
        found = HOST.fullmatch(host)
        if found is None or int(found[2] or 0) > PORT_MAX:
            return False
        name = found[1]
        is_ours = name.lower() in self._names or _is_address(name.strip("[]"))
        if is_ours and len(self._known) < KNOWN_HOSTS_MAX:
            self._known.add(host)
        return is_ours


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def body_of(request: Request, bytes_max: int = BODY_BYTES_MAX) -> bytes:
    """The whole body, read no further than allowed (413)."""
    length = request.headers.get("content-length", "0")
    if not DIGITS.fullmatch(length) or int(length) > bytes_max:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > bytes_max:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size")
    return body
