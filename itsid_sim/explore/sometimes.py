"""What must happen on some way: every row, every screen, and every rule of some kinds."""

from collections.abc import Container, Iterator

from itsid_sim.core.chart import Chart
from itsid_sim.core.tracing import named_rows
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.login import LOGIN_03
from itsid_sim.rules.mail import MAIL_04

KINDS = frozenset({"flow", "time", "state"})
# No row cites them: one is of a picture on paper, the other of letters, which are late and lost
# in every configuration.
OF_NO_ROW = (LOGIN_03, MAIL_04)


def unreached(chart: Chart, reached: Container[str]) -> Iterator[str]:
    """The names of the rows, the titles of the screens and the ids of the rules never come to."""
    screens, rules = set[str](), {rule.id for rule in OF_NO_ROW}
    for row, place, _, case in named_rows(chart):
        if row not in reached:
            yield row
            continue
        rules.update(rule.id for rule in case.per)
        screens.update((place, case.then.screen))
    yield from (title for title in chart.screens if title not in screens)
    yield from (id_ for id_, rule in RULES.items() if rule.kind in KINDS and id_ not in rules)
