"""What a run is asked for, and what is wrong with it before anything runs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from behave.i18n import languages
from msgspec import ValidationError

from itsid_sim.drivers.venues import EMBEDDED, IN_PROCESS
from itsid_sim.rules.settings import allowed, settings_from
from itsid_sim.rules.value import Value

KEYWORDS = [
    word
    for kind in ("feature", "rule", "background", "scenario", "scenario_outline", "examples")
    for word in languages["ja"][kind]
]
LANGUAGE = re.compile(r"\s*#\s*language:\s*(\S+)")
SWALLOWED = re.compile(rf"\s*({'|'.join(KEYWORDS)})\s*\uff1a")


class CannotRun(Exception):
    """The run could not begin; the message says why and what to do."""


class Request(Value, frozen=True):
    """What to run: files, folders or file:line, tag expressions, and what the world is like."""

    features: tuple[str, ...] = ()
    driver: str = IN_PROCESS
    target: str = EMBEDDED
    tags: tuple[str, ...] = ()
    answers: Mapping[str, object] = {}
    seed: str = ""
    pictures: str = ""
    frozen: bool = False


def check(request: Request) -> None:
    """Raises `CannotRun` for features that cannot be read, and for answers that cannot be given."""
    for name, lines in _named(request.features).items():
        _check_named(Path(name), lines)
    answers = dict(request.answers)
    try:
        settings_from(answers)
    except ValidationError as error:
        raise CannotRun(f"--set {answers}: {error}; {allowed(answers)}".rstrip("; ")) from None


def _named(paths: tuple[str, ...]) -> dict[str, list[int]]:
    """The files and folders, each with the lines that are named of it."""
    named: dict[str, list[int]] = {}
    for path in paths:
        stem, _, line = path.rpartition(":")
        is_line = line.isascii() and line.isdigit()
        named.setdefault(stem if is_line else path, []).extend([int(line)] if is_line else [])
    return named


def _check_named(path: Path, lines: list[int]) -> None:
    if not path.exists():
        raise CannotRun(f"{path}: not found; name a feature file, a folder or file:line")
    if path.is_dir():
        for file in path.rglob("*.feature"):
            _check_lines(file)
        return
    if path.suffix != ".feature":
        raise CannotRun(f"{path}: not a feature file; the name of one ends in .feature")
    count = _check_lines(path)
    beyond = [line for line in lines if line > count]
    if beyond:
        raise CannotRun(f"{path}:{beyond[0]}: not found; the file has {count} lines")


def _check_lines(file: Path) -> int:
    """How many there are, each such that behave can read it.

    It takes a keyword with a full-width colon for prose, and its steps are never run.
    """
    number = 0
    for number, line in enumerate(_lines(file), 1):
        language = LANGUAGE.match(line)
        if language and language[1] not in languages:
            raise CannotRun(f"{file}:{number}: no language {language[1]!r}; write ja")
        if SWALLOWED.match(line):
            raise CannotRun(f"{file}:{number}: a colon that behave overlooks; write ':'")
    return number


def _lines(file: Path) -> Iterator[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CannotRun(f"{file}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise CannotRun(f"{file}: begins with a byte-order mark; save it as UTF-8 without one")
    yield from text.splitlines()
