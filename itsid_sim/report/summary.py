"""What the terminal shows: a line a feature while it runs, then procedures and rules."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.verdicts import IN_JAPANESE, Word, chapters

STYLES: dict[Word, str] = {
    "proven": "green",
    "partly": "cyan",
    "broken": "bold red",
    "waiting": "yellow",
    "unproven": "red",
    "policy": "dim",
}


class Progress:
    """Prints a line for each feature when its last scenario has ended."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._ended: list[ScenarioRecord] = []

    def scenario(self, record: ScenarioRecord) -> None:
        """A scenario has ended."""
        if self._ended and self._ended[-1].feature != record.feature:
            self.end()
        self._ended.append(record)
        if record.status == "failed":
            self._failure(record)

    def end(self) -> None:
        """The feature, or the run, has ended."""
        if not self._ended:
            return
        statuses = [record.status for record in self._ended]
        failed, passed = statuses.count("failed"), statuses.count("passed")
        rest = len(statuses) - failed - passed
        mark = "[red]✗[/]" if failed else "[green]✓[/]" if passed else "[yellow]…[/]"
        seconds = sum(record.seconds for record in self._ended)
        notes = "".join(
            f"、{word} {count}" for word, count in (("失敗", failed), ("保留", rest)) if count
        )
        name = escape(self._ended[-1].feature)
        self._console.print(f"{mark} {name} — 合格 {passed}{notes} ({seconds:.2f}秒)")
        self._ended.clear()

    def _failure(self, record: ScenarioRecord) -> None:
        self._console.print(f"[red]✗ {escape(record.place)}[/] {escape(record.name)}")
        for step in record.steps:
            if step.status == "failed":
                self._console.print(f"    {escape(step.keyword)} {escape(step.text)}")
                self._console.print(f"    [red]{escape(step.error)}[/]")


def print_summary(record: RunRecord, console: Console, page: Path) -> None:
    """The rules of each procedure by verdict, the count of scenarios, and where the page lies."""
    for chapter in chapters(record):
        console.print(f"\n[bold]{escape(chapter.chapter.title)}[/]")
        for word, label in IN_JAPANESE.items():
            ids = [verdict.rule.id for verdict in chapter.verdicts if verdict.word == word]
            if ids:
                console.print(f"  [{STYLES[word]}]{label} {len(ids)}[/]: {' '.join(ids)}")
    statuses = [scenario.status for scenario in record.scenarios]
    failed, passed = statuses.count("failed"), statuses.count("passed")
    console.print(
        f"\nシナリオ {len(statuses)}: 合格 {passed}、失敗 {failed}、"
        f"保留 {len(statuses) - passed - failed} ({record.seconds:.2f}秒)"
    )
    console.print(f"報告: {escape(str(page))}")
