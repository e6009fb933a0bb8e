"""reports/index.html: rules, the scenarios that prove them, open questions and findings."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.verdicts import IN_JAPANESE, chapters
from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.questions import QUESTIONS


def write_page(record: RunRecord, path: Path) -> None:
    """Write the report, one file without anything to fetch."""
    verdicts = chapters(record)
    counts = {word: sum(chapter.count(word) for chapter in verdicts) for word in IN_JAPANESE}
    page = _template().render(
        run=record,
        chapters=verdicts,
        words=IN_JAPANESE,
        counts=counts,
        questions=QUESTIONS,
        findings=FINDINGS,
        failed=[scenario for scenario in record.scenarios if scenario.status == "failed"],
    )
    path.write_text(page, encoding="utf-8")


@cache
def _template() -> Template:
    loader = PackageLoader("itsid_sim.report")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("index.html")
