"""A stranger's environment: a wheel of the project, what that requires, pytest, and no checkout."""

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = "itsid-sim"
UV = Path(sys.executable).with_name("uv")


def environment(folder: Path) -> Path:
    """Make it, and answer with its Python."""
    python = folder / "env" / "bin" / "python"
    _do(sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(folder / "env"))
    _do(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (wheel,) = folder.glob("*.whl")
    options = ("--quiet", "--offline", "--no-deps", "--no-config")
    _do(UV, "pip", "install", *options, "--python", str(python), str(wheel), cache=folder / "cache")
    (packages,) = (folder / "env").glob("lib/python*/site-packages")
    for name in _required(PROJECT, "pytest") - {PROJECT}:
        _link(name, packages)
    return python


def _do(*command: str | Path, cache: Path | None = None) -> None:
    variables = {**os.environ, "UV_CACHE_DIR": str(cache)} if cache else None
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=variables)


def _required(*names: str) -> set[str]:
    """The distributions with all that they require, less extras."""
    found: set[str] = set()
    open_ends = list(names)
    while open_ends:
        name = open_ends.pop()
        if name in found:
            continue
        found.add(name)
        wanted = map(Requirement, distribution(name).requires or ())
        open_ends += [
            one.name.lower().replace("_", "-")
            for one in wanted
            if one.marker is None or one.marker.evaluate({"extra": ""})
        ]
    return found


def _link(name: str, packages: Path) -> None:
    """Let what is installed here be there too."""
    installed = distribution(name)
    tops = {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}
    for top in tops:
        there = packages / top
        if not there.exists():
            there.symlink_to(str(installed.locate_file(top)))
