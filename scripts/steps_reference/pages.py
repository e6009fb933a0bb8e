"""The pages by name, each a template filled with what the code says of itself."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.routes import ROUTES
from itsid_sim.mutate.catalogue import mutants
from itsid_sim.mutate.reasons import reasons
from itsid_sim.procedures import CHART
from itsid_sim.report.breaking import said
from itsid_sim.rules import outcomes
from itsid_sim.rules.catalogue import CHAPTERS
from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.questions import QUESTIONS
from scripts.steps_reference.allowed import allowed, in_words
from scripts.steps_reference.vocabulary import step_files

TEMPLATES = Path(__file__).parent / "templates"
FOLDER = ROOT / "docs" / "reference"

Facts = dict[str, object]


def printed(name: str) -> str:
    """A page as Markdown."""
    return _environment().get_template(f"{name}.md").render(**PAGES[name]())


def _steps() -> Facts:
    theatre = Theatre(read_cast(ROOT / "fixtures" / "cast.toml"), {})
    theatre.close()
    return {
        "files": step_files(ROOT / "steps"),
        "people": theatre.people.values(),
        "routes": ROUTES,
        "said": outcomes,
    }


def _rules() -> Facts:
    return {"chapters": CHAPTERS, "findings": FINDINGS}


def _screens() -> Facts:
    return {"chart": CHART}


def _settings() -> Facts:
    return {"settings": tuple(allowed()), "questions": QUESTIONS, "in_words": in_words}


def _equivalents() -> Facts:
    known = mutants()
    told = [
        (one.reason, [(id_, said(known[id_].operator, known[id_].about)) for id_ in one.mutants])
        for one in reasons()
    ]
    return {"reasons": told, "of": len(known)}


PAGES: dict[str, Callable[[], Facts]] = {
    "steps": _steps,
    "rules": _rules,
    "screens": _screens,
    "settings": _settings,
    "equivalents": _equivalents,
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - it writes Markdown, and all of it is our own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = _cell
    return environment


def _cell(text: str) -> str:
    """A text that fits into a cell of a table."""
    return text.replace("|", r"\|").replace("<", "&lt;").replace("*", r"\*").replace("\n", " ")
