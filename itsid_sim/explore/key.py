"""Which states go on alike: what is left of a state when all that cannot matter is left out.

Deadlines count by their order, and only where something reads them. Addresses that one person can
read, and passwords that people choose, are alike but for where they stand. A proof that nobody can
use any more, or see, is as good as none. `crosscheck` holds this against the states themselves.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from msgspec import msgpack

from itsid_sim.core.state import NO_DIALOG, Dialog, World
from itsid_sim.core.turn import dialog_id
from itsid_sim.explore.beside import ROOMS, has_mail
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.still import Ahead, Names, Part, Still, still
from itsid_sim.procedures.webmail import ROOM
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.limits import MINUTE_S, VALID_S
from itsid_sim.rules.settings import Settings

# What is before somebody, when it times out, until when they are signed in, and who they are.
Seat = tuple[Part, int, int, str]

# What begins falls due after no longer than this, in all configurations.
LONGEST_S = max(VALID_S.values())
DIGEST_BYTES = 16
SIGNED_IN = 1
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


class Place(NamedTuple):
    """A browser: whose, which dialogs lie beside its procedure, and which mailboxes are read."""

    group: str
    rooms: tuple[str, ...]
    boxes: frozenset[str]


class Keyed(NamedTuple):
    """The key of a state, the same in every process and on every machine, and what it tells of.

    `due` is when the next thing happens that anybody could notice; 0 if nothing will.
    `is_fresh`: what begins now would fall due together with what has just begun. `is_signed_in`:
    whether somebody is.
    """

    digest: bytes
    due: int
    is_fresh: bool
    is_signed_in: bool


class Keys:
    """Makes the keys of a space's states.

    Browsers of one person are alike. What stands still from one state to the next is told once.
    """

    def __init__(self, space: Space) -> None:
        boxes = dict.fromkeys(space.boxes.values())
        rooms = ROOMS if space.configuration.rooms else ()
        self._who = {
            who: Place(
                f"{list(boxes).index(box)}", tuple(dialog_id(who, room) for room in rooms), box
            )
            for who, box in space.boxes.items()
        }
        self._addresses = {
            address: f"{number}/" for number, box in enumerate(boxes) for address in box
        }
        self._passwords = dict.fromkeys(space.passwords, "p")
        self._spans = frozenset(spans(space.configuration.settings))
        self._known: dict[tuple[object, ...], tuple[Part, bytes, Still]] = {}

    def of(self, state: State) -> Keyed:
        """The key of a state: two states of one key go on alike."""
        world = state.world
        _, told, rest = self._still(state)
        ahead = rest.ahead.copy()
        seats = sorted(
            [_seat(state, rest, who, place) for who, place in self._who.items()],
        )
        places: dict[str, int] = {}
        for place, (_, idle_at, signed_in_until, who) in enumerate(seats):
            places[who] = place
            if idle_at:
                ahead.append((idle_at, f"idle {place}"))
            if signed_in_until:
                ahead.append((signed_in_until, f"in {place}"))
        failures = _failures(world, rest.ids, ahead) if world.failures else []
        asked = [(name, places[who]) for name, who in rest.asked]
        ahead.sort()
        fresh = [at - world.now for at, _ in ahead if at - world.now in self._spans]
        is_far = bool(ahead) and ahead[-1][0] - world.now > LONGEST_S
        seen = [seat[0] for seat in seats]
        key = (told, asked, failures, seen, _order(ahead), fresh[:1], is_far)
        digest = blake2b(_encode(key), digest_size=DIGEST_BYTES).digest()
        is_signed_in = any(seat[0][SIGNED_IN] for seat in seats)
        return Keyed(digest, ahead[0][0] if ahead else 0, bool(fresh), is_signed_in)

    def _still(self, state: State) -> tuple[Part, bytes, Still]:
        """What stands still, by the identity of its parts; they are kept, so that it is theirs."""
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


def _seat(state: State, rest: Still, who: str, place: Place) -> Seat:
    """What is before somebody, when that times out, and until when they are signed in."""
    world = state.world
    dialog, settings = world.dialogs.get(who, NO_DIALOG), world.settings
    idle_at = signed_in_until = 0
    if settings.idle_minutes is not None and _times_out(world, dialog):
        idle_at = _ahead(world, dialog.touched_at + settings.idle_minutes * MINUTE_S)
    contract, sign_in = "", world.sign_ins.get(who)
    if sign_in is not None and world.accounts[sign_in.contract].version == sign_in.version:
        contract = sign_in.contract
        if settings.signed_in_minutes is not None:
            until = sign_in.touched_at + settings.signed_in_minutes * MINUTE_S
            signed_in_until = _ahead(world, until)
            contract = contract if signed_in_until else ""
    tab, noted = state.tabs.get(who), state.ledger.noted.get(who)
    part = (
        place.group,
        contract,
        *_dialog(dialog, rest),
        [world.dialogs.get(room, NO_DIALOG).screen for room in place.rooms],
        bool(place.rooms) and has_mail(world, place.boxes),
        bool(place.rooms) and dialog_id(who, ROOM) in state.tabs,
        rest.proofs.get(tab.ticket, "") if tab else "",
        noted is not None and any(one.password == noted for one in world.accounts.values()),
    )
    return part, idle_at, signed_in_until, who


def spans(settings: Settings) -> Iterator[int]:
    """After how many seconds things fall due."""
    yield from VALID_S.values()
    limits = (settings.login_lockout, settings.proof_lockout, settings.mail_quota)
    some = (settings.idle_minutes, settings.signed_in_minutes)
    for minutes in (*some, *(one.minutes for one in limits if one)):
        if minutes is not None:
            yield minutes * MINUTE_S


def _ahead(world: World, moment: int) -> int:
    return moment if moment > world.now else 0


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
    told: list[Part] = []
    place = last = 0
    for at, name in ahead:
        if at != last:
            place, last = place + 1, at
        told.append((place, name))
    return told
