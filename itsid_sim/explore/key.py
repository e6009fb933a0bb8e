"""Which states go on alike: what is left of a state when all that cannot matter is left out.

Deadlines count by their order, and only where something reads them. Addresses that one person can
read, and passwords that people choose, are alike but for where they stand. A proof that nobody can
use any more, or see, is as good as none. `crosscheck` holds this against the states themselves.
"""

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import msgpack

from itsid_sim.core.state import Dialog, World
from itsid_sim.explore.state import State
from itsid_sim.explore.still import Ahead, Names, Part, Still, still
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.limits import MINUTE_S

DIGEST_BYTES = 16
KNOWN_MAX = 256
# Where it matters which screen one came from, and how long one has been there.
READS_ORIGIN = frozenset({labels.CONTRACTOR})
TIMES_OUT = frozenset(
    {
        labels.CONTRACTOR,
        labels.MORE_FACTS,
        labels.TERMS,
        sentences.ID_ENTRY,
        labels.PHRASE_SETTING,
        labels.NEW_PASSWORD,
        labels.REISSUED,
        labels.PRINT_VIEW,
    }
)
TIMES_OUT_WHEN_OPENED_IN_TIME = frozenset({sentences.CONFIRMATION, labels.PHRASE_ENTRY})

_encode = msgpack.Encoder().encode


class Keys:
    """Makes the keys of a space's states; `boxes` are the mailboxes of each of its people.

    What stands still from one state to the next is told only once.
    """

    def __init__(self, boxes: Iterable[frozenset[str]], passwords: Iterable[str]) -> None:
        """`passwords` are those that people choose; any other was reissued."""
        self._addresses = {
            address: f"{number}/"
            for number, box in enumerate(dict.fromkeys(boxes))
            for address in box
        }
        self._passwords = dict.fromkeys(passwords, "p")
        self._known: dict[tuple[object, ...], tuple[Part, bytes, Still]] = {}

    def digest(self, state: State) -> bytes:
        """The key of a state, 16 bytes: the same in every process and on every machine."""
        world = state.world
        _, told, rest = self._still(state)
        ahead = rest.ahead.copy()
        dialogs = _dialogs(world, rest, ahead)
        signed_in = _signed_in(world, ahead) if world.sign_ins else ()
        failures = _failures(world, rest.ids, ahead) if world.failures else ()
        tabs = sorted(
            (who, rest.proofs[tab.ticket])
            for who, tab in state.tabs.items()
            if tab.ticket in rest.proofs
        )
        noted = sorted(who for who, one in state.ledger.noted.items() if is_current(state, one))
        key = (told, noted, dialogs, signed_in, failures, tabs, _order(ahead))
        return blake2b(_encode(key), digest_size=DIGEST_BYTES).digest()

    def _still(self, state: State) -> tuple[Part, bytes, Still]:
        """What stands still; by the identity of its parts, which are kept so that it stays theirs."""
        world = state.world
        parts = (
            world.accounts,
            world.tickets,
            world.arrivals,
            world.to_send,
            world.mailed_at,
            state.ledger.proofs,
        )
        seen = tuple([dialog.ticket for dialog in world.dialogs.values()])
        key = (*map(id, parts), world.now, seen)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > KNOWN_MAX:
                self._known.clear()
            rest = still(state, seen, Names(self._addresses), Names(self._passwords))
            self._known[key] = known = (parts, _encode(rest.told), rest)
        return known


def is_current(state: State, password: str) -> bool:
    """Whether somebody could sign in with a password."""
    return any(one.password == password for one in state.world.accounts.values())


def _dialogs(world: World, rest: Still, ahead: Ahead) -> list[Part]:
    told: list[Part] = []
    idle = world.settings.idle_minutes
    for who, dialog in world.dialogs.items():
        told.append((who, *_dialog(dialog, rest)))
        if idle is not None and _times_out(world, dialog):
            at = dialog.touched_at + idle * MINUTE_S
            if at > world.now:
                ahead.append((at, who))
    told.sort()
    return told


def _times_out(world: World, dialog: Dialog) -> bool:
    if dialog.screen in TIMES_OUT:
        return True
    return world.settings.url_checked == "open" and dialog.screen in TIMES_OUT_WHEN_OPENED_IN_TIME


def _dialog(dialog: Dialog, rest: Still) -> Part:
    screen, login_id = dialog.screen, dialog.login_id
    return (
        screen,
        screen in READS_ORIGIN and dialog.came_from == labels.FORGOTTEN,
        dialog.candidates,
        dialog.entered,
        dialog.contract,
        rest.ids.get(login_id, login_id) if login_id else "",
        rest.proofs.get(dialog.ticket, ""),
        bool(dialog.reveal),
        dialog.looks,
    )


def _signed_in(world: World, ahead: Ahead) -> list[Part]:
    minutes = world.settings.signed_in_minutes
    told: list[Part] = []
    for who, sign_in in sorted(world.sign_ins.items()):
        if world.accounts[sign_in.contract].version != sign_in.version:
            continue
        if minutes is not None:
            at = sign_in.touched_at + minutes * MINUTE_S
            if at <= world.now:
                continue
            ahead.append((at, f"in:{who}"))
        told.append((who, sign_in.contract))
    return told


def _failures(world: World, ids: dict[str, str], ahead: Ahead) -> list[Part]:
    told: list[Part] = []
    for key, failures in sorted(world.failures.items()):
        kind, _, subject = key.partition(":")
        name = f"{kind}:{ids.get(subject, subject)}"
        if failures.until > world.now:
            ahead.append((failures.until, name))
        if failures.count:
            told.append((name, failures.count))
    return told


def _order(ahead: Ahead) -> list[Part]:
    """What lies ahead, in order: things due at one moment share their place."""
    ahead.sort()
    told: list[Part] = []
    place = last = 0
    for at, name in ahead:
        if at != last:
            place, last = place + 1, at
        told.append((place, name))
    return told
