"""What befalls letters, and presses that come twice: each promise about them broken."""

from collections.abc import Iterator

from msgspec.structs import replace

from itsid_sim.core import decide, decide_mail
from itsid_sim.core import events as e
from itsid_sim.core.chart import Chart
from itsid_sim.core.event import Event
from itsid_sim.core.state import Fault, Letter, World
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Events, folding, instead
from itsid_sim.procedures import letters
from itsid_sim.rules.forgotten import FORGOT_06
from itsid_sim.rules.mail import MAIL_03, MAIL_04
from itsid_sim.rules.registration import REG_19


def delivery_mutants() -> Iterator[Mutant]:
    """Letters that arrive in spite of a fault, URLs that lead nowhere, old pages that count."""
    befallen = decide_mail._befallen  # noqa: SLF001 - what is broken on purpose

    def without(action: str) -> Change:
        def unharmed(world: World, letter: Letter, fault: Fault) -> Events:
            if fault.do == action:
                return (e.LetterArrived(letter.id),)
            return befallen(world, letter, fault)

        return instead(befallen, unharmed)

    for action in ("lose", "hold", "twice", "swap"):
        yield mutant(MAIL_04, f"never-{action}", change=without(action))

    def arrives(before: World, event: e.LetterBounced, after: World) -> World:
        letter = replace(after.letters[event.letter], state="arrived", arrived_at=before.now)
        kept = after.letters.set(letter.id, letter)
        return replace(after, letters=kept, arrivals=(*after.arrivals, letter.id))

    yield mutant(MAIL_04, "bounced-arrives", change=folding(e.LetterBounced, arrives))

    url_of = letters.url_of
    elsewhere = instead(url_of, lambda letter, site="": url_of(letter, site).replace("http", "ftp"))
    yield mutant(MAIL_03, "scheme-wrong", change=elsewhere)
    yield mutant(FORGOT_06, "old-pages-count", change=_any_page())
    yield mutant(REG_19, "old-pages-count", change=_any_page())


def _any_page() -> Change:
    """Q39: a press on a page that is no longer the newest is carried out all the same."""
    press = decide._press  # noqa: SLF001 - what is broken on purpose

    def on_any_page(chart: Chart, turn: Turn) -> tuple[Event, ...]:
        turn.press = replace(turn.press, page=turn.dialog.page)
        return press(chart, turn)

    return instead(press, on_any_page)
