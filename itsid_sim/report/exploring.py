"""What `itsid explore` shows: a line for each configuration, and what was found at the end."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from click import echo, style

from itsid_sim.explore.configuration import Configuration
from itsid_sim.explore.exploration import Exploration, Explored
from itsid_sim.explore.kept import Counts
from itsid_sim.rules.promises import PROMISES

TEXTS = {promise.id: promise.text for promise in PROMISES}


def print_configurations(some: Iterable[Configuration]) -> None:
    """What can be explored, a line each."""
    for one in some:
        echo(f"{one.name}  {'、'.join(one.who)}")


def print_explored(one: Explored, seconds: float, known: Counts | None) -> None:
    """How one configuration ended."""
    good = one.closed and one.broken is None
    mark = style("✓", fg="green") if good else style("✗", fg="red")
    counts = f"{one.states:,}の状態、{one.transitions:,}の遷移"
    echo(f"{mark} {one.name} — {counts}({seconds:.1f}秒){_remark(one, known)}")
    if one.broken is not None:
        echo(f"    破れた約束: {TEXTS[one.broken.promise]}")
        echo(f"    決まり: {' '.join(one.broken.rules)}")


def _remark(one: Explored, known: Counts | None) -> str:
    if one.broken is not None:
        return ""
    if not one.closed:
        return " 終わりまで調べていない"
    if known is None or known == (one.states, one.transitions):
        return ""
    return f" 前は{known[0]:,}の状態、{known[1]:,}の遷移"


def print_exploration(found: Exploration, files: Sequence[Path], *, whole: bool) -> None:
    """What all of them came to."""
    states = sum(one.states for one in found.explored)
    transitions = sum(one.transitions for one in found.explored)
    echo(f"\n{len(found.explored)}通り、{states:,}の状態、{transitions:,}の遷移")
    if files:
        echo("反例のシナリオ。破れているあいだは失敗する:")
        for file in files:
            echo(f"  itsid verify {file}")
    elif all(one.closed for one in found.explored):
        echo("約束はすべて守られている。行き止まりはない。")
    if whole and found.unreached:
        echo(style(f"どの道も通らない行、画面、決まりが{len(found.unreached)}ある:", fg="red"))
        for row in found.unreached:
            echo(f"  {row}")
