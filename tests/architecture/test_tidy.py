"""The house rules that a reader would otherwise have to check by eye, file by file."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from behave.i18n import languages

ROOT = Path(__file__).parents[2]

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 40

JAPANESE_WELCOME = {
    "itsid_sim/procedures/": "the manual, chapter by chapter",
    "itsid_sim/report/": "a report for Japanese readers",
    "itsid_sim/rules/": "what the documents say, verbatim",
    "fixtures/": "the cast",
    "steps/": "the words of the features",
    "tests/": "what a test types and expects",
}
MACHINE_PATHS_WELCOME = {".gitignore", "requirements.lock"}

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")
LEFTOVER = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
MACHINE_PATH = re.compile(r"/(?:home|root|tmp|work)/")
GHERKIN_KEYWORDS = {
    word.strip() for words in languages["ja"].values() if isinstance(words, list) for word in words
}
FULL_WIDTH_COLON = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, GHERKIN_KEYWORDS - {'*'}))})\s*：")


def files() -> Iterator[str]:
    """List every text file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in sorted(filter(None, listed.split("\0"))):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes():
            yield name


FILES = list(files())
PYTHON = [name for name in FILES if name.endswith(".py")]
PLAIN = [name for name in PYTHON if not name.startswith(tuple(JAPANESE_WELCOME))]
FEATURES = [name for name in FILES if name.endswith(".feature")]


@pytest.mark.parametrize("name", PYTHON)
def test_file_is_short(name: str) -> None:
    """A file is about one thing."""
    lines = len(read(name).splitlines())

    assert lines <= FILE_LINES_MAX


@pytest.mark.parametrize("name", PYTHON)
def test_functions_are_short(name: str) -> None:
    """A function fits on a screen."""
    functions = (
        node
        for node in ast.walk(ast.parse(read(name)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    long = {
        node.name: lines
        for node in functions
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES_MAX
    }

    assert long == {}


@pytest.mark.parametrize("name", PYTHON)
def test_module_says_what_it_is_about(name: str) -> None:
    """The first line of a file is its docstring."""
    opening = ast.get_docstring(ast.parse(read(name)))

    assert opening


@pytest.mark.parametrize("name", PYTHON)
def test_nothing_sleeps(name: str) -> None:
    """Waiting is moving the clock, in tests and steps as well."""
    sleeping = [ast.unparse(node) for node in ast.walk(ast.parse(read(name))) if is_sleep(node)]

    assert sleeping == []


@pytest.mark.parametrize("name", PLAIN)
def test_documented_words_stand_where_they_belong(name: str) -> None:
    """Elsewhere a label is a constant of rules/: nothing the documents say is written twice."""
    source = read(name)
    japanese = (node for node in strings(ast.parse(source)) if JAPANESE.search(str(node.value)))

    # An escape such as \u30a1 is fine: it stands for a range of characters, not for a word.
    written_out = {
        node.lineno: segment
        for node in japanese
        if JAPANESE.search(segment := ast.get_source_segment(source, node) or "")
    }

    assert written_out == {}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_left_for_later(name: str) -> None:
    """What is to be done is an issue, not a comment."""
    assert lines_that(LEFTOVER.search, read(name)) == []


@pytest.mark.parametrize("name", [name for name in FILES if name not in MACHINE_PATHS_WELCOME])
def test_no_path_of_a_machine(name: str) -> None:
    """The project works wherever it is cloned."""
    assert lines_that(MACHINE_PATH.search, read(name)) == []


@pytest.mark.parametrize("name", FEATURES)
def test_keywords_end_in_a_plain_colon(name: str) -> None:
    """Behave takes `シナリオ：` for description: the steps below vanish and the run stays green."""
    assert lines_that(FULL_WIDTH_COLON.match, read(name)) == []


def test_lock_names_no_address() -> None:
    """A pin and its hashes are enough; which registry serves it is each machine's own affair."""
    assert lines_that(re.compile("://").search, read("requirements.lock")) == []


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def lines_that(matches: Callable[[str], object], text: str) -> list[str]:
    """Return the lines of a text that match, each with its number."""
    return [f"{n}: {line}" for n, line in enumerate(text.splitlines(), 1) if matches(line)]


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the string literals of a module, less its docstrings."""
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in docstrings
        ):
            yield node


def is_sleep(node: ast.AST) -> bool:
    """Recognise `time.sleep` and `from time import sleep`."""
    match node:
        case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
            return True
        case ast.ImportFrom(module="time", names=names):
            return any(alias.name == "sleep" for alias in names)
        case _:
            return False
