"""What the documents say has come of it, kept beside a world and without a look at its tickets."""

from immutables import Map
from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.commands import Press
from itsid_sim.core.digest import ticket_id
from itsid_sim.core.state import NO_DIALOG, TicketKind, World
from itsid_sim.core.text import fold_id, is_answer, is_code
from itsid_sim.core.turn import split_address
from itsid_sim.rules import labels
from itsid_sim.rules.value import Value

# What the ledger has to hear of.
HEARD: frozenset[type[e.Event]] = frozenset(
    {
        e.LetterWritten,
        e.Registered,
        e.PasswordChanged,
        e.SignedIn,
        e.Stayed,
        e.TicketPassed,
        e.TicketsVoided,
    }
)
SECRET_KINDS = frozenset({"registration", "phrase", "code"})


class Proof(Value, frozen=True, gc=False):
    """A mailed URL or code: what it was sent for, and whether it may still be used.

    `wrong` counts the tries that did not fit; `passed` is the browser in which one did.
    """

    ticket: str
    kind: TicketKind
    contract: str
    letter: str
    secret: str
    issued_at: int
    browser: str
    login_id: str
    password: str = ""
    question: str = ""
    answer: str = ""
    wrong: int = 0
    passed: str = ""
    is_dead: bool = False


class Credential(Value, frozen=True, gc=False):
    """What signs a customer in, and where their letters go."""

    login_id: str
    password: str
    contact: str


# The fields whose texts are read, here and where promises are checked.
READ = frozenset({labels.ITSCOM_ID, labels.PASSWORD, labels.QUESTION, labels.ANSWER, labels.CODE})


class Ledger(Value, frozen=True):
    """Who signs in with what, by contract; proofs by ticket; who is signed in, by browser.

    `noted` is the last reissued password that a browser has shown.
    """

    credentials: Map[str, Credential] = Map()
    proofs: Map[str, Proof] = Map()
    sessions: Map[str, str] = Map()
    noted: Map[str, str] = Map()

    def owner(self, login_id: str) -> str:
        """The contract whose iTSCOM ID this is, empty if it is nobody's."""
        folded = fold_id(login_id)
        return next(
            (id_ for id_, one in self.credentials.items() if fold_id(one.login_id) == folded), ""
        )


def first_ledger(world: World) -> Ledger:
    """The ledger of a world in which nothing has happened, and nothing is digested."""
    return Ledger(
        Map(
            {
                id_: Credential(one.login_id, one.password, one.contact)
                for id_, one in world.accounts.items()
            }
        )
    )


def recorded(
    ledger: Ledger, before: World, press: Press, events: tuple[e.Event, ...], after: World
) -> Ledger:
    """The ledger after a press that made this happen."""
    if HEARD.isdisjoint(map(type, events)):
        return ledger
    for event in events:
        ledger = _heard(ledger, before, press, events, event)
    gone = [id_ for id_ in ledger.proofs if id_ not in after.tickets]
    if gone:
        proofs = ledger.proofs.mutate()
        for id_ in gone:
            del proofs[id_]
        ledger = replace(ledger, proofs=proofs.finish())
    return ledger


def _heard(
    ledger: Ledger, before: World, press: Press, events: tuple[e.Event, ...], event: e.Event
) -> Ledger:
    match event:
        case e.LetterWritten():
            ledger = _written(ledger, before, press, events, event)
        case e.Registered(contract, contact=contact):
            proof = _proof(ledger, before, press)
            if proof is not None:
                new = Credential(proof.login_id, proof.password, contact)
                ledger = _replaced(ledger, before, contract, new)
        case e.PasswordChanged(contract):
            password = _new_password(press, events)
            new = replace(ledger.credentials[contract], password=password)
            ledger = _replaced(ledger, before, contract, new)
        case e.PasswordRevealed(who, _, password):
            ledger = replace(ledger, noted=ledger.noted.set(who, password))
        case e.SignedIn(session, contract):
            ledger = replace(ledger, sessions=ledger.sessions.set(session, contract))
        case e.TicketPassed(ticket):
            ledger = _noted(ledger, ticket, passed=press.browser)
        case e.Stayed():
            ledger = _tried(ledger, before, press)
    return ledger


