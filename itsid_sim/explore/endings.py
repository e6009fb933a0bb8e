"""How the scenario of a counterexample ends: what would be seen if the promise were kept."""

from collections.abc import Callable, Iterator

from itsid_sim.core import events as e
from itsid_sim.core.page import Page
from itsid_sim.core.text import fold_id
from itsid_sim.explore.always import CHANGED, is_in_time, proof_of
from itsid_sim.explore.entries import Somebody
from itsid_sim.explore.ledger import Credential
from itsid_sim.explore.space import Space
from itsid_sim.explore.stepping import Step
from itsid_sim.explore.strangers import Seen
from itsid_sim.procedures.letters import FORMS
from itsid_sim.rules import labels, outcomes, promises, telling
from itsid_sim.rules.promises import Promise
from itsid_sim.rules.value import Value

SUBJECT_OF_A_CODE = FORMS["code"].subject


class Ending(Value, frozen=True):
    """What is done after the way, and what is then seen where the promise is kept."""

    done: tuple[str, ...]
    expected: tuple[str, ...]


def ending(space: Space, step: Step, promise: Promise) -> Ending:
    """The end of a scenario whose last press broke a promise."""
    return ENDINGS[promise.id](space, step)


def _starts_over(step: Step) -> str:
    return telling.COMES_TO.format(who=step.press.browser, outcome=outcomes.START_OVER)


def _url(_: Space, step: Step) -> Ending:
    return Ending((), (_starts_over(step),))


def _code(_: Space, step: Step) -> Ending:
    """A code that fits no more is refused beside its field; one out of time, or tries, ends all."""
    proof = proof_of(step)
    is_late = proof is not None and not is_in_time(proof, step.before.world, step.before.world.now)
    spent = proof is not None and proof.wrong >= step.before.world.settings.tries_max
    if is_late or spent:
        return Ending((), (_starts_over(step),))
    refused = telling.IS_REFUSED.format(who=step.press.browser, field=labels.CODE)
    return Ending((), (refused,))


def _still_signs_in(space: Space, step: Step) -> Ending:
    """What the ledger says signs in must sign in."""
    return Ending((), tuple(_signing_in(space, step)))


def _signing_in(space: Space, step: Step) -> Iterator[str]:
    for contract, known in step.ledger.credentials.items():
        owner = next(one for one in space.people if one.contract == contract)
        names = _named(owner, known)
        if names:
            yield telling.SIGNS_IN_WITH.format(
                who=step.press.browser, owner=owner.name, login_id=names[0], password=names[1]
            )


def _named(owner: Somebody, known: Credential) -> tuple[str, str] | None:
    """By what names a person knows an ID and a password, if they know both."""
    ids = (labels.ITSCOM_ID, labels.NEW_ID_FACT)
    login_id = next((one for one in ids if owner.facts.get(one) == known.login_id), "")
    passwords = (labels.PASSWORD, labels.NEW_PASSWORD_FACT)
    password = next((one for one in passwords if owner.facts.get(one) == known.password), "")
    return (login_id, password) if login_id and password else None


def _login(_: Space, step: Step) -> Ending:
    who = step.press.browser
    if any(isinstance(event, e.SignedIn) for event in step.events):
        return Ending((), (telling.CANNOT_SIGN_IN.format(who=who),))
    return Ending((), (telling.IS_ON_SCREEN.format(who=who, title=labels.LOGIN),))


def _letter(space: Space, step: Step) -> Ending:
    """The letter that went elsewhere should be where it belongs."""
    letter = next(event for event in step.events if isinstance(event, e.LetterWritten))
    box = labels.CONTACT_FACT if letter.kind != "registration" else labels.NEW_ID_FACT
    owner = space.people[0]
    if letter.kind == "registration":
        typed = dict(step.press.form).get(labels.ITSCOM_ID)
        owner, box = next(
            (one, name)
            for one in space.people
            for name in (labels.ITSCOM_ID, labels.NEW_ID_FACT)
            if one.facts.get(name) == typed
        )
    subject = FORMS[letter.kind].subject
    sentence = telling.LETTER_COMES.format(owner=owner.name, box=box, subject=subject)
    return Ending((), (sentence,))


