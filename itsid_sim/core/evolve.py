"""The fold: what each event makes of a world. It knows no rule and never refuses."""

from collections.abc import Iterable

from immutables import Map
from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core import evolve_mail
from itsid_sim.core.state import NO_DIALOG, Account, Dialog, Failures, SignIn, World
from itsid_sim.core.steps import STEPS, upon

__all__ = ["evolve", "evolve_mail", "pending_key"]  # importing evolve_mail fills its part of STEPS


def evolve(world: World, events: Iterable[e.Event]) -> World:
    """The world after these events."""
    for event in events:
        world = STEPS[type(event)](world, event)
    return world


@upon(e.TimePassed)
def _passed(world: World, event: e.TimePassed) -> World:
    return replace(world, now=world.now + event.seconds)


@upon(e.ContractAdded)
def _added(world: World, event: e.ContractAdded) -> World:
    contract, account = event.contract, event.account
    same_phone = world.by_phone.get(contract.phone, ())
    world = replace(
        world,
        contracts=world.contracts.set(contract.id, contract),
        by_phone=world.by_phone.set(contract.phone, (*same_phone, contract.id)),
    )
    return world if account is None else _owned(world, contract.id, account)


def _owned(world: World, contract: str, account: Account) -> World:
    owners = world.owners
    before = world.accounts.get(contract)
    if before is not None:
        owners = owners.delete(before.login_id.lower())
    return replace(
        world,
        accounts=world.accounts.set(contract, account),
        owners=owners.set(account.login_id.lower(), contract),
    )


# dialogs


@upon(e.Moved)
def _moved(world: World, event: e.Moved) -> World:
    old = world.dialogs.get(event.browser, NO_DIALOG)
    if event.forget:
        new = Dialog(event.screen, old.page + 1, world.now, old.screen)
    else:
        new = replace(
            old,
            screen=event.screen,
            page=old.page + 1,
            touched_at=world.now,
            came_from=old.screen,
            notices=(),
            looks=0,
        )
    return _dialog(world, event.browser, new)


@upon(e.Opened)
def _opened(world: World, event: e.Opened) -> World:
    page = world.dialogs.get(event.browser, NO_DIALOG).page
    new = Dialog(
        event.screen,
        page,
        world.now,
        ticket=event.ticket,
        opened_at=event.at,
        letter=event.letter,
    )
    return _dialog(world, event.browser, new)


@upon(e.Stayed)
def _stayed(world: World, event: e.Stayed) -> World:
    old = world.dialogs[event.browser]
    new = replace(old, page=old.page + 1, touched_at=world.now, notices=event.notices)
    return _dialog(world, event.browser, new)


def _dialog(world: World, browser: str, dialog: Dialog) -> World:
    return replace(world, dialogs=world.dialogs.set(browser, dialog))


def _learned(world: World, browser: str, **facts: object) -> World:
    return _dialog(world, browser, replace(world.dialogs[browser], **facts))


@upon(e.ContractsMatched)
def _matched(world: World, event: e.ContractsMatched) -> World:
    return _learned(world, event.browser, candidates=event.contracts, entered=event.entered)


@upon(e.ContractProven)
def _proven(world: World, event: e.ContractProven) -> World:
    return _learned(world, event.browser, candidates=(), entered=(), contract=event.contract)


@upon(e.IdGiven)
def _named(world: World, event: e.IdGiven) -> World:
    return _learned(world, event.browser, login_id=event.login_id)


@upon(e.ProofHeld)
def _held(world: World, event: e.ProofHeld) -> World:
    return _learned(world, event.browser, proof=event.proof)


@upon(e.PasswordRevealed)
def _revealed(world: World, event: e.PasswordRevealed) -> World:
    return _learned(world, event.browser, login_id=event.login_id, reveal=event.password)


@upon(e.RevealLooked)
def _looked(world: World, event: e.RevealLooked) -> World:
    return _learned(world, event.browser, looks=world.dialogs[event.browser].looks + 1)


@upon(e.RevealOffered)
def _offered(world: World, event: e.RevealOffered) -> World:
    return _learned(world, event.browser, looks=0)


