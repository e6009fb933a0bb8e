"""What stops after too many failures: a little too early or late, for too many or too few."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.chart import Chart
from itsid_sim.core.event import Event
from itsid_sim.core.state import Failures
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Events, altering, instead
from itsid_sim.procedures import (
    login,
    shared,
)
from itsid_sim.rules import labels
from itsid_sim.rules.limits import MINUTE_S
from itsid_sim.rules.login import LOGIN_05
from itsid_sim.rules.registration import REG_07, REG_10
from itsid_sim.rules.settings import Lockout


def lock_mutants() -> Iterator[Mutant]:
    """Every lock off by one, and counted for somebody else."""
    yield from _locks()


def _locks() -> Iterator[Mutant]:
    """Q17 and Q23: how many failures stop for how long, counted for whom."""
    for rule, prefix in ((LOGIN_05, "login:"), (REG_07, "proof:"), (REG_10, "proof:")):
        for operator, failures, seconds in (
            ("lock-one-failure-more", 1, 0),
            ("lock-one-failure-less", -1, 0),
            ("lock-1s-longer", 0, 1),
            ("lock-1s-shorter", 0, -1),
            ("lock-1m-longer", 0, MINUTE_S),
            ("lock-1m-shorter", 0, -MINUTE_S),
        ):
            yield mutant(rule, operator, change=_locking(prefix, failures, seconds))
    for rule, prefix in ((LOGIN_05, "login:"), (REG_07, "proof:")):
        yield mutant(rule, "lock-for-all-together", change=_keyed(prefix, lambda _: ""))
        by_browser = _keyed(prefix, lambda turn: turn.browser)
        yield mutant(rule, "lock-for-the-browser", change=by_browser)
    exact = instead(shared.login_key, lambda login_id: f"login:{login_id}")
    yield mutant(LOGIN_05, "lock-for-the-spelling", change=exact)

    def known_only(turn: Turn, events: Events) -> Iterable[Event]:
        return events if turn.account_of(turn.typed(labels.ITSCOM_ID)) else ()

    counting = altering(login.count_login_failure, known_only)
    yield mutant(LOGIN_05, "lock-for-the-registered", change=counting)


def _locking(prefix: str, failures: int, seconds: int) -> Change:
    count = shared.count_failure

    def counted(turn: Turn, key: str, lockout: Lockout | None) -> Events:
        if lockout is None or not key.startswith(prefix):
            return count(turn, key, lockout)
        wrong = replace(lockout, failures=lockout.failures + failures)
        events = count(turn, key, wrong)
        return tuple(_until(one, seconds) for one in events)

    return instead(count, counted)


def _until(event: Event, seconds: int) -> Event:
    if not isinstance(event, e.TryFailed) or not event.failures.until:
        return event
    failures = Failures(event.failures.count, event.failures.until + seconds)
    return replace(event, failures=failures)


def _keyed(prefix: str, whose: Callable[[Turn], str]) -> Change:
    """Counted and asked for under another key."""
    count, stopped = shared.count_failure, shared.is_stopped

    def other(turn: Turn, key: str) -> str:
        return prefix + whose(turn) if key.startswith(prefix) else key

    def counted(turn: Turn, key: str, lockout: Lockout | None) -> Events:
        return count(turn, other(turn, key), lockout)

    def is_stopped(turn: Turn, key: str) -> bool:
        return stopped(turn, other(turn, key))

    def changed(chart: Chart) -> Chart:
        return instead(stopped, is_stopped)(instead(count, counted)(chart))

    return changed
