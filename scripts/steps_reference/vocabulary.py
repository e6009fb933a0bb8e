"""The sentences of the features, read from steps/*.py without running them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from itsid_sim.rules.value import Value

KEYWORDS = ("given", "when", "then")
SLOT = re.compile(r"\{\w+:(\w+)\}")


class Step(Value, frozen=True):
    """What a scenario may say, each sentence with its keyword, and what it means.

    `columns` are those of the table that follows the sentence, if one does.
    """

    sentences: tuple[tuple[str, str], ...]
    meaning: str
    columns: tuple[str, ...]


class Kind(Value, frozen=True):
    """A kind of word, which stands between 〈 and 〉 in a sentence."""

    name: str
    meaning: str


class StepFile(Value, frozen=True):
    """One file of steps: what it is about, its steps, and the kinds of words it adds."""

    name: str
    title: str
    steps: tuple[Step, ...]
    kinds: tuple[Kind, ...]


def step_files(folder: Path) -> tuple[StepFile, ...]:
    """Every file of steps. Raises ValueError for a sentence that is not written out."""
    return tuple(_step_file(path) for path in sorted(folder.glob("*.py")))


def _step_file(path: Path) -> StepFile:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    meanings = {function.name: _opening(function) for function in functions}
    return StepFile(
        path.name,
        _opening(tree),
        tuple(step for function in functions if (step := _step(function, path)).sentences),
        tuple(_kinds(tree, meanings)),
    )


def _step(function: ast.FunctionDef, path: Path) -> Step:
    sentences, columns = [], []
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(func=ast.Name(id=keyword), args=[text]) if keyword in KEYWORDS:
                sentences.append((keyword, SLOT.sub(r"〈\1〉", _written_out(text, path))))
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id="row"), slice=ast.Constant(value=str(column))):
                columns.append(column)
    return Step(tuple(sentences), _opening(function), tuple(dict.fromkeys(columns)))


def _written_out(text: ast.expr, path: Path) -> str:
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return text.value
    raise ValueError(
        f"{path.name}:{text.lineno}: {ast.unparse(text)} found, a sentence written out expected"
    )


def _kinds(tree: ast.Module, meanings: dict[str, str]) -> Iterator[Kind]:
    """What `register_type(kind=function)` adds, explained by the function's docstring."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="register_type"), keywords=pairs):
                for pair in pairs:
                    yield Kind(pair.arg or "", meanings[ast.unparse(pair.value)])


def _opening(node: ast.Module | ast.FunctionDef) -> str:
    """The first line of a docstring."""
    return (ast.get_docstring(node) or "").partition("\n")[0]
