"""What a person has before them: a page, as data, the same for every driver and for the web."""

from functools import lru_cache

from itsid_sim.core.chart import Chart, Field, FieldKind, Line, Link, Reading, Screen
from itsid_sim.core.commands import Look, Press
from itsid_sim.core.decide import screen_of
from itsid_sim.core.state import Notice, World
from itsid_sim.core.turn import TextOf, Turn, unread
from itsid_sim.rules.letters import SITE
from itsid_sim.rules.value import Value


class Box(Value, frozen=True):
    """A field as it is shown, with the choices it offers now."""

    label: str
    kind: FieldKind
    choices: tuple[str, ...]
    hint: str


class Page(Value, frozen=True):
    """A page as it is shown.

    `number` and `seen_at` go back with the press. `address` is where it was opened, empty when it
    is the own page of the dialog in `room`. `private`: nobody may keep a copy. `until` is when
    what the page waits for runs out, in seconds since 1970; 0 if nothing does.
    """

    title: str
    number: int
    seen_at: int
    address: str
    lines: tuple[str, ...]
    boxes: tuple[Box, ...] = ()
    buttons: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    room: str = ""
    private: bool = False
    until: int = 0


def page_of(
    chart: Chart, world: World, look: Look, site: str = SITE, text_of: TextOf = unread
) -> Page | None:
    """The page at an address, or without one the own page of a dialog; None if there is none."""
    address, room = look.address, look.room
    entrance = chart.entrance(address) if address else None
    if entrance is not None:
        room = entrance.room
    press = Press(
        look.browser,
        0,
        "",
        address=address,
        seen_at=world.now,
        room=room,
        session=look.session,
        proof=look.proof,
    )
    turn = Turn(world, press, site=site, text_of=text_of)
    if address in chart.readings:
        return _reading(chart.readings[address], turn)
    screen, elsewhere = screen_of(chart, turn)
    if screen is None:
        return None
    own = not elsewhere and not address
    return _page(screen, turn, turn.dialog.notices if own else ())


def _page(screen: Screen, turn: Turn, notices: tuple[Notice, ...]) -> Page:
    return Page(
        screen.title,
        turn.dialog.page,
        turn.now,
        turn.press.address,
        _lines(screen.shows, turn),
        tuple(
            _box(field, field.choices if isinstance(field.choices, tuple) else field.choices(turn))
            for field in screen.fields
            if field.asked is None or field.asked(turn)
        ),
        tuple(screen.press),
        (*(screen.lists(turn) if screen.lists else ()), *screen.links),
        notices,
        turn.press.room,
        screen.private,
        (screen.until(turn) or 0) if screen.until else 0,
    )


def _reading(reading: Reading, turn: Turn) -> Page:
    return Page(
        reading.title,
        turn.dialog.page,
        turn.now,
        reading.path,
        _lines(reading.shows, turn),
        links=reading.links,
    )


def _lines(shows: tuple[Line, ...], turn: Turn) -> tuple[str, ...]:
    told: list[str] = []
    for line in shows:
        if line.only is None or line.only(turn):
            words = line.words if isinstance(line.words, str) else line.words(turn)
            told += [words] if isinstance(words, str) else words
    return tuple(told)


@lru_cache(maxsize=256)
def _box(field: Field, choices: tuple[str, ...]) -> Box:
    return Box(field.label, field.kind, choices, field.hint)