@upon(e.RevealLeft)
def _left(world: World, event: e.RevealLeft) -> World:
    return _learned(world, event.browser, reveal="")


# tickets


@upon(e.TicketIssued)
def _issued(world: World, event: e.TicketIssued) -> World:
    ticket = event.ticket
    key = pending_key(ticket.kind, ticket.subject)
    return replace(
        world,
        unwritten=world.unwritten if ticket.secret else world.unwritten + 1,
        tickets=world.tickets.set(ticket.id, ticket),
        pending=world.pending.set(key, (*world.pending.get(key, ()), ticket.id)),
        dialogs=world.dialogs.set(
            event.browser, replace(world.dialogs[event.browser], ticket=ticket.id)
        ),
    )


@upon(e.TicketShown)
def _ticket_shown(world: World, event: e.TicketShown) -> World:
    return _learned(world, event.browser, ticket=event.ticket)


@upon(e.TicketMistaken)
def _mistaken(world: World, event: e.TicketMistaken) -> World:
    ticket = world.tickets[event.ticket]
    ticket = replace(ticket, mistakes=ticket.mistakes + 1)
    return replace(world, tickets=world.tickets.set(ticket.id, ticket))


@upon(e.TicketPassed)
def _ticket_passed(world: World, event: e.TicketPassed) -> World:
    ticket = replace(world.tickets[event.ticket], passed=True)
    return replace(world, tickets=world.tickets.set(ticket.id, ticket))


@upon(e.TicketsVoided)
def _voided(world: World, event: e.TicketsVoided) -> World:
    tickets, pending = world.tickets, world.pending
    for id_ in event.tickets:
        ticket = tickets.get(id_)
        if ticket is None:
            continue
        tickets = tickets.delete(id_)
        key = pending_key(ticket.kind, ticket.subject)
        rest = tuple(other for other in pending[key] if other != id_)
        pending = pending.set(key, rest) if rest else pending.delete(key)
    return replace(world, tickets=tickets, pending=pending)


def pending_key(kind: str, subject: str) -> str:
    """Where the live tickets of a kind are listed for a contract or a folded ID."""
    return f"{kind}:{subject}"


# people


@upon(e.SignedIn)
def _signed_in(world: World, event: e.SignedIn) -> World:
    version = world.accounts[event.contract].version
    sign_in = SignIn(event.contract, version, world.now)
    others = world.sign_ins
    if event.before in others:
        others = others.delete(event.before)
    return replace(world, sign_ins=others.set(event.session, sign_in))


@upon(e.SignInTouched)
def _touched(world: World, event: e.SignInTouched) -> World:
    sign_in = replace(world.sign_ins[event.session], touched_at=world.now)
    return replace(world, sign_ins=world.sign_ins.set(event.session, sign_in))


@upon(e.Applied)
def _applied(world: World, event: e.Applied) -> World:
    before = world.applications.get(event.contract, ())
    after = world.applications.set(event.contract, (*before, event.application))
    return replace(world, applications=after)


@upon(e.TryFailed)
def _try_failed(world: World, event: e.TryFailed) -> World:
    return replace(world, failures=world.failures.set(event.key, event.failures))


@upon(e.FailuresForgotten)
def _failures_forgotten(world: World, event: e.FailuresForgotten) -> World:
    failures: Map[str, Failures] = world.failures
    for key in event.keys:
        if key in failures:
            failures = failures.delete(key)
    return replace(world, failures=failures)


@upon(e.Registered)
def _registered(world: World, event: e.Registered) -> World:
    before = world.accounts.get(event.contract)
    version = 0 if before is None else before.version + 1
    account = Account(event.login_id, event.password, event.salt, event.contact, version)
    return _owned(world, event.contract, account)


@upon(e.PasswordChanged)
def _password_changed(world: World, event: e.PasswordChanged) -> World:
    old = world.accounts[event.contract]
    new = replace(old, password=event.password, salt=event.salt, version=old.version + 1)
    return replace(world, accounts=world.accounts.set(event.contract, new))
