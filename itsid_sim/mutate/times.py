"""When something changes: earlier, later or never, and counted from another moment."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from itsid_sim.core.chart import Case, Chart, Condition
from itsid_sim.core.state import Ticket, TicketKind
from itsid_sim.core.tracing import named_rows
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import on_case, with_condition
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import instead
from itsid_sim.procedures import (
    login,
    matching,
    my_page,
    proofs,
    registration,
    reissue_by_code,
    reissue_by_phrase,
    shared,
)
from itsid_sim.rules.code import CODE_03
from itsid_sim.rules.limits import MINUTE_S, VALID_S
from itsid_sim.rules.phrase import PHRASE_05
from itsid_sim.rules.registration import REG_18
from itsid_sim.rules.rule import Rule

# What holds or does not as time goes by.
TIMED: frozenset[Condition] = frozenset(
    {
        proofs.url_is_too_old,
        reissue_by_code.code_is_too_old,
        reissue_by_code.code_quota_is_spent,
        reissue_by_phrase.phrase_quota_is_spent,
        registration.registration_quota_is_spent,
        shared.left_too_long,
        shared.left_too_long_though_opened_in_time,
        login.is_signed_in,
        login.login_is_stopped,
        my_page.sign_in_is_over,
        matching.proof_is_stopped,
        matching.contract_is_not_ready,
    }
)
VALIDITY: tuple[tuple[Rule, TicketKind], ...] = (
    (REG_18, "registration"),
    (PHRASE_05, "phrase"),
    (CODE_03, "code"),
)
NEVER_S = 100 * 365 * 24 * 60 * MINUTE_S
SHIFTS = (("1s-later", 1), ("1s-earlier", -1), ("1m-later", MINUTE_S), ("1m-earlier", -MINUTE_S))


def time_mutants(chart: Chart) -> Iterator[Mutant]:
    """Every row that waits for a moment, and every validity."""
    for row, place, button, case in named_rows(chart):
        if case.when in TIMED:
            number = int(row.rpartition("/")[2])
            for operator, seconds in SHIFTS:
                change = on_case(place, button, number, _shifted(seconds))
                told = (place, button, case.when.__doc__ or "")
                for rule in case.per:
                    yield mutant(rule, operator, *told, change=change, row=row, at=row)
    for rule, kind in VALIDITY:
        for operator, seconds in (*SHIFTS, ("never", NEVER_S)):
            yield mutant(rule, f"valid-{operator}", change=_valid(kind, seconds))
        yield mutant(rule, "valid-from-arrival", change=_counted_from_arrival(kind))
    for rule, kind in VALIDITY[:2]:
        yield mutant(rule, "valid-from-opening", change=_counted_from_opening(kind))


def _shifted(seconds: int) -> Callable[[Case], tuple[Case, ...]]:
    """The case, weighed as if it were so much earlier: what it waits for comes so much later."""

    def of_case(case: Case) -> tuple[Case, ...]:
        def shifted(turn: Turn) -> bool:
            return case.when(earlier(turn, seconds))

        return (with_condition(case, shifted),)

    return of_case


def earlier(turn: Turn, seconds: int) -> Turn:
    """The same turn, so many seconds before."""
    world = replace(turn.world, now=turn.now - seconds)
    other = Turn(world, turn.press, turn.dice, turn.digest, turn.site, turn.text_of)
    other.dialog = turn.dialog
    return other


def _valid(kind: TicketKind, seconds: int) -> Change:
    def changed(chart: Chart) -> Chart:
        VALID_S[kind] += seconds
        return chart

    return changed


def _counted_from_arrival(kind: TicketKind) -> Change:
    """The letter of a proof is the first of its kind that was written after it was issued."""

    def begins_at(turn: Turn, ticket: Ticket) -> int:
        letters = sorted(turn.world.letters.values(), key=lambda letter: int(letter.id))
        own = (one for one in letters if one.kind == kind and one.written_at >= ticket.issued_at)
        arrivals = (one.arrived_at for one in own if one.arrived_at)
        return next(arrivals, ticket.issued_at)

    return _counted(kind, begins_at)


def _counted_from_opening(kind: TicketKind) -> Change:
    return _counted(kind, lambda turn, _: turn.opened_at)


def _counted(kind: TicketKind, begins_at: Callable[[Turn, Ticket], int]) -> Change:
    is_too_old = proofs.is_too_old

    def is_older(turn: Turn, ticket: Ticket, moment: int) -> bool:
        if ticket.kind == kind:
            ticket = replace(ticket, issued_at=begins_at(turn, ticket))
        return is_too_old(turn, ticket, moment)

    return instead(is_too_old, is_older)
