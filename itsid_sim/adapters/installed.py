"""What is installed here, for machines that are to do one work together."""

import sys
from functools import cache

from itsid_sim import __version__
from itsid_sim.adapters.fingerprint import fingerprint
from itsid_sim.rules.value import Value


class Installed(Value, frozen=True):
    """The Python, the version of itsid-sim, and the digest of all its files and features."""

    python: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"itsid-sim {self.version} ({self.digest[:12]}) on Python {self.python}"


@cache
def installed() -> Installed:
    """As it was when this process first asked: what it has imported does not change either."""
    python = ".".join(map(str, sys.version_info[:2]))
    return Installed(python, __version__, fingerprint(less=frozenset()))
