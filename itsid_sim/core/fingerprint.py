"""Which worlds are the same for whatever may still happen: the key of a state in an exploration.

Clocks are left out: what lies ahead counts only by its order. Names drawn by dice are replaced by
their order too, and what nobody can use any more is left out. Passwords and answers count by their
digests, so an exploration that is to close digests without salt.
"""

from itsid_sim.core.deadlines import deadlines
from itsid_sim.core.state import Dialog, Ticket, World

Key = tuple[object, ...]


def fingerprint(world: World) -> Key:
    """A hashable key; two worlds of one key go on alike."""
    names = _names(world)
    return (
        tuple(sorted((browser, _dialog(d, names)) for browser, d in world.dialogs.items())),
        tuple(sorted((names[ticket.id], _ticket(ticket)) for ticket in world.tickets.values())),
        _accounts(world),
        tuple(sorted((key, len(some)) for key, some in world.applications.items())),
        tuple(sorted((key, failures.count) for key, failures in world.failures.items())),
        _ahead(world, names),
    )


def _names(world: World) -> dict[str, str]:
    """A name for each ticket that does not depend on dice: its list and its place there."""
    return {id_: f"{key}/{n}" for key, ids in world.pending.items() for n, id_ in enumerate(ids)}


def _dialog(dialog: Dialog, names: dict[str, str]) -> Key:
    return (
        dialog.screen,
        dialog.came_from,
        tuple((notice.field, notice.text) for notice in dialog.notices),
        dialog.candidates,
        dialog.entered,
        dialog.contract,
        dialog.login_id,
        names.get(dialog.ticket, ""),
        bool(dialog.reveal),
        dialog.looks,
        dialog.letter,
    )


def _ticket(ticket: Ticket) -> Key:
    """A code is told only as mailed or decoy: which digits the dice gave makes no difference."""
    secret = bool(ticket.secret) if ticket.kind == "code" else ticket.secret
    return (
        ticket.login_id,
        ticket.browser,
        ticket.question,
        secret,
        ticket.mistakes,
        ticket.passed,
    )


def _accounts(world: World) -> Key:
    signed_in = sorted(
        (browser, sign_in.contract)
        for browser, sign_in in world.sign_ins.items()
        if world.accounts[sign_in.contract].version == sign_in.version
    )
    accounts = sorted((id_, a.login_id, a.password, a.contact) for id_, a in world.accounts.items())
    return (tuple(accounts), tuple(signed_in))


def _ahead(world: World, names: dict[str, str]) -> Key:
    """What lies ahead, in order: things due at one moment share their place."""
    ahead = deadlines(world)
    moments = sorted({deadline.at for deadline in ahead})
    return tuple(
        sorted(
            (moments.index(deadline.at), deadline.kind, names.get(deadline.key, deadline.key))
            for deadline in ahead
        )
    )
