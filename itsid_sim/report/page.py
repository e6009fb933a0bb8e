"""reports/index.html: rules, the scenarios that prove them, open questions and findings."""

from base64 import b64encode
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from itsid_sim.core.moment import JST
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.verdicts import IN_JAPANESE, chapters, exercised, promises
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.questions import QUESTIONS


def write_page(record: RunRecord, path: Path) -> None:
    """Write the report, one file without anything to fetch."""
    verdicts = chapters(record)
    counts = {word: sum(chapter.count(word) for chapter in verdicts) for word in IN_JAPANESE}
    page = _template().render(
        run=record,
        when=_in_japan(record.started),
        chapters=verdicts,
        words=IN_JAPANESE,
        counts=counts,
        questions=QUESTIONS,
        exercised=exercised(record),
        promises=promises(record),
        rules=len(RULES),
        findings=FINDINGS,
        failed=[scenario for scenario in record.scenarios if scenario.status == "failed"],
    )
    path.write_text(page, encoding="utf-8")


def _in_japan(started: str) -> str:
    moment = datetime.fromisoformat(started).astimezone(JST)
    return f"{moment:%Y}年{moment.month}月{moment.day}日 {moment.hour}時{moment.minute}分"


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
    environment.filters["base64"] = lambda picture: b64encode(picture).decode()
    return environment.get_template("index.html")
