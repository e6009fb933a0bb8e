"""What holds at every step, by the ledger alone: each promise with the check that it is kept."""

from collections.abc import Callable, Iterator

from itsid_sim.core import events as e
from itsid_sim.core.commands import Press
from itsid_sim.core.state import NO_DIALOG, World
from itsid_sim.core.text import fold_answer, fold_id
from itsid_sim.explore.ledger import SECRET_KINDS, Credential, Ledger, Proof
from itsid_sim.explore.stepping import Step
from itsid_sim.rules import labels, promises, sentences
from itsid_sim.rules.limits import VALID_S
from itsid_sim.rules.promises import Promise

Check = Callable[[Step, Ledger, dict[str, str]], Iterator[bool]]

OPENED_BY_URL = frozenset({sentences.CONFIRMATION, labels.PHRASE_ENTRY})
CHANGED = (e.Registered, e.PasswordChanged)
# A press that made none of this happen can break no promise but that it changes no account.
TELLING = frozenset(
    {
        e.LetterWritten,
        e.TicketIssued,
        e.TicketPassed,
        e.Registered,
        e.PasswordChanged,
        e.SignedIn,
        e.SignInTouched,
    }
)


def is_telling(events: tuple[e.Event, ...]) -> bool:
    """Whether a promise could have been broken, or the ledger has to be kept."""
    for event in events:
        if type(event) in TELLING or (isinstance(event, e.Opened) and event.ticket):
            return True
    return False


def broken(step: Step) -> Promise | None:
    """The first promise that a step breaks."""
    is_same = step.after.accounts is step.before.world.accounts
    if not is_same and not any(isinstance(event, CHANGED) for event in step.events):
        return promises.UNFINISHED_CHANGES_NOTHING
    if isinstance(step.events[-1], e.Stayed) and _is_tried_too_often(step):
        return promises.TRIES_END
    for event in step.events:
        for promise, check in CHECKS.get(type(event), ()):
            if not all(check(step, step.before.ledger, dict(step.press.form))):
                return promise
    return None


def _is_tried_too_often(step: Step) -> bool:
    """Whether a page stays as it is though the last try that is allowed did not fit."""
    dialog = step.after.dialogs.get(step.press.browser, NO_DIALOG)
    proof = step.ledger.proofs.get(dialog.ticket)
    return proof is not None and proof.wrong >= step.after.settings.tries_max


def is_usable(proof: Proof | None, world: World, moment: int) -> bool:
    """Whether a proof may be used at a moment: not used up, not replaced, and in time."""
    if proof is None or proof.is_dead or proof.wrong >= world.settings.tries_max:
        return False
    return is_in_time(proof, world, moment)


def is_in_time(proof: Proof, world: World, moment: int) -> bool:
    """Whether a proof is still valid at a moment (Q01: the last second)."""
    last = world.settings.last_moment == "inclusive"
    return moment < proof.issued_at + VALID_S[proof.kind] + last


def proof_of(step: Step) -> Proof | None:
    """The proof that a press rests on: that of the mailed URL, or of the dialog."""
    ticket = step.before.world.dialogs.get(step.press.browser, NO_DIALOG).ticket
    for event in step.events:
        if isinstance(event, e.Opened | e.TicketPassed):
            ticket = event.ticket
    return step.before.ledger.proofs.get(ticket)


def _moment(world: World, press: Press) -> int:
    """When a URL must be in time: at the press, or when it was opened (Q21)."""
    opened = press.seen_at if press.address else world.dialogs[press.browser].opened_at
    return opened if world.settings.url_checked == "open" else world.now


def _urls_are_good(step: Step, ledger: Ledger, _: dict[str, str]) -> Iterator[bool]:
    world = step.before.world
    for event in step.events:
        by_url = isinstance(event, e.Opened) and event.screen in OPENED_BY_URL
        if by_url or isinstance(event, e.Registered | e.PasswordRevealed):
            yield is_usable(proof_of(step), world, _moment(world, step.press))


def _codes_are_good(step: Step, ledger: Ledger, form: dict[str, str]) -> Iterator[bool]:
    for event in step.events:
        if isinstance(event, e.TicketPassed):
            proof = proof_of(step)
            yield is_usable(proof, step.before.world, step.before.world.now)
            yield proof is not None and proof.browser == step.press.browser
            yield proof is not None and proof.secret == form.get(labels.CODE)


def _letter_has_come(step: Step, ledger: Ledger, _: dict[str, str]) -> Iterator[bool]:
    proof = proof_of(step)
    yield proof is None or step.before.world.letters[proof.letter].state == "arrived"


def _changes_are_proven(step: Step, ledger: Ledger, form: dict[str, str]) -> Iterator[bool]:
    changed = [event for event in step.events if isinstance(event, CHANGED)]
    yield len(changed) <= 1
    for event in changed:
        proof = proof_of(step)
        yield proof is not None and not proof.is_dead and proof.contract == event.contract
        if proof is not None:
            yield _is_proven(step, event, proof, form)
            yield _as_expected(step, event, proof, form)


