"""What is going to happen by the mere passing of time, and when."""

from collections.abc import Iterator
from typing import Literal

from itsid_sim.core.state import State, TicketKind, World
from itsid_sim.core.turn import is_beside
from itsid_sim.rules.limits import MINUTE_S, VALID_S
from itsid_sim.rules.settings import Settings

Kind = Literal[
    "registration", "phrase", "code", "lock", "signin", "idle", "quota", "letter", "ready"
]


class Deadline(State, frozen=True, order=True):
    """At `at`, in seconds since 1970, something of this kind changes for `key`."""

    at: int
    kind: Kind
    key: str


def deadlines(world: World) -> tuple[Deadline, ...]:
    """All that lies ahead of the world's now, soonest first."""
    return tuple(sorted(ahead for ahead in _all(world) if ahead.at > world.now))


def too_old_at(kind: TicketKind, issued_at: int, settings: Settings) -> int:
    """The first second at which a proof has outlived its validity (Q01: the last second)."""
    return issued_at + VALID_S[kind] + (settings.last_moment == "inclusive")


def _all(world: World) -> Iterator[Deadline]:
    yield from _proofs(world)
    yield from _people(world)
    for id_, at in (*world.to_send.items(), *world.to_release.items()):
        yield Deadline(at, "letter", id_)
    for contract in world.contracts.values():
        yield Deadline(contract.ready_from, "ready", contract.id)


def _proofs(world: World) -> Iterator[Deadline]:
    for ticket in world.tickets.values():
        if not ticket.passed:
            at = too_old_at(ticket.kind, ticket.issued_at, world.settings)
            yield Deadline(at, ticket.kind, ticket.id)
    quota = world.settings.mail_quota
    if quota is not None:
        for key, times in world.mailed_at.items():
            for at in times:
                yield Deadline(at + quota.minutes * MINUTE_S, "quota", key)


def _people(world: World) -> Iterator[Deadline]:
    for key, failures in world.failures.items():
        yield Deadline(failures.until, "lock", key)
    signed_in, idle = world.settings.signed_in_minutes, world.settings.idle_minutes
    for browser, sign_in in world.sign_ins.items():
        current = world.accounts[sign_in.contract].version == sign_in.version
        if signed_in is not None and current:
            yield Deadline(sign_in.touched_at + signed_in * MINUTE_S, "signin", browser)
    for browser, dialog in world.dialogs.items():
        if idle is not None and not is_beside(browser):
            yield Deadline(dialog.touched_at + idle * MINUTE_S, "idle", browser)