def _written(
    ledger: Ledger,
    before: World,
    press: Press,
    events: tuple[e.Event, ...],
    letter: e.LetterWritten,
) -> Ledger:
    """A new letter takes the place of older ones of its kind, also if it only says "taken"."""
    dialog = before.dialogs.get(press.browser, NO_DIALOG)
    form = dict(press.form)
    if letter.kind == "taken":
        return _ended(ledger, before, dialog.contract, "registration")
    if letter.kind not in SECRET_KINDS:
        return ledger
    ticket = next(one.ticket for one in events if isinstance(one, e.TicketIssued))
    typed = form.get(labels.ITSCOM_ID, "") or dialog.login_id
    contract = dialog.contract if letter.kind == "registration" else ledger.owner(typed)
    ledger = _ended(ledger, before, contract, letter.kind)
    proof = Proof(
        ticket.id,
        ticket.kind,
        contract,
        letter.letter,
        letter.secret,
        before.now,
        press.browser,
        typed,
        form.get(labels.PASSWORD, ""),
        form.get(labels.QUESTION, ""),
        form.get(labels.ANSWER, ""),
    )
    return replace(ledger, proofs=ledger.proofs.set(ticket.id, proof))


def _ended(ledger: Ledger, world: World, contract: str, kind: str) -> Ledger:
    """Older proofs of a kind are over, unless Q04 keeps them."""
    if world.settings.live_proofs == "all":
        return ledger
    for proof in ledger.proofs.values():
        if proof.contract == contract and proof.kind == kind:
            ledger = _noted(ledger, proof.ticket, is_dead=True)
    return ledger


def _replaced(ledger: Ledger, world: World, contract: str, credential: Credential) -> Ledger:
    """After a change nothing older is valid (Q09), save the proof just used where Q03 keeps it."""
    keeps = world.settings.proof_use == "until-expiry"
    for proof in ledger.proofs.values():
        if proof.contract == contract and not keeps:
            ledger = _noted(ledger, proof.ticket, is_dead=True)
    sessions = Map({who: one for who, one in ledger.sessions.items() if one != contract})
    credentials = ledger.credentials.set(contract, credential)
    return replace(ledger, credentials=credentials, sessions=sessions)


def _tried(ledger: Ledger, before: World, press: Press) -> Ledger:
    """A code or an answer of the right form that did not fit."""
    form, proof = dict(press.form), _proof(ledger, before, press)
    answer = form.get(labels.ANSWER, "")
    if proof is None:
        return ledger
    is_try = is_code(form.get(labels.CODE, "")) or (
        answer and is_answer(answer) and labels.QUESTION in form
    )
    return _noted(ledger, proof.ticket, wrong=proof.wrong + 1) if is_try else ledger


def _proof(ledger: Ledger, before: World, press: Press) -> Proof | None:
    """The proof of the mailed URL on whose page a button was pressed, or else of the dialog."""
    dialog, token = before.dialogs.get(press.browser, NO_DIALOG), split_address(press.address)[1]
    if press.address and not token:
        return None
    return ledger.proofs.get(ticket_id(token) if token else dialog.ticket)


def _new_password(press: Press, events: tuple[e.Event, ...]) -> str:
    """What was typed, or else what was shown."""
    shown = (event.password for event in events if isinstance(event, e.PasswordRevealed))
    return dict(press.form).get(labels.PASSWORD, "") or next(shown, "")


def _noted(ledger: Ledger, ticket: str, **facts: object) -> Ledger:
    proof = ledger.proofs.get(ticket)
    if proof is None:
        return ledger
    return replace(ledger, proofs=ledger.proofs.set(ticket, replace(proof, **facts)))