def _is_proven(step: Step, event: e.Event, proof: Proof, form: dict[str, str]) -> bool:
    if proof.kind == "registration":
        return isinstance(event, e.Registered)
    if proof.kind == "code":
        return proof.passed == step.press.browser
    answer = fold_answer(form.get(labels.ANSWER, ""))
    return (form.get(labels.QUESTION), answer) == (proof.question, fold_answer(proof.answer))


def _as_expected(
    step: Step, event: e.Registered | e.PasswordChanged, proof: Proof, form: dict[str, str]
) -> bool:
    """Whether exactly what was asked for is what is registered now."""
    before = step.before.ledger.credentials.get(event.contract)
    account = step.after.accounts[event.contract]
    if proof.kind == "registration":
        contacts = {proof.login_id} | ({before.contact} if before else set())
        good = (account.login_id, account.password) == (proof.login_id, proof.password)
        return good and account.contact in contacts
    shown = [one.password for one in step.events if isinstance(one, e.PasswordRevealed)]
    password = shown[0] if shown else form.get(labels.PASSWORD)
    expected = before and Credential(before.login_id, password or "", before.contact)
    return expected == Credential(account.login_id, account.password, account.contact)


def _one_is_live(step: Step, ledger: Ledger, _: dict[str, str]) -> Iterator[bool]:
    if step.after.settings.live_proofs == "newest":
        issued = [one.ticket for one in step.events if isinstance(one, e.TicketIssued)]
        yield len(issued) <= 1
        for ticket in issued:
            same = (
                other
                for other in step.after.tickets.values()
                if (other.kind, other.subject) == (ticket.kind, ticket.subject) and other.secret
            )
            yield sum(1 for _ in same) <= 1


def _old_is_over(step: Step, ledger: Ledger, _: dict[str, str]) -> Iterator[bool]:
    after = step.after
    for event in step.events:
        if not isinstance(event, CHANGED):
            continue
        contract, account = event.contract, after.accounts[event.contract]
        yield all(
            one.version != account.version
            for one in after.sign_ins.values()
            if one.contract == contract
        )
        ids = [id_ for id_, owner in after.owners.items() if owner == contract]
        yield ids == [fold_id(account.login_id)]
        if after.settings.proof_use == "once":
            proofs = (
                one.ticket
                for one in ledger.proofs.values()
                if one.contract == contract and one.kind != "code"  # one that fits is found out
            )
            yield not any(id_ in after.tickets for id_ in proofs)


def _letters_go_right(step: Step, ledger: Ledger, form: dict[str, str]) -> Iterator[bool]:
    for event in step.events:
        if not isinstance(event, e.LetterWritten):
            continue
        if event.kind not in SECRET_KINDS:
            yield event.secret == ""
        elif event.kind == "registration":
            yield event.to == form.get(labels.ITSCOM_ID)
        else:
            dialog = step.before.world.dialogs.get(step.press.browser, NO_DIALOG)
            owner = ledger.owner(form.get(labels.ITSCOM_ID, "") or dialog.login_id)
            yield owner != "" and event.to == ledger.credentials[owner].contact


def _sign_ins_are_right(step: Step, ledger: Ledger, form: dict[str, str]) -> Iterator[bool]:
    for event in step.events:
        if isinstance(event, e.SignedIn):
            known = ledger.credentials.get(event.contract)
            yield known is not None and form.get(labels.PASSWORD) == known.password
            yield known is not None and fold_id(form[labels.ITSCOM_ID]) == fold_id(known.login_id)
        elif isinstance(event, e.SignInTouched):
            yield event.session in ledger.sessions


# What each kind of event could have broken, besides that accounts change by no other.
CHECKS: dict[type[e.Event], tuple[tuple[Promise, Check], ...]] = {
    e.Opened: ((promises.URL_STILL_GOOD, _urls_are_good),),
    e.TicketPassed: (
        (promises.CODE_STILL_GOOD, _codes_are_good),
        (promises.LETTER_FIRST, _letter_has_come),
    ),
    e.SignedIn: ((promises.RIGHT_PASSWORD_ONLY, _sign_ins_are_right),),
    e.SignInTouched: ((promises.RIGHT_PASSWORD_ONLY, _sign_ins_are_right),),
    e.LetterWritten: ((promises.LETTERS_TO_THEIR_OWNER, _letters_go_right),),
    e.TicketIssued: ((promises.ONE_AT_A_TIME, _one_is_live),),
    **dict.fromkeys(
        CHANGED,
        (
            (promises.URL_STILL_GOOD, _urls_are_good),
            (promises.LETTER_FIRST, _letter_has_come),
            (promises.PROVEN_FIRST, _changes_are_proven),
            (promises.OLD_IS_OVER, _old_is_over),
        ),
    ),
}
