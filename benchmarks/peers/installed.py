"""Environments of the peers, outside our own lock: pinned here, and built when they are needed."""

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copy, which

PINS = Path(__file__).parent
ENVIRONMENTS = Path(sys.prefix) / "peers"
UV = Path(sys.prefix) / "bin" / "uv"
WORDS_MAX = 200


class NotInstalled(Exception):
    """A peer cannot be had here; the message says why."""


def python_environment() -> Path:
    """The folder of the programs of `requirements.txt`. Raises `NotInstalled`."""
    folder = ENVIRONMENTS / "python"
    _install(folder, (PINS / "requirements.txt",), _sync)
    return folder / "bin"


def npm_environment() -> Path:
    """The folder of the programs of `package.json`. Raises `NotInstalled`."""
    folder = ENVIRONMENTS / "npm"
    if which("npm") is None:
        raise NotInstalled("there is no npm on this machine")
    _install(folder, (PINS / "package.json", PINS / "package-lock.json"), _npm)
    return folder / "node_modules" / ".bin"


def _install(folder: Path, pins: tuple[Path, ...], install: Callable[[Path], None]) -> None:
    """Build an environment unless it is there already, just as it is pinned."""
    mark = folder / ".pins"
    pinned = sha256(b"".join(pin.read_bytes() for pin in pins)).hexdigest()
    if mark.is_file() and mark.read_text(encoding="ascii") == pinned:
        return
    folder.mkdir(parents=True, exist_ok=True)
    install(folder)
    mark.write_text(pinned, encoding="ascii")


def _sync(folder: Path) -> None:
    _run(str(UV), "venv", "--quiet", "--clear", "--python", sys.executable, str(folder))
    python = str(folder / "bin" / "python")
    pins = str(PINS / "requirements.txt")
    _run(str(UV), "pip", "sync", "--quiet", "--python", python, "--require-hashes", pins)


def _npm(folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        copy(PINS / name, folder)
    _run("npm", "ci", "--omit=optional", "--ignore-scripts", "--prefix", str(folder))


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except OSError as error:
        raise NotInstalled(f"{command[0]}: {error.strerror}") from None
    except subprocess.CalledProcessError as failed:
        words = " ".join(f"{failed.stderr}".split())[-WORDS_MAX:]
        raise NotInstalled(f"{' '.join(command[:3])}: … {words}") from None
