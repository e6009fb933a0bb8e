"""What comes of a move: the real `decide` and `evolve`, and the courier's round without SMTP."""

from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.decide import decide, shows_a_secret
from itsid_sim.core.dice import Dice, seeded
from itsid_sim.core.digest import ticket_id
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import NO_DIALOG, Fault, World
from itsid_sim.core.turn import dialog_id
from itsid_sim.explore.beside import MAILBOX, listing
from itsid_sim.explore.configuration import plain
from itsid_sim.explore.ledger import SECRET_KINDS, Ledger, recorded
from itsid_sim.explore.moves import Fate, Looked, Move, Posted, Pressed, Reloaded, UrlOpened, Waited
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State, Tab
from itsid_sim.procedures.letters import url_of
from itsid_sim.rules import sentences

Events = tuple[e.Event, ...]

LOST = (Fault("lose"),)


class Step(NamedTuple):
    """A press and what came of it; `after` is the world before any letter moves on.

    `ledger` is what the documents say of it now.
    """

    before: State
    press: c.Press
    events: Events
    after: World
    ledger: Ledger


@lru_cache(maxsize=4096)
def dice_of(number: int) -> Dice:
    """The dice of the press that writes letter number `number`: no two letters are alike."""
    return seeded("explore", number)


def press_of(state: State, move: Pressed) -> c.Press:
    """The command of a press."""
    world = state.world
    dialog = world.dialogs.get(dialog_id(move.who, move.room), NO_DIALOG)
    return c.Press(
        move.who,
        dialog.page,
        move.entry.button,
        move.entry.form,
        move.address,
        move.seen_at or world.now,
        move.room,
    )


def decided(space: Space, state: State, press: c.Press) -> Events:
    """What a press makes happen."""
    world = state.world
    dice = dice_of(len(world.letters) + world.unwritten)
    return decide(space.chart, world, press, dice, plain)


def pressed(space: Space, state: State, press: c.Press, events: Events) -> tuple[Step, State]:
    """The state after a press that made this happen; the page that came has been looked at."""
    world = evolve(state.world, events)
    ledger = recorded(state.ledger, state.world, press, events, world)
    step = Step(state, press, events, world, ledger)
    for event in events:
        if isinstance(event, e.LetterWritten):
            world = _on_its_way(space, world, event)
    if shows_a_secret(world, press.browser):
        world = did(space, world, c.Look(press.browser))
    at = dialog_id(press.browser, press.room)
    tabs = state.tabs.delete(at) if at in state.tabs else state.tabs
    return step, State(world, tabs, ledger)


def moved(space: Space, state: State, move: Move) -> State:
    """The state after a move, whatever it is."""
    world = state.world
    if isinstance(move, Pressed):
        press = press_of(state, move)
        return pressed(space, state, press, decided(space, state, press))[1]
    if isinstance(move, Waited):
        return state._replace(world=evolve(world, (e.TimePassed(move.seconds),)))
    if isinstance(move, Posted):
        return state._replace(world=_posted(space, world, move.letter, move.fate))
    if isinstance(move, UrlOpened):
        letter = world.letters[move.letter]
        address = url_of(letter, "")
        title = space.title(world, c.Press(move.who, 0, "", address=address, seen_at=world.now))
        tab = Tab(title, ticket_id(letter.secret), address, world.now)
        return state._replace(tabs=state.tabs.set(move.who, tab))
    if isinstance(move, Reloaded):
        return state._replace(world=did(space, world, c.Look(move.who)))
    if isinstance(move, Looked):
        return _looked(space, state, move)
    raise TypeError(f"{move}: no move that is known")


def _looked(space: Space, state: State, move: Looked) -> State:
    """A list of letters stays before whoever looked at it; nothing else comes of a look."""
    world, who = state.world, move.who
    space.title(world, c.Press(who, 0, "", address=move.address, room=move.room))
    listed = listing(world, space.boxes[who]) if move.address == MAILBOX else None
    if listed is None:
        return state
    letter = c.Press(who, 0, "", address=listed.address, room=move.room)
    if space.title(world, letter) != sentences.READ_MAIL:
        return state
    return state._replace(tabs=state.tabs.set(dialog_id(who, move.room), listed))


def did(space: Space, world: World, command: c.Command) -> World:
    """The world after a command without a page."""
    return evolve(world, decide(space.chart, world, command, dice_of(0), plain))


def _on_its_way(space: Space, world: World, letter: e.LetterWritten) -> World:
    """Letters without a secret arrive at once: what becomes of them changes nothing."""
    if letter.kind not in SECRET_KINDS:
        return _posted(space, world, letter.letter, "arrives")
    return _posted(space, world, letter.letter, "is lost") if letter.to in space.unread else world


def _posted(space: Space, world: World, letter: str, fate: Fate) -> World:
    if fate == "is lost":
        world = replace(world, faults=LOST)
    world = did(space, world, c.TryLetter(letter, 1))
    for _ in range(2 if fate == "arrives twice" else 1):
        world = did(space, world, c.Deliver(letter))
    world = did(space, world, c.Accept(letter, ""))
    return replace(world, faults=()) if world.faults else world
