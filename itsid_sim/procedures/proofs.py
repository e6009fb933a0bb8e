"""Mailed URLs and codes: how they are issued, grow old, are used up and voided."""

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.chart import Condition, Moment
from itsid_sim.core.deadlines import too_old_at
from itsid_sim.core.evolve import pending_key
from itsid_sim.core.state import Ticket, TicketKind
from itsid_sim.core.turn import Turn
from itsid_sim.rules.limits import MINUTE_S


def decoy_of(ticket: Ticket) -> Ticket:
    """What an ID gets to which no letter goes: it ages like the ticket, but nothing fits it."""
    return replace(ticket, secret="")


def is_too_old(turn: Turn, ticket: Ticket, moment: int) -> bool:
    """Whether a ticket has outlived its validity at a moment (Q01: the last second)."""
    return moment >= too_old_at(ticket.kind, ticket.issued_at, turn.settings)


def proof_runs_out(turn: Turn) -> int | None:
    """手続き中のコードかURLの期限"""
    ticket = turn.ticket
    return None if ticket is None else too_old_at(ticket.kind, ticket.issued_at, turn.settings)


def opened_url_runs_out(turn: Turn) -> int | None:
    """開いたURLの期限(Q21: 開くときだけ確かめるなら、もうない)"""
    return None if turn.settings.url_checked == "open" else proof_runs_out(turn)


def sent_url_runs_out(kind: TicketKind) -> Moment:
    """When a URL runs out that was sent by the press that led here, or looks as if it was."""

    def runs_out(turn: Turn) -> int:
        return too_old_at(kind, turn.dialog.touched_at, turn.settings)

    runs_out.__doc__ = "送ったURLの期限(送らなかったときも同じ)"
    return runs_out


def proof_is_gone(turn: Turn) -> bool:
    """前に送ったURLかコードが、もう使えなくなっている"""
    return turn.ticket is None


def is_no_url_of(kind: TicketKind, name: str) -> Condition:
    """The condition that an address is no mailed URL of a kind, or one that is used up."""

    def is_no_url(turn: Turn) -> bool:
        ticket = turn.ticket
        return ticket is None or ticket.kind != kind

    is_no_url.__doc__ = f"送った{name}ではない、またはもう使えない"
    return is_no_url


def url_is_too_old(turn: Turn) -> bool:
    """メールのURLの期限が過ぎた(Q21)"""
    ticket = turn.ticket
    moment = turn.opened_at if turn.settings.url_checked == "open" else turn.now
    return ticket is not None and is_too_old(turn, ticket, moment)


def last_try_is_spent(turn: Turn) -> bool:
    """許された最後の入力も違っている(Q05)"""
    ticket = turn.ticket
    return ticket is not None and ticket.mistakes + 1 >= turn.settings.tries_max


def count_mistake(turn: Turn) -> tuple[e.Event, ...]:
    """間違いを1回と数える"""
    return (e.TicketMistaken(turn.dialog.ticket),)


def void_proof(turn: Turn) -> tuple[e.Event, ...]:
    """送ったURLかコードを使えなくする"""
    return (e.TicketsVoided((turn.dialog.ticket,)),)


def live(turn: Turn, kind: TicketKind, subject: str) -> tuple[Ticket, ...]:
    """The tickets of a kind that a contract or an ID has now, oldest first."""
    ids = turn.world.pending.get(pending_key(kind, subject))
    return tuple(turn.world.tickets[id_] for id_ in ids) if ids else ()


def make_room(turn: Turn, kind: TicketKind, subject: str) -> tuple[e.Event, ...]:
    """A new letter voids the older proofs of its kind, or only those grown old (Q04)."""
    if turn.settings.live_proofs == "all":
        return clear_old(turn, kind, subject)
    gone = tuple(ticket.id for ticket in live(turn, kind, subject))
    return (e.TicketsVoided(gone),) if gone else ()


def clear_old(turn: Turn, kind: TicketKind, subject: str) -> tuple[e.Event, ...]:
    """Drop the proofs that have grown too old to be used."""
    gone = tuple(
        ticket.id
        for ticket in live(turn, kind, subject)
        if is_too_old(turn, ticket, turn.now) and not ticket.passed
    )
    return (e.TicketsVoided(gone),) if gone else ()


def void_all(turn: Turn, contract: str, *login_ids: str) -> tuple[e.Event, ...]:
    """After a change nothing older is valid (Q09), save the proof just used where Q03 keeps it."""
    tickets = list(live(turn, "registration", contract))
    for login_id in login_ids:
        tickets += live(turn, "phrase", login_id) + live(turn, "code", login_id)
    kept = turn.dialog.ticket if turn.settings.proof_use == "until-expiry" else ""
    return (e.TicketsVoided(tuple(ticket.id for ticket in tickets if ticket.id != kept)),)


def quota_is_spent(turn: Turn, kind: TicketKind, to: str) -> bool:
    """Whether so many letters went out lately that no further one is sent (Q24)."""
    quota = turn.settings.mail_quota
    if quota is None:
        return False
    times = turn.world.mailed_at.get(pending_key(kind, to), ())
    since = turn.now - quota.minutes * MINUTE_S
    return sum(at > since for at in times) >= quota.letters


def count_mail(turn: Turn, kind: TicketKind, to: str) -> e.Event:
    """Count a letter, or a request that looks as if it brought one, towards the quota."""
    quota = turn.settings.mail_quota
    span = 0 if quota is None else quota.minutes * MINUTE_S
    return e.MailCounted(pending_key(kind, to), turn.now - span)
