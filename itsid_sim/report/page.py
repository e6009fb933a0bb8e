"""reports/index.html: what the manual promises, what proves it, and what it leaves open."""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itsid_sim.core.moment import JST
from itsid_sim.drivers.alternatives import Alternative, Change
from itsid_sim.drivers.mutants import Mutants
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.beside import NOTHING, Beside, shortest_ways
from itsid_sim.report.comparison import compared
from itsid_sim.report.diagrams.drawing import diagrams, legend
from itsid_sim.report.diagrams.style import DIAGRAM_CSS
from itsid_sim.report.diagrams.table import case_anchor, case_rows, rows_of_rules
from itsid_sim.report.earlier import Earlier
from itsid_sim.report.failures import failures
from itsid_sim.report.scores import HOW, lines, scores
from itsid_sim.report.stories import Story, groups, packed, stories
from itsid_sim.report.verdicts import (
    IN_JAPANESE,
    ChapterVerdict,
    Verdict,
    chapters,
    exercised,
    promises,
)
from itsid_sim.rules.alternatives import IN_FORCE
from itsid_sim.rules.answers import words_of_answer
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.questions import QUESTIONS
from itsid_sim.rules.value import Value

# More than these in full would hide what comes after them; more than those would be no help.
FAILURES_SHOWN, FAILURES_FOLDED = 5, 50
BROKEN_SHOWN = 5
WALKERS_SHOWN = 3
PARTICLES = ("に", "の", "は", "が", "を", "で")

# The scenarios that took each row of the chart; None where nobody could tell.
Walked = dict[str, list[Story]] | None


class Against(Value, frozen=True):
    """The earlier run that a report is compared with, and what it is called."""

    name: str
    scenarios: tuple[Earlier, ...]


def write_page(
    record: RunRecord,
    path: Path,
    against: Against | None = None,
    beside: Beside = NOTHING,
) -> None:
    """Write the report: one file without anything to fetch but pictures in the folder beside it.

    `beside` is what else is known of the specification.
    """
    told = {id(story.record): story for story in stories(record)}
    walked = _walked(told.values())
    content = {
        **_overview(record),
        **_chapters(walked),
        **_scores(beside.broken, told.values()),
        "explored": beside.explored,
        "ways": shortest_ways(beside.explored),
        "failures": failures(record),
        "shown": FAILURES_SHOWN,
        "folded": FAILURES_FOLDED,
        "comparison": compared(record, against.scenarios) if against else None,
        "against": against.name if against else "",
        "in_force": IN_FORCE,
        "tried": _by_question(beside.tried),
        "found": _finder(told.values()),
        "exercised": exercised(record),
        "promises": promises(record),
        "grouped": lambda records: groups(told[id(one)] for one in records),
        "anchor": Anchors(),
        "anchor_of": lambda one: told[id(one)].anchor,
        "packed": Markup(packed(record, _more_walkers(walked))),  # noqa: S704 - no `<` is left in it
    }
    page = _templates().get_template("index.html").render(content)
    path.write_text(page, encoding="utf-8")


def _overview(record: RunRecord) -> dict[str, object]:
    verdicts = chapters(record)
    return {
        "run": record,
        "when": _in_japan(record.started),
        "chapters": verdicts,
        "words": IN_JAPANESE,
        "counts": {word: sum(one.count(word) for one in verdicts) for word in IN_JAPANESE},
        "rules": RULES,
        "questions": {question.id: question for question in QUESTIONS},
        "findings": FINDINGS,
        "broken": _broken(verdicts),
        "broken_shown": BROKEN_SHOWN,
        "ended": Counter(one.status for one in record.scenarios),
        "tags": _tags(record),
    }


def _tags(record: RunRecord) -> dict[str, list[tuple[str, str]]]:
    """The tags to choose from, each with what it is about; what a driver needs is none."""
    used = sorted({tag for one in record.scenarios for tag in one.tags})
    asked = {question.id: question.text for question in QUESTIONS}
    others = [one for one in used if one not in RULES and one not in asked]
    return {
        "規則": [(one, RULES[one].text) for one in used if one in RULES],
        "問い": [(one, asked[one]) for one in used if one in asked],
        "そのほか": [(one, "") for one in others if not one.startswith("needs.")],
    }


