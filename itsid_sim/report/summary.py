"""What the terminal shows: a line a feature while it runs, then the rules of each procedure."""

from collections import Counter
from pathlib import Path

from click import echo, style

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.verdicts import IN_JAPANESE, Word, chapters

COLOURS: dict[Word, str] = {
    "proven": "green",
    "partly": "cyan",
    "broken": "red",
    "waiting": "yellow",
    "unproven": "magenta",
    "unasked": "bright_black",
    "policy": "bright_black",
}


class Progress:
    """Prints a line for each feature when its last scenario has ended."""

    def __init__(self) -> None:
        self._ended: list[ScenarioRecord] = []

    def scenario(self, record: ScenarioRecord) -> None:
        """A scenario has ended."""
        if self._ended and self._ended[-1].feature != record.feature:
            self.end()
        self._ended.append(record)
        if record.status == "failed":
            _print_failure(record)

    def end(self) -> None:
        """The feature, or the run, has ended."""
        if self._ended:
            failed = any(record.status == "failed" for record in self._ended)
            mark = style("✗", fg="red") if failed else style("✓", fg="green")
            seconds = sum(record.seconds for record in self._ended)
            echo(f"{mark} {self._ended[-1].feature} — {_counts(self._ended)} ({seconds:.2f}秒)")
        self._ended.clear()


def print_summary(record: RunRecord) -> None:
    """The rules of each procedure by verdict, what failed, and the count of scenarios."""
    for chapter in chapters(record):
        if chapter.count("unasked") == len(chapter.verdicts):
            continue
        echo("\n" + style(chapter.chapter.title, bold=True))
        for word, label in IN_JAPANESE.items():
            ids = [verdict.rule.id for verdict in chapter.verdicts if verdict.word == word]
            if ids:
                echo(f"  {style(f'{label} {len(ids)}', fg=COLOURS[word])}: {' '.join(ids)}")
    failed = [one for one in record.scenarios if one.status == "failed"]
    if failed:
        echo("\n" + style("失敗したシナリオ", bold=True))
    for one in failed:
        echo(f"  {one.place} {one.name}")
    echo(f"\nシナリオ {_counts(record.scenarios)} ({record.seconds:.2f}秒)")


def print_page(page: Path) -> None:
    """Where the page lies."""
    echo(f"報告: {page}")


def _counts(records: tuple[ScenarioRecord, ...] | list[ScenarioRecord]) -> str:
    counts = Counter(record.status for record in records)
    named = {
        "合格": counts["passed"],
        "失敗": counts["failed"],
        "保留": counts["waiting"] + counts["skipped"],
    }
    return f"{len(records)}件: " + "、".join(f"{name} {n}" for name, n in named.items() if n)


def _print_failure(record: ScenarioRecord) -> None:
    echo(f"{style('✗', fg='red')} {record.place} {record.name}")
    failed = [step for step in record.steps if step.status == "failed"]
    for step in failed:
        echo(f"    {step.keyword} {step.text}\n    {style(step.error, fg='red')}")
    if not failed:
        echo(f"    {style(record.reason, fg='red')}")
