"""What is installed here, for machines that are to do one work together."""

import sys
from functools import cache
from importlib.metadata import version

from itsid_sim import __version__
from itsid_sim.adapters.fingerprint import fingerprint
from itsid_sim.rules.value import Value


class Installed(Value, frozen=True):
    """The Python and Dask, the version of itsid-sim, the digest of all its files and features."""

    python: str
    dask: str
    version: str
    digest: str

    def __str__(self) -> str:
        where = f"Python {self.python}, Dask {self.dask}"
        return f"itsid-sim {self.version} ({self.digest[:12]}) with {where}"


@cache
def installed() -> Installed:
    """As it was when this process first asked: what it has imported does not change either.

    Raises `PackageNotFoundError` without the extra `cluster`.
    """
    python = ".".join(map(str, sys.version_info[:2]))
    return Installed(python, version("distributed"), __version__, fingerprint(less=frozenset()))
