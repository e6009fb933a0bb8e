"""What of a state stays as it is while people only walk from page to page."""

from collections.abc import Mapping
from typing import NamedTuple

from itsid_sim.core.deadlines import too_old_at
from itsid_sim.core.state import Ticket, World
from itsid_sim.explore.ledger import Proof
from itsid_sim.explore.state import State
from itsid_sim.rules.limits import MINUTE_S

Part = tuple[object, ...]
Ahead = list[tuple[int, str]]

REISSUED = "reissued"
GONE, SENT = "gone", "sent"
# So many letters of a kind can be told apart in a scenario: the newest, and the one before.
REACH = 2


class Names(dict[str, str]):
    """Names for texts that could be exchanged: by their group, in the order of being mentioned."""

    __slots__ = ("_groups", "_mentioned")

    def __init__(self, groups: Mapping[str, str]) -> None:
        super().__init__()
        self._groups = groups
        self._mentioned = dict.fromkeys(groups.values(), 0)

    def __missing__(self, text: str) -> str:
        group = self._groups.get(text)
        if group is None:
            return text
        self[text] = name = f"{group}{self._mentioned[group]}"
        self._mentioned[group] += 1
        return name


class Still(NamedTuple):
    """What is told of it, and what is needed to tell the rest.

    That is who asked for which code, a name for each proof that counts, a name for each ID, and
    what lies ahead, unordered.
    """

    told: Part
    asked: list[tuple[str, str]]
    proofs: dict[str, str]
    ids: Names
    ahead: Ahead


def still(state: State, seen: tuple[str, ...], ids: Names, passwords: Names) -> Still:
    """The standing part of a state in which these tickets are those of dialogs."""
    world, ahead = state.world, Ahead()
    accounts = [
        (id_, ids[one.login_id], _password(passwords, one.password), ids[one.contact])
        for id_, one in sorted(world.accounts.items())
    ]
    proofs: dict[str, str] = {}
    tickets: list[Part] = []
    asked: list[tuple[str, str]] = []
    for key, live in sorted(world.pending.items()):
        kind, _, subject = key.partition(":")
        number = 0
        for id_ in live:
            ticket, proof = world.tickets[id_], state.ledger.proofs.get(id_)
            letter = _letter(world, proof)
            at = too_old_at(ticket.kind, ticket.issued_at, world.settings)
            if not _counts(world, ticket, at, letter, id_ in seen):
                continue
            number += 1
            proofs[id_] = name = f"{kind}:{ids[subject]}/{number}"
            if at > world.now and not ticket.passed:
                ahead.append((at, name))
            if kind == "code":
                asked.append((name, ticket.browser))
            new = _password(passwords, ticket.secret) if kind == "registration" else ""
            tickets.append((name, ids[ticket.login_id], new, letter, *_progress(ticket, proof)))
    _others(world, ids, ahead)
    return Still((accounts, tickets), asked, proofs, ids, ahead)


def _password(passwords: Names, password: str) -> str:
    name = passwords[password]
    return REISSUED if name is password else name


def _counts(world: World, ticket: Ticket, at: int, letter: str, seen: bool) -> bool:  # noqa: FBT001
    """Whether anybody can still use or see a proof."""
    settings = world.settings
    if ticket.kind == "code":
        several = settings.mail_quota is not None or settings.live_proofs == "all"
        return seen or (several and at > world.now)
    return at > world.now and (seen or letter != GONE)


def _letter(world: World, proof: Proof | None) -> str:
    """Whether a proof's letter is on its way, and how many of its kind are newer if it is there."""
    if proof is None:
        return GONE
    letter = world.letters[proof.letter]
    if letter.state != "arrived":
        return SENT if proof.letter in world.to_send else GONE
    newer = 0
    for id_ in reversed(world.arrivals):
        if id_ == proof.letter:
            break
        other = world.letters[id_]
        newer += other.kind == letter.kind and other.to == letter.to
    return str(newer) if newer < REACH else GONE


def _progress(ticket: Ticket, proof: Proof | None) -> Part:
    """How far a proof has come in the world, and by the ledger."""
    facts: Part = (ticket.question, ticket.mistakes, ticket.passed)
    if proof is None:
        return facts
    return (*facts, proof.wrong, bool(proof.passed), proof.is_dead)


def _others(world: World, ids: Names, ahead: Ahead) -> None:
    quota = world.settings.mail_quota
    if quota is not None:
        span = quota.minutes * MINUTE_S
        for key, times in sorted(world.mailed_at.items()):
            kind, _, subject = key.partition(":")
            name = f"{kind}:{ids[subject]}"
            ahead.extend((at + span, name) for at in times if at + span > world.now)
    for contract in world.contracts.values():
        if contract.ready_from > world.now:
            ahead.append((contract.ready_from, contract.id))
