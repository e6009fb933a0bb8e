"""What the outcome of a run follows from, as a digest: the specification and the program."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from itsid_sim.drivers.specification import PACKAGE, ROOT

SPECIFICATION = ("features", "steps", "fixtures")
# What stands above the runs cannot change how a scenario ends.
ABOVE = {"cli", "mutate", "pytest_plugin", "report"}
DIGEST_BYTES = 16


def fingerprint(root: Path = ROOT) -> str:
    """The digest of the program, and of the folder that holds features/: 32 hex digits."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    for folder in (PACKAGE, *(root / name for name in SPECIFICATION)):
        for name in _files(folder):
            content = blake2b((folder / name).read_bytes()).digest()
            digest.update(b"%s/%s\0%s" % (folder.name.encode(), bytes(name), content))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder that matter, from there, in order."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        above = folder == PACKAGE and name.parts[0] in ABOVE
        if file.is_file() and "__pycache__" not in name.parts and not above:
            yield name