def _broken(verdicts: Iterable[ChapterVerdict]) -> list[Verdict]:
    """The rules that are broken, those with the most failures first."""
    found = [one for chapter in verdicts for one in chapter.verdicts if one.word == "broken"]
    return sorted(found, key=lambda one: -one.failed)


def _chapters(walked: Walked) -> dict[str, object]:
    """The diagrams and the tables of rows, with who walked them."""
    return {
        "walked": walked,
        "walkers_shown": WALKERS_SHOWN,
        "diagrams": diagrams(walked),
        "diagram_css": DIAGRAM_CSS,
        "legend": legend(is_known=walked is not None),
        "case_rows": rows_of_rules(),
        "all_rows": len(case_rows()),
    }


def _scores(broken: Mutants | None, told: Iterable[Story]) -> dict[str, object]:
    """What became of broken rules, rule by rule, and the scenarios that noticed by their place."""
    return {
        "mutants": broken,
        "scores": scores(broken.tried if broken else ()),
        "broken_lines": lines,
        "noticed_otherwise": HOW,
        "at_place": {one.record.place: one for one in told},
    }


class Anchors:
    """Which scenarios have had their place: those that come again are led to, and no more."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, story: Story) -> str:
        """The id of a scenario's place, the first time it is asked for; afterwards none."""
        if story.anchor in self._taken:
            return ""
        self._taken.add(story.anchor)
        return story.anchor


def _by_question(tried: Iterable[Alternative]) -> dict[str, list[Alternative]]:
    found: dict[str, list[Alternative]] = {}
    for one in tried:
        found.setdefault(one.question, []).append(one)
    return found


def _finder(told: Iterable[Story]) -> Callable[[Change], Story | None]:
    """What finds the scenario that a change is about, if it ran."""
    known = {(one.record.place, one.record.name): one for one in told}
    return lambda change: known.get((change.place, change.name))


def _walked(told: Iterable[Story]) -> Walked:
    walked: dict[str, list[Story]] = {}
    for story in told:
        for row in dict.fromkeys(row for step in story.record.steps for row in step.cases):
            walked.setdefault(row, []).append(story)
    return walked or None


def _more_walkers(walked: Walked) -> dict[str, list[int]]:
    """By the anchor of a row, the numbers of those that walked it and are named only if asked."""
    return {
        case_anchor(row): [story.number for story in some[WALKERS_SHOWN:]]
        for row, some in (walked or {}).items()
        if len(some) > WALKERS_SHOWN
    }


def _in_japan(started: str) -> str:
    moment = datetime.fromisoformat(started).astimezone(JST)
    return f"{moment:%Y}年{moment.month}月{moment.day}日 {moment.hour}時{moment:%M}分"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("itsid_sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda picture: b64encode(picture).decode()
    environment.filters["span"] = _span
    environment.filters["cell"] = _cell
    environment.filters["zip"] = zip
    environment.filters["said"] = _said
    environment.globals["inlined"] = _inlined
    return environment


def _inlined(names: Iterable[str]) -> Markup:
    """The text of files beside the templates, as it is."""
    folder = files("itsid_sim.report") / "templates"
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return Markup("\n".join(texts))  # noqa: S704 - our own files


def _cell(text: str) -> str:
    """A cell of an outline's row; one that goes on in the middle of its sentence says so."""
    return f"…{text}" if text.startswith(PARTICLES) else text or "(空)"


def _said(value: object, question: str) -> str:
    """An answer to a question in words; one that this version does not know, as it was given."""
    try:
        return words_of_answer(question, value)
    except ValueError:
        return f"{value}"


def _span(seconds: float) -> str:
    """Real seconds as people say them."""
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}分{rest:.0f}秒" if minutes else f"{rest:.1f}秒"
