"""The one interpreter of the chart: what a command makes happen in a world."""

from collections.abc import Callable, Iterator

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.chart import STAY, Case, Chart, Screen
from itsid_sim.core.decide_mail import DECISIONS
from itsid_sim.core.dice import Dice
from itsid_sim.core.digest import Digest
from itsid_sim.core.state import NO_DIALOG, Dialog, Notice, World
from itsid_sim.core.turn import Turn

Events = tuple[e.Event, ...]
Decide = Callable[[World, c.Command, Dice, Digest], Events]


def decide(chart: Chart, world: World, command: c.Command, dice: Dice, digest: Digest) -> Events:
    """What happens when the command is carried out in the world; nothing is a good answer too."""
    if isinstance(command, c.Press):
        return tuple(_press(chart, Turn(world, command, dice, digest)))
    if isinstance(command, c.Look):
        return _look(world, command)
    return DECISIONS[type(command)](world, command)


def screen_of(chart: Chart, turn: Turn) -> tuple[Screen | None, bool]:
    """The screen that a person has before them, and whether it is another than the dialog's.

    Looking and pressing ask the same question, so that nothing can be pressed but what is shown.
    """
    if turn.press.address:
        entrance = chart.entrance(turn.press.address)
        case = _first(entrance.opens, turn) if entrance else None
        return (None, False) if case is None else (chart.screens[case.then.screen], True)
    if not turn.dialog.screen:
        return None, False
    screen = chart.screens[turn.dialog.screen]
    case = _first(screen.first, turn)
    return (screen, False) if case is None else (chart.screens[case.then.screen], True)


def _press(chart: Chart, turn: Turn) -> Iterator[e.Event]:
    """A press on a page that is no longer the newest has no effect."""
    if turn.press.page != turn.dialog.page:
        return
    screen, elsewhere = screen_of(chart, turn)
    if screen is None:
        return
    if turn.press.address:
        yield _open(turn, screen)
    cases = screen.press.get(turn.press.button)
    if cases is not None:
        yield from _follow(chart, turn, screen, cases)
    elif elsewhere:
        yield e.Moved(turn.browser, screen.title, screen.forgets)


def _open(turn: Turn, screen: Screen) -> e.Opened:
    ticket = turn.ticket
    id_ = "" if ticket is None else ticket.id
    at = turn.opened_at
    turn.dialog = Dialog(screen.title, turn.dialog.page, turn.now, ticket=id_, opened_at=at)
    return e.Opened(turn.browser, screen.title, id_, at)


def _follow(chart: Chart, turn: Turn, screen: Screen, cases: tuple[Case, ...]) -> Iterator[e.Event]:
    notices: list[Notice] = []
    for case in cases:
        if notices and not case.refuses:
            break
        if not case.when(turn):
            continue
        then = case.then
        if case.refuses:
            notices.append(Notice(then.field, then.says))
            continue
        for effect in then.effects:
            yield from effect(turn)
        if then.screen != STAY:
            yield e.Moved(turn.browser, then.screen, chart.screens[then.screen].forgets)
            return
        if then.says:
            notices.append(Notice(then.field, then.says))
        break
    yield e.Stayed(turn.browser, tuple(notices))


def _first(cases: tuple[Case, ...], turn: Turn) -> Case | None:
    return next((case for case in cases if case.when(turn)), None)


def _look(world: World, look: c.Look) -> Events:
    """A page that is shown only once is gone at the second look (Q29)."""
    dialog = world.dialogs.get(look.browser, NO_DIALOG)
    if not dialog.reveal:
        return ()
    if dialog.looks:
        return (e.RevealLeft(look.browser),)
    return (e.RevealLooked(look.browser),)