def _old(space: Space, step: Step) -> Ending:
    """Sessions first, then IDs, then what was mailed before."""
    changed = next(event for event in step.events if isinstance(event, CHANGED))
    contract, who = changed.contract, step.press.browser
    version = step.after.accounts[contract].version
    for other, sign_in in step.after.sign_ins.items():
        if sign_in.contract == contract and sign_in.version == version:
            opened = telling.OPEN_MY_PAGE.format(who=other)
            return Ending((opened,), (telling.IS_ON_SCREEN.format(who=other, title=labels.LOGIN),))
    owner = next(one for one in space.people if one.contract == contract)
    known = step.before.ledger.credentials.get(contract)
    if known is not None and _is_still_known(step, contract, known):
        names = _named(owner, known) or (labels.ITSCOM_ID, labels.PASSWORD)
        sentence = telling.CANNOT_SIGN_IN_WITH.format(
            who=who, owner=owner.name, login_id=names[0], password=labels.NEW_PASSWORD_FACT
        )
        return Ending((), (sentence,))
    return _left_over(space, step)


def _is_still_known(step: Step, contract: str, known: Credential) -> bool:
    """Whether an ID that was replaced still leads to the contract."""
    is_replaced = step.after.accounts[contract].login_id != known.login_id
    return is_replaced and step.after.owners.get(fold_id(known.login_id)) == contract


def _left_over(space: Space, step: Step) -> Ending:
    """A proof that should be over is tried again."""
    who = step.press.browser
    proofs = [
        proof for proof in step.before.ledger.proofs.values() if proof.ticket in step.after.tickets
    ]
    for proof in proofs:
        if proof.kind != "code":
            opened = telling.OPEN_URL.format(who=who, subject=FORMS[proof.kind].subject)
            return Ending((opened,), (_starts_over(step),))
    return Ending((telling.RELOAD.format(who=who),), (_starts_over(step),))


def _one(_: Space, step: Step) -> Ending:
    """The letter before the newest brings nobody on, where it was asked for either."""
    who = step.press.browser
    ticket = next(event.ticket for event in step.events if isinstance(event, e.TicketIssued))
    if ticket.kind == "code":
        older = next(
            other.browser
            for other in step.after.tickets.values()
            if other.subject == ticket.subject and other.id != ticket.id and other.secret
        )
        done = (
            telling.TYPE_MAILED_CODE[1].format(who=older),
            telling.PRESS.format(who=older, label=labels.NEXT),
        )
        if older == who:
            return Ending(done, (telling.IS_REFUSED.format(who=who, field=labels.CODE),))
        over = telling.COMES_TO.format(who=older, outcome=outcomes.START_OVER)
        return Ending(done, (over,))
    opened = telling.OPEN_URL_BEFORE.format(who=who, subject=FORMS[ticket.kind].subject)
    return Ending((opened,), (_starts_over(step),))


def ending_alike(space: Space, expected: Seen, found: Seen) -> str:
    """What is seen with another ID, and should be with this one. Raises LookupError."""
    (who,) = space.configuration.who
    return next(_alike(who, expected, found))


def _alike(who: str, expected: Seen, found: Seen) -> Iterator[str]:
    if expected.page is not None and found.page is not None:
        yield from _on_page(who, expected.page, found.page)
    for kind, text in expected.letters:
        if (kind, text) not in found.letters:
            subject = FORMS[kind].subject
            yield telling.LETTER_COMES.format(owner=who, box=labels.NEW_ID_FACT, subject=subject)


def _on_page(who: str, expected: Page, found: Page) -> Iterator[str]:
    if expected.title != found.title:
        yield telling.IS_ON_SCREEN.format(who=who, title=expected.title)
    for notice in expected.notices:
        if notice not in found.notices:
            sentence = telling.NOTICED.get(notice.text, telling.IS_REFUSED)
            yield sentence.format(who=who, field=notice.field)
    for notice in found.notices:
        if notice.field not in {one.field for one in expected.notices}:
            yield telling.IS_NOT_REFUSED.format(who=who, field=notice.field)
    for line in expected.lines:
        if line not in found.lines:
            yield telling.SHOWS_LINE.format(who=who, line=line)


ENDINGS: dict[str, Callable[[Space, Step], Ending]] = {
    promises.URL_STILL_GOOD.id: _url,
    promises.CODE_STILL_GOOD.id: _code,
    promises.LETTER_FIRST.id: _code,
    promises.TRIES_END.id: _url,
    promises.PROVEN_FIRST.id: _still_signs_in,
    promises.RIGHT_PASSWORD_ONLY.id: _login,
    promises.LETTERS_TO_THEIR_OWNER.id: _letter,
    promises.UNFINISHED_CHANGES_NOTHING.id: _still_signs_in,
    promises.OLD_IS_OVER.id: _old,
    promises.ONE_AT_A_TIME.id: _one,
}
