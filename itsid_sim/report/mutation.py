"""What the terminal shows of a campaign: a bar while it runs, then the score of each rule."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from click import echo, style

from itsid_sim.drivers.mutants import Tried
from itsid_sim.report.breaking import said, told
from itsid_sim.report.scores import Score, scores
from itsid_sim.rules.catalogue import CHAPTERS


class Bar(Protocol):
    """Goes on by so many."""

    def update(self, n_steps: int) -> None: ...


@contextmanager
def progress(count: int) -> Iterator[Bar]:
    """A bar of so many broken rules; nothing where nobody looks on."""
    label = "規則を壊して試しています"
    with click.progressbar(length=count, label=label, show_pos=True) as bar:
        yield bar


def print_list(broken: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
    """Name broken rules: id, operator, and what each is about."""
    for id_, operator, about in broken:
        echo(f"{id_}  {said(operator, about)}")


def print_scores(tried: Iterable[Tried]) -> None:
    """The score of each rule, and what nobody noticed in full."""
    by_rule = scores(tried)
    for chapter in CHAPTERS:
        some = [by_rule[rule.id] for rule in chapter.rules if rule.id in by_rule]
        if some:
            echo("\n" + style(chapter.title, bold=True))
        for score in some:
            _print_score(score)
    _print_total(tuple(by_rule.values()))


def _print_score(score: Score) -> None:
    colour = "red" if score.survived else "green"
    words = f"{score.of}通りのうち{len(score.killed)}に気付いた" if score.of else ""
    noticed = style(words, fg=colour) if words else ""
    beside = [
        f"ほかの規則のシナリオだけが気付いた {len(score.elsewhere)}" if score.elsewhere else "",
        f"違いが現れないもの {len(score.equivalent)}" if score.equivalent else "",
    ]
    echo(f"  {score.rule} {'、'.join(filter(None, (noticed, *beside)))}")
    for one in score.survived:
        echo(f"    {style('気付かない', fg='red')} {told(one)}\n      {one.mutant}")


def _print_total(some: tuple[Score, ...]) -> None:
    of = sum(score.of for score in some)
    killed = sum(len(score.killed) for score in some)
    equivalent = sum(len(score.equivalent) for score in some)
    echo(
        f"\n規則{len(some)}を{of + equivalent}通りに壊した。{of}通りのうち{killed}に気付いた"
        f"(違いが現れないもの{equivalent}を除く)"
    )
