"""Letters and what they prove: sent or not, superseded or not, used up or not, counted or not."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.chart import Condition
from itsid_sim.core.event import Event
from itsid_sim.core.evolve import pending_key
from itsid_sim.core.state import Ticket, TicketKind
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.happenings import changing, to, to_contact, to_login_id, twice, without
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Alter, Events, Function, altering, altering_everywhere, instead
from itsid_sim.procedures import (
    inquiry,
    proofs,
    registration,
    reissue_by_code,
    reissue_by_phrase,
    webmail,
)
from itsid_sim.rules import letters as facts
from itsid_sim.rules.code import CODE_01, CODE_02, CODE_03, CODE_04, CODE_05
from itsid_sim.rules.forgotten import FORGOT_06
from itsid_sim.rules.help import HELP_01, HELP_03
from itsid_sim.rules.login import LOGIN_09
from itsid_sim.rules.phrase import PHRASE_01, PHRASE_04, PHRASE_05, PHRASE_06, PHRASE_07
from itsid_sim.rules.registration import REG_16, REG_17, REG_18, REG_19
from itsid_sim.rules.rule import Rule

URL = registration.mail_registration_url
TAKEN = registration.mail_taken_notice
PHRASE = reissue_by_phrase.mail_confirmation_url
CODE = reissue_by_code.mail_a_code

NAMELESS = changing(e.LetterWritten, lambda _, letter: replace(letter, name="?"))
ANOTHERS = changing(
    e.LetterWritten, lambda turn, letter: replace(letter, name=_somebody_else(turn, letter.name))
)
VOICELESS = changing(e.LetterWritten, lambda _, letter: replace(letter, text=""))
UNTITLED = changing(e.LetterWritten, lambda _, letter: replace(letter, subject="?"))
UNSIGNED = changing(e.LetterWritten, lambda _, letter: replace(letter, sender=facts.SENDER))

# Which effect, by which rule, is broken how.
EFFECTS: tuple[tuple[Function, Rule, str, Alter], ...] = (
    (URL, REG_16, "unsent", without(e.LetterWritten)),
    (URL, REG_16, "sent-twice", twice),
    (URL, REG_16, "sent-to-the-contact-before", to(lambda turn, one: _contact_of(turn) or one.to)),
    (URL, REG_16, "not-counted", without(e.MailCounted)),
    (URL, REG_17, "addressed-to-nobody", NAMELESS),
    (URL, REG_17, "addressed-to-another", ANOTHERS),
    (URL, REG_18, "older-kept", without(e.TicketsVoided)),
    (TAKEN, REG_16, "unsent", without(e.LetterWritten)),
    (TAKEN, REG_16, "sent-twice", twice),
    (TAKEN, REG_16, "sent-to-the-contact", to(to_contact)),
    (TAKEN, REG_16, "not-counted", without(e.MailCounted)),
    (TAKEN, REG_16, "older-kept", without(e.TicketsVoided)),
    (PHRASE, PHRASE_01, "unsent", without(e.LetterWritten)),
    (PHRASE, PHRASE_01, "sent-twice", twice),
    (PHRASE, PHRASE_01, "sent-to-the-id", to(to_login_id)),
    (PHRASE, PHRASE_01, "not-counted", without(e.MailCounted)),
    (PHRASE, PHRASE_04, "addressed-to-nobody", NAMELESS),
    (PHRASE, PHRASE_04, "addressed-to-another", ANOTHERS),
    (PHRASE, PHRASE_05, "older-kept", without(e.TicketsVoided)),
    (CODE, CODE_01, "unsent", without(e.LetterWritten)),
    (CODE, CODE_01, "sent-twice", twice),
    (CODE, CODE_01, "sent-to-the-id", to(to_login_id)),
    (CODE, CODE_01, "not-counted", without(e.MailCounted)),
    (CODE, CODE_02, "addressed-to-nobody", NAMELESS),
    (CODE, CODE_02, "addressed-to-another", ANOTHERS),
    (CODE, CODE_03, "older-kept", without(e.TicketsVoided)),
    (inquiry.mail_inquiry, HELP_03, "unsent", without(e.LetterWritten)),
    (inquiry.mail_inquiry, HELP_03, "sent-twice", twice),
    (inquiry.mail_inquiry, HELP_03, "sent-elsewhere", to(lambda *_: facts.SENDER)),
    (inquiry.mail_inquiry, HELP_03, "text-lost", VOICELESS),
    (inquiry.mail_inquiry, HELP_03, "sender-lost", UNSIGNED),
    (webmail.send_mail, HELP_01, "unsent", without(e.LetterWritten)),
    (webmail.send_mail, HELP_01, "sent-twice", twice),
    (webmail.send_mail, HELP_01, "sent-elsewhere", to(lambda *_: facts.SENDER)),
    (webmail.send_mail, HELP_01, "subject-lost", UNTITLED),
    (webmail.send_mail, HELP_01, "text-lost", VOICELESS),
    (webmail.send_mail, HELP_01, "sender-lost", UNSIGNED),
    (webmail.send_mail, HELP_01, "not-touched", without(e.SignInTouched)),
    (webmail.send_reply, HELP_01, "unsent", without(e.LetterWritten)),
    (webmail.send_reply, HELP_01, "sent-twice", twice),
    (webmail.send_reply, HELP_01, "sent-elsewhere", to(lambda *_: facts.SENDER)),
    (webmail.send_reply, HELP_01, "subject-lost", UNTITLED),
    (webmail.send_reply, HELP_01, "text-lost", VOICELESS),
    (webmail.send_reply, HELP_01, "sender-lost", UNSIGNED),
    (webmail.send_reply, HELP_01, "not-touched", without(e.SignInTouched)),
)
# The same for the effect that is made once for each form of My PAGE.
APPLY = "take_in"
APPLYING: tuple[tuple[str, Alter], ...] = (
    ("unsent", without(e.LetterWritten)),
    ("sent-twice", twice),
    ("sent-to-the-id", to(to_login_id)),
    ("not-kept", without(e.Applied)),
    ("not-touched", without(e.SignInTouched)),
)


def proof_mutants() -> Iterator[Mutant]:
    """Every letter unsent, doubled or astray; every URL and code good for too much."""
    for effect, rule, operator, alter in EFFECTS:
        told = effect.__doc__ or ""
        at = effect.__name__.replace("_", "-")
        yield mutant(rule, operator, told, change=altering(effect, alter), at=at)
    for operator, alter in APPLYING:
        change = altering_everywhere(APPLY, alter)
        yield mutant(LOGIN_09, f"application-{operator}", change=change)
    yield from _quotas()
    yield from _tries()
    yield from _uses()
    yield from _decoys()


def _quotas() -> Iterator[Mutant]:
    """Q24: how many letters, counted for whom."""
    spent, count, key = proofs.quota_is_spent, proofs.count_mail, pending_key

    def with_quota(turn: Turn, change: int) -> Turn:
        quota = turn.settings.mail_quota
        if quota is not None:
            quota = replace(quota, letters=quota.letters + change)
        turn.settings = replace(turn.settings, mail_quota=quota)
        return turn

    def of(wanted: TicketKind, change: int) -> Change:
        def is_spent(turn: Turn, kind: TicketKind, to: str) -> bool:
            kept = turn.settings
            try:
                return spent(with_quota(turn, change) if kind == wanted else turn, kind, to)
            finally:
                turn.settings = kept

        return instead(spent, is_spent)

    def counted(wanted: TicketKind) -> Change:
        def count_for_all(turn: Turn, kind: TicketKind, to: str) -> Event:
            counted = count(turn, kind, to)
            return replace(counted, key=key(kind, "")) if kind == wanted else counted

        def spent_by_all(turn: Turn, kind: TicketKind, to: str) -> bool:
            return spent(turn, kind, "" if kind == wanted else to)

        first = instead(count, count_for_all)
        return lambda chart: instead(spent, spent_by_all)(first(chart))

    for rule, kind in QUOTAS:
        yield mutant(rule, "quota-one-more", change=of(kind, 1))
        yield mutant(rule, "quota-one-less", change=of(kind, -1))
        yield mutant(rule, "quota-for-all-together", change=counted(kind))


QUOTAS: tuple[tuple[Rule, TicketKind], ...] = (
    (REG_16, "registration"),
    (PHRASE_01, "phrase"),
    (CODE_01, "code"),
)


def _tries() -> Iterator[Mutant]:
    """Q05: how many mistakes."""
    for rule, kind in ((CODE_05, "code"), (PHRASE_07, "phrase")):
        for operator, change in (("tries-one-more", 1), ("tries-one-less", -1)):
            yield mutant(rule, operator, change=_with_tries(kind, change))


def _with_tries(kind: str, change: int) -> Change:
    is_spent: Condition = proofs.last_try_is_spent

    def is_spent_otherwise(turn: Turn) -> bool:
        ticket = turn.ticket
        if ticket is None or ticket.kind != kind:
            return is_spent(turn)
        return ticket.mistakes + 1 >= turn.settings.tries_max + change

    return instead(is_spent, is_spent_otherwise)


def _uses() -> Iterator[Mutant]:
    """Q03 and Q20: used once, and where."""
    for rule, kind in ((REG_19, "registration"), (PHRASE_06, "phrase"), (CODE_04, "code")):
        yield mutant(rule, "used-again", change=_reusable(kind))
    mine, live = reissue_by_code._mine, proofs.live  # noqa: SLF001 - what is broken on purpose

    def anybodys(turn: Turn, subject: str) -> tuple[Ticket, ...]:
        tickets = live(turn, "code", subject)
        return tuple(one for one in tickets if not proofs.is_too_old(turn, one, turn.now))

    yield mutant(CODE_04, "used-in-another-browser", change=instead(mine, anybodys))

    def any_code(turn: Turn) -> Ticket | None:
        return turn.ticket

    right = reissue_by_code._right_ticket  # noqa: SLF001
    yield mutant(CODE_05, "any-code-fits", change=instead(right, any_code))


def _reusable(wanted: str) -> Change:
    """The proof just used is kept, as if Q03 said so."""
    void_all = proofs.void_all

    def void_others(turn: Turn, contract: str, *login_ids: str) -> Events:
        ticket, kept = turn.ticket, turn.settings
        if ticket is not None and ticket.kind == wanted:
            turn.settings = replace(kept, proof_use="until-expiry")
        try:
            return void_all(turn, contract, *login_ids)
        finally:
            turn.settings = kept

    return instead(void_all, void_others)


def _decoys() -> Iterator[Mutant]:
    """Q06: an ID that nobody has is treated like any other."""
    for effect in (CODE, PHRASE):
        kind = effect.__name__.replace("_", "-")
        told = effect.__doc__ or ""
        for operator, alter in (
            ("decoy-missing", without(e.TicketIssued)),
            ("decoy-not-counted", without(e.MailCounted)),
            ("decoy-keeps-older", without(e.TicketsVoided)),
            ("decoy-mailed", _mailed),
        ):
            change = altering(effect, _if_decoy(alter))
            yield mutant(FORGOT_06, operator, told, change=change, at=kind)
    change = altering(proofs.count_mistake, _unless_decoy)
    yield mutant(FORGOT_06, "decoy-never-mistaken", change=change)


def _if_decoy(alter: Alter) -> Alter:
    def altered(turn: Turn, events: Events) -> Iterable[Event]:
        issued = [one.ticket for one in events if isinstance(one, e.TicketIssued)]
        is_decoy = any(not ticket.secret for ticket in issued)
        return alter(turn, events) if is_decoy else events

    return altered


def _mailed(turn: Turn, events: Events) -> Iterator[Event]:
    """A letter to the very address that was typed."""
    yield from events
    for one in events:
        if isinstance(one, e.TicketIssued):
            ticket, number = one.ticket, str(len(turn.world.letters) + turn.world.unwritten + 2)
            kind: TicketKind = ticket.kind
            yield e.LetterWritten(number, kind, ticket.login_id, "?", turn.dice.token())


def _unless_decoy(turn: Turn, events: Events) -> Iterable[Event]:
    ticket = turn.ticket
    return () if ticket is not None and not ticket.secret else events


def _contact_of(turn: Turn) -> str:
    account = turn.world.accounts.get(turn.dialog.contract)
    return "" if account is None else account.contact


def _somebody_else(turn: Turn, name: str) -> str:
    others = (one.name for one in turn.world.contracts.values() if one.name != name)
    return next(others, "?")
