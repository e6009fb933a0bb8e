"""What the outcome of a run follows from, as a digest: the specification and the program."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from itsid_sim.adapters.specification import PACKAGE, PACKAGED, ROOT

SPECIFICATION = ("features", "steps", "fixtures")
# What stands above the runs cannot change how a scenario ends.
ABOVE = frozenset({"cli", "mutate", "pytest_plugin", "report"})
DIGEST_BYTES = 16


def fingerprint(root: Path = ROOT, less: frozenset[str] = ABOVE) -> str:
    """The digest of the program, and of the folder that holds features/: 32 hex digits.

    It is the same for a checkout and for what was installed from it. `less` are the parts of the
    program that do not count.
    """
    digest = blake2b(digest_size=DIGEST_BYTES)
    # An installed specification lies within the program, and counts as the specification alone.
    ignored = {PACKAGE: less | {PACKAGED.name}}
    for folder in (PACKAGE, *(root / name for name in SPECIFICATION)):
        for name in _files(folder, ignored.get(folder, frozenset())):
            content = blake2b((folder / name).read_bytes()).digest()
            digest.update(b"%s/%s\0%s" % (folder.name.encode(), bytes(name), content))
    return digest.hexdigest()


def _files(folder: Path, less: frozenset[str]) -> Iterator[Path]:
    """The files of a folder that matter, from there, in order."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and "__pycache__" not in name.parts and name.parts[0] not in less:
            yield name
