"""Run every benchmark, or those named: `python -m benchmarks heart web --no-peers`."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import (
    browser,
    campaigns,
    heart,
    killing,
    mail,
    report,
    start,
    stores,
    suite,
    web,
    worlds,
)
from benchmarks.figures import Line

NAMES = (
    "heart", "suite", "start", "web", "browser", "worlds", "stores", "killing", "mail", "report",
    "campaigns",
)  # fmt: skip


def main() -> None:
    """Print each figure as it comes, beside its goal."""
    parser = ArgumentParser("python -m benchmarks", description="What the project costs in time.")
    parser.add_argument("names", nargs="*", help=f"{', '.join(NAMES)}; all of them unless named")
    parser.add_argument("--no-peers", action="store_true", help="measure the site by itself")
    asked = parser.parse_args()
    benchmarks: dict[str, Callable[[], Iterator[Line]]] = {
        "heart": heart.figures,
        "suite": suite.figures,
        "start": start.figures,
        "web": partial(web.figures, peers=not asked.no_peers),
        "browser": browser.figures,
        "worlds": worlds.figures,
        "stores": stores.figures,
        "killing": killing.figures,
        "mail": mail.figures,
        "report": report.figures,
        "campaigns": campaigns.figures,
    }
    unknown = set(asked.names) - set(benchmarks)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: not among {', '.join(benchmarks)}")
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'':52} {'median':>12} {'min':>12} {'max':>12}   goal")
    for name in asked.names or benchmarks:
        for line in benchmarks[name]():
            print(line.line(), flush=True)


main()
