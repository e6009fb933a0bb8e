"""The one interpreter of the chart: what a command makes happen in a world."""

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.chart import STAY, Case, Chart, Go, Screen
from itsid_sim.core.decide_mail import DECISIONS
from itsid_sim.core.dice import Dice
from itsid_sim.core.digest import Digest
from itsid_sim.core.state import NO_DIALOG, Dialog, Notice, World
from itsid_sim.core.turn import Turn

Events = tuple[e.Event, ...]

# After these a dialog can do what only its owner may.
PROVING = (e.TicketPassed, e.PasswordRevealed)


def decide(chart: Chart, world: World, command: c.Command, dice: Dice, digest: Digest) -> Events:
    """What happens when the command is carried out in the world; nothing is a good answer too."""
    if isinstance(command, c.Press):
        return _press(chart, Turn(world, command, dice, digest))
    if isinstance(command, c.Look):
        return _look(world, command)
    if isinstance(command, c.LookAgain):
        return _look_again(world, command)
    return DECISIONS[type(command)](world, command)


def screen_of(chart: Chart, turn: Turn) -> tuple[Screen | None, bool]:
    """The screen that a person has before them, and whether it is another than the dialog's.

    Looking and pressing ask the same question, so that nothing can be pressed but what is shown.
    """
    if turn.press.address:
        entrance = chart.entrance(turn.press.address)
        screen, cases = None, entrance.opens if entrance else ()
    else:
        screen = chart.screens.get(turn.dialog.screen)
        cases = screen.first if screen else ()
    for case in cases:
        if case.when(turn):
            return chart.screens[case.then.screen], True
    return screen, False


def _press(chart: Chart, turn: Turn) -> Events:
    """A press on a page that is no longer the newest has no effect."""
    if turn.press.page != turn.dialog.page or not _is_in_its_room(chart, turn.press):
        return ()
    screen, elsewhere = screen_of(chart, turn)
    if screen is None:
        return ()
    events: list[e.Event] = []
    if elsewhere:
        events.append(_open(turn, screen))
    cases = screen.press.get(turn.press.button)
    if cases is not None:
        _follow(chart, turn, cases, events)
    elif elsewhere:
        events.append(e.Moved(turn.browser, screen.title, screen.forgets))
    return tuple(events)


def _is_in_its_room(chart: Chart, press: c.Press) -> bool:
    """An address belongs to one room; a dialog's own page may be in any."""
    entrance = chart.entrance(press.address) if press.address else None
    return entrance is None or entrance.room == press.room


def _open(turn: Turn, screen: Screen) -> e.Opened:
    ticket = turn.ticket
    id_ = "" if ticket is None else ticket.id
    at, letter = turn.opened_at, "" if turn.letter is None else turn.letter.id
    turn.dialog = Dialog(
        screen.title, turn.dialog.page, turn.now, ticket=id_, opened_at=at, letter=letter
    )
    return e.Opened(turn.browser, screen.title, id_, at, letter)


def _follow(chart: Chart, turn: Turn, cases: tuple[Case, ...], events: list[e.Event]) -> None:
    """The first case that holds; refusals side by side are weighed together, one for a field."""
    notices: dict[str, Notice] = {}
    for case in cases:
        if notices and not case.refuses:
            break
        if case.then.field in notices or not case.when(turn):
            continue
        if not case.refuses:
            _go(chart, turn, case.then, events)
            return
        notices[case.then.field] = Notice(case.then.field, case.then.says)
    events.append(e.Stayed(turn.browser, tuple(notices.values())))


def _go(chart: Chart, turn: Turn, then: Go, events: list[e.Event]) -> None:
    for effect in then.effects:
        events += effect(turn)
    if then.screen != STAY:
        events.append(e.Moved(turn.browser, then.screen, chart.screens[then.screen].forgets))
        if turn.press.next_proof and any(isinstance(event, PROVING) for event in events):
            events.append(e.ProofHeld(turn.browser, turn.press.next_proof))
    else:
        notices = (Notice(then.field, then.says),) if then.says else ()
        events.append(e.Stayed(turn.browser, notices))


def shows_a_secret(world: World, browser: str) -> bool:
    """Whether the browser's page is one that can be looked at only once (Q29)."""
    return bool(world.dialogs.get(browser, NO_DIALOG).reveal)


def _look(world: World, look: c.Look) -> Events:
    """A page that is shown only once is gone at the second look, if the looker may see it."""
    if look.address or look.room or not shows_a_secret(world, look.browser):
        return ()
    if world.dialogs[look.browser].proof not in ("", look.proof):
        return ()
    if world.dialogs[look.browser].looks:
        return (e.RevealLeft(look.browser),)
    return (e.RevealLooked(look.browser),)


def _look_again(world: World, look: c.LookAgain) -> Events:
    """What has been looked at and not left may be looked at afresh."""
    if not shows_a_secret(world, look.browser):
        return ()
    return (e.RevealOffered(look.browser),) if world.dialogs[look.browser].looks else ()
