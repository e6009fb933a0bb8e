"""Logins, registrations and reissues: what changes, what ends, and what stays as it was."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from itsid_sim.core import decide
from itsid_sim.core import events as e
from itsid_sim.core.chart import Chart
from itsid_sim.core.commands import Look
from itsid_sim.core.dice import Dice
from itsid_sim.core.event import Event
from itsid_sim.core.state import World
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.happenings import changing, without
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Alter, Events, Function, altering, folding, instead
from itsid_sim.procedures import (
    confirmation,
    login,
    matching,
    registration,
    reissue_by_code,
    reissue_by_phrase,
    shared,
)
from itsid_sim.rules import limits
from itsid_sim.rules.code import CODE_08, CODE_10
from itsid_sim.rules.login import LOGIN_04, LOGIN_05
from itsid_sim.rules.phrase import PHRASE_08, PHRASE_09
from itsid_sim.rules.registration import REG_07, REG_10, REG_20, REG_21, REG_25
from itsid_sim.rules.reregistration import REREG_01, REREG_02, REREG_03, REREG_04
from itsid_sim.rules.rule import Rule

COMPLETE = confirmation.complete_registration
CHANGE = reissue_by_code.change_password
REISSUE = reissue_by_phrase.reissue_password


def _voids_but(kind: str) -> Alter:
    """What is void after a change, less the proofs of a kind."""

    def kept(turn: Turn, event: e.TicketsVoided) -> Event:
        own, tickets = turn.dialog.ticket, turn.world.tickets
        gone = (id_ for id_ in event.tickets if id_ == own or tickets[id_].kind != kind)
        return replace(event, tickets=tuple(gone))

    return changing(e.TicketsVoided, kept)


def _registered(change: Callable[[Turn, e.Registered], Event]) -> Alter:
    """What is registered, with something of what was registered before."""

    def changed(turn: Turn, event: e.Registered) -> Event:
        return change(turn, event) if event.contract in turn.world.accounts else event

    return changing(e.Registered, changed)


def _before(turn: Turn, event: e.Registered, *names: str) -> Event:
    account = turn.world.accounts[event.contract]
    return replace(event, **{name: getattr(account, name) for name in names})


def _signed_in(turn: Turn, events: Events) -> Iterator[Event]:
    """Whoever is through is signed in at once (Q36)."""
    yield from events
    for one in events:
        if isinstance(one, e.Registered | e.PasswordChanged):
            yield e.SignedIn(turn.session, one.contract)


EFFECTS: tuple[tuple[Function, Rule, str, Alter], ...] = (
    (COMPLETE, REG_21, "signed-in-at-once", _signed_in),
    (COMPLETE, REG_25, "signed-in-at-once", _signed_in),
    (CHANGE, CODE_10, "signed-in-at-once", _signed_in),
    (REISSUE, PHRASE_08, "signed-in-at-once", _signed_in),
    (COMPLETE, REG_21, "nothing-registered", without(e.Registered)),
    (COMPLETE, REREG_01, "id-kept", _registered(lambda t, one: _before(t, one, "login_id"))),
    (COMPLETE, REREG_01, "contact-kept", _registered(lambda t, one: _before(t, one, "contact"))),
    (
        COMPLETE,
        REREG_02,
        "password-kept",
        _registered(lambda t, one: _before(t, one, "password", "salt")),
    ),
    (
        COMPLETE,
        REREG_04,
        "password-kept",
        _registered(lambda t, one: _before(t, one, "password", "salt")),
    ),
    (
        COMPLETE,
        REG_20,
        "choice-ignored",
        changing(e.Registered, lambda _, one: replace(one, contact=one.login_id)),
    ),
    (COMPLETE, REREG_02, "registration-urls-kept", _voids_but("registration")),
    (COMPLETE, REREG_02, "phrase-urls-kept", _voids_but("phrase")),
    (COMPLETE, REREG_02, "codes-kept", _voids_but("code")),
    (COMPLETE, REREG_02, "lock-kept", without(e.FailuresForgotten)),
    (CHANGE, CODE_08, "nothing-changed", without(e.PasswordChanged)),
    (CHANGE, CODE_08, "registration-urls-kept", _voids_but("registration")),
    (CHANGE, CODE_08, "phrase-urls-kept", _voids_but("phrase")),
    (CHANGE, CODE_08, "codes-kept", _voids_but("code")),
    (CHANGE, CODE_08, "lock-kept", without(e.FailuresForgotten)),
    (REISSUE, PHRASE_09, "nothing-changed", without(e.PasswordChanged)),
    (REISSUE, PHRASE_09, "registration-urls-kept", _voids_but("registration")),
    (REISSUE, PHRASE_09, "phrase-urls-kept", _voids_but("phrase")),
    (REISSUE, PHRASE_09, "codes-kept", _voids_but("code")),
    (REISSUE, PHRASE_09, "lock-kept", without(e.FailuresForgotten)),
    (REISSUE, PHRASE_08, "nothing-shown", without(e.PasswordRevealed)),
    (
        REISSUE,
        PHRASE_08,
        "another-shown",
        changing(e.PasswordRevealed, lambda _, one: replace(one, password="Abcdef23456x")),
    ),
    (
        REISSUE,
        PHRASE_08,
        "no-id-shown",
        changing(e.PasswordRevealed, lambda _, one: replace(one, login_id="")),
    ),
    (login.sign_in, LOGIN_05, "failures-kept", without(e.FailuresForgotten)),
    (login.sign_in, LOGIN_04, "not-signed-in", without(e.SignedIn)),
    (matching.prove_contract, REG_07, "failures-kept", without(e.FailuresForgotten)),
    (matching.prove_candidate, REG_10, "failures-kept", without(e.FailuresForgotten)),
)


def account_mutants() -> Iterator[Mutant]:
    """Every change partial or early, every secret shown too often."""
    for effect, rule, operator, alter in EFFECTS:
        at = effect.__name__.replace("_", "-")
        told = effect.__doc__ or ""
        yield mutant(rule, operator, told, change=altering(effect, alter), at=at)
    yield from _early()
    yield from _notices()
    yield from _sessions()
    yield from _shown()
    yield from _drawn()


def _early() -> Iterator[Mutant]:
    """Registered when the URL is mailed; the old one dead as soon as a new one is asked for."""

    def at_once(turn: Turn, events: Events) -> Iterable[Event]:
        yield from events
        for one in events:
            if isinstance(one, e.TicketIssued):
                own = one.ticket
                yield e.Registered(own.subject, own.login_id, own.secret, own.salt, own.login_id)

    def of_the_known(turn: Turn, events: Events) -> Iterable[Event]:
        known = turn.dialog.contract in turn.world.accounts
        return at_once(turn, events) if known else events

    mailing = registration.mail_registration_url
    yield mutant(REG_21, "registered-when-mailed", change=altering(mailing, at_once))
    yield mutant(REREG_03, "overwritten-when-mailed", change=altering(mailing, of_the_known))

    def with_the_code(turn: Turn, events: Events) -> Iterable[Event]:
        yield from events
        subject = "" if turn.ticket is None else turn.ticket.subject
        yield e.PasswordChanged(turn.world.owners[subject], "?", "")

    change = altering(reissue_by_code.pass_code, with_the_code)
    yield mutant(CODE_08, "changed-when-the-code-passes", change=change)
    yield mutant(CODE_10, "changed-when-the-code-passes", change=change)


def _notices() -> Iterator[Mutant]:
    """Q25: who is told of a change."""
    notice = shared.write_change_notice

    def told(turn: Turn, contract: str) -> Events:
        kept = turn.settings
        turn.settings = replace(kept, change_notice="tell")
        try:
            return notice(turn, contract)
        finally:
            turn.settings = kept

    def to_the_new(turn: Turn, contract: str) -> Events:
        new = "" if turn.ticket is None else turn.ticket.login_id
        written = (one for one in notice(turn, contract) if isinstance(one, e.LetterWritten))
        return tuple(replace(one, to=new or one.to) for one in written)

    yield mutant(REREG_01, "notice-unsent", change=instead(notice, lambda *_: ()))
    yield mutant(REREG_01, "notice-though-silent", change=instead(notice, told))
    yield mutant(REREG_01, "notice-to-the-new-contact", change=instead(notice, to_the_new))


def _sessions() -> Iterator[Mutant]:
    """Sign-ins outlive the account that they belong to; the old ID still signs in."""

    def same_version(before: World, event: e.Registered, after: World) -> World:
        old = before.accounts.get(event.contract)
        if old is None:
            return after
        account = replace(after.accounts[event.contract], version=old.version)
        return replace(after, accounts=after.accounts.set(event.contract, account))

    def old_id_too(before: World, event: e.Registered, after: World) -> World:
        old = before.accounts.get(event.contract)
        if old is None:
            return after
        return replace(after, owners=after.owners.set(old.login_id.lower(), event.contract))

    yield mutant(REREG_02, "sessions-kept", change=folding(e.Registered, same_version))
    yield mutant(REREG_02, "old-id-signs-in", change=folding(e.Registered, old_id_too))
    for rule, effect in ((CODE_08, CHANGE), (PHRASE_09, REISSUE)):
        yield mutant(rule, "sessions-kept", change=_kept_sessions(effect))


def _kept_sessions(effect: Function) -> Change:
    """The version stays; the two effects are told apart by whether a password is shown."""
    shows = effect is REISSUE

    def fold(before: World, event: e.PasswordChanged, after: World) -> World:
        branch = before.contracts[event.contract].branch or before.settings.reissue_branch
        if (branch == "A") is not shows:
            return after
        version = before.accounts[event.contract].version
        account = replace(after.accounts[event.contract], version=version)
        return replace(after, accounts=after.accounts.set(event.contract, account))

    return folding(e.PasswordChanged, fold)


def _shown() -> Iterator[Mutant]:
    """Q29: a reissued password is shown once."""
    look = decide._look  # noqa: SLF001 - what is broken on purpose

    def shown_twice(world: World, command: Look) -> Events:
        events = look(world, command)
        dialog = world.dialogs.get(command.browser)
        again = dialog is not None and dialog.looks == 1
        is_left = any(isinstance(one, e.RevealLeft) for one in events)
        return (e.RevealLooked(command.browser),) if again and is_left else events

    yield mutant(PHRASE_08, "shown-twice", change=instead(look, shown_twice))
    yield mutant(
        PHRASE_08, "shown-for-ever", change=folding(e.RevealLeft, lambda old, _event, _new: old)
    )
    yield mutant(
        PHRASE_08,
        "never-shown",
        change=folding(e.RevealLooked, lambda old, one, _: _left(old, one)),
    )


def _left(world: World, event: e.RevealLooked) -> World:
    dialog = replace(world.dialogs[event.browser], reveal="")
    return replace(world, dialogs=world.dialogs.set(event.browser, dialog))


def _drawn() -> Iterator[Mutant]:
    """Q15: what a reissued password is made of."""
    draw, alphabet = Dice.password, limits.REISSUED_ALPHABET

    def drawing(password: Callable[[Dice, int], str]) -> Change:
        def changed(chart: Chart) -> Chart:
            setattr(Dice, "password", password)  # noqa: B010 - mypy knows no other method
            return chart

        return changed

    yield mutant(PHRASE_08, "password-shorter", change=drawing(lambda d, n: draw(d, n - 1)))
    yield mutant(PHRASE_08, "password-longer", change=drawing(lambda d, n: draw(d, n + 1)))
    yield mutant(PHRASE_08, "password-always-the-same", change=drawing(lambda _, n: alphabet[:n]))
    for char in sorted(set("0O1lI")):
        confusing = drawing(lambda d, n, char=char: char + draw(d, n - 1))  # type: ignore[misc]
        yield mutant(PHRASE_08, "password-confusing", char, change=confusing)
    symbol = drawing(lambda d, n: "@" + draw(d, n - 1))
    yield mutant(PHRASE_08, "password-with-symbols", change=symbol)
