"""Screens as data: what each shows, what can be typed, and where each button leads.

A button has an ordered list of cases; the first whose condition holds is taken. Refusals that
stand next to each other are weighed together, so that a person sees every mistake at once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from itsid_sim.core.events import Event
from itsid_sim.core.turn import Turn, split_address
from itsid_sim.rules.rule import Rule
from itsid_sim.rules.value import Value

Condition = Callable[[Turn], bool]
Effect = Callable[[Turn], tuple[Event, ...]]
Words = Callable[[Turn], str]
Rows = Callable[[Turn], tuple[str, ...]]
Choices = Callable[[Turn], tuple[str, ...]]
Moment = Callable[[Turn], int | None]
FieldKind = Literal["text", "secret", "long", "one", "some", "toggle"]

STAY = ""


class Part(Value, frozen=True):
    """Base of the parts that a chart is made of."""


class Go(Part):
    """Where a case leads (`STAY`: nowhere), what happens on the way, and what is said."""

    screen: str
    effects: tuple[Effect, ...] = ()
    says: str = ""
    field: str = ""


class Case(Part):
    """One row of the chart: on this condition, this, by this rule."""

    when: Condition
    then: Go
    per: tuple[Rule, ...]
    refuses: bool = False


class Link(Part):
    """A way to a page that is only read, or to an entrance; `about` tells like links apart."""

    label: str
    address: str
    about: str = ""


Links = Callable[[Turn], tuple[Link, ...]]


class Line(Part):
    """Something that a screen tells: fixed words, or words that depend on the world.

    `heading: words` stand under a heading. Words that come as rows are a line each.
    """

    words: str | Words | Rows
    per: Rule
    only: Condition | None = None


class Field(Part):
    """Something to type or choose.

    `long` takes several lines, `some` takes several choices, `toggle` is never sent.
    """

    label: str
    kind: FieldKind = "text"
    choices: tuple[str, ...] | Choices = ()
    hint: str = ""
    per: Rule | None = None
    asked: Condition | None = None


class Screen(Part):
    """One documented page. `first` is weighed whenever it is looked at or pressed, before all else.

    `forgets`: whoever comes here leaves what the procedure before had learned. `private`: nobody
    may keep a copy, for it shows what is only its reader's. `lists` are links that depend on the
    world, above the others. `until` is when what the screen waits for runs out, if it does.
    """

    title: str
    press: Mapping[str, tuple[Case, ...]]
    shows: tuple[Line, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    lists: Links | None = None
    until: Moment | None = None
    first: tuple[Case, ...] = ()
    forgets: bool = False
    private: bool = False


class Entrance(Part):
    """An address at which a dialog begins. It ends in `<token>/` where it names something.

    A dialog in a `room` of its own goes on beside the browser's procedure and leaves it alone.
    """

    path: str
    opens: tuple[Case, ...]
    room: str = ""


class Reading(Part):
    """A page that is only read."""

    path: str
    title: str
    shows: tuple[Line, ...]
    links: tuple[Link, ...] = ()


class Chart(Value, frozen=True):
    """Every page there is, by title or by path."""

    screens: dict[str, Screen]
    entrances: dict[str, Entrance]
    readings: dict[str, Reading]

    def entrance(self, address: str) -> Entrance | None:
        """The entrance of an address, if there is one."""
        return self.entrances.get(split_address(address)[0])


def always(_turn: Turn) -> bool:
    """そのほかのとき"""
    return True


def when(condition: Condition, then: Go, *, per: Rule | tuple[Rule, ...]) -> Case:
    """On this condition, this."""
    return Case(condition, then, (per,) if isinstance(per, Rule) else per)


def otherwise(then: Go, *, per: Rule | tuple[Rule, ...]) -> Case:
    """On any other condition, this."""
    return when(always, then, per=per)


def refuse(condition: Condition, field: str, says: str, *, per: Rule) -> Case:
    """On this condition, a notice beside a field."""
    return Case(condition, Go(STAY, says=says, field=field), (per,), refuses=True)


def go(screen: str, *effects: Effect) -> Go:
    """To a screen."""
    return Go(screen, effects)


def stay(says: str = "", *effects: Effect, field: str = "") -> Go:
    """Nowhere: the same screen with its inputs gone, and a notice if there is something to say."""
    return Go(STAY, effects, says, field)


def chart_of(
    screens: tuple[Screen, ...], entrances: tuple[Entrance, ...], readings: tuple[Reading, ...]
) -> Chart:
    """Join the pages to a chart. Raises ValueError that lists every fault found."""
    chart = Chart(
        {screen.title: screen for screen in screens},
        {entrance.path: entrance for entrance in entrances},
        {reading.path: reading for reading in readings},
    )
    paths = [entrance.path for entrance in entrances] + [reading.path for reading in readings]
    faults = [*_doubles([*(screen.title for screen in screens), *paths]), *_faults(chart)]
    if faults:
        raise ValueError("the chart has faults:\n" + "\n".join(faults))
    return chart


def rows(chart: Chart) -> Iterator[tuple[str, str, Case]]:
    """Every case as (screen or address, button, case); without a button where none is pressed."""
    for screen in chart.screens.values():
        for case in screen.first:
            yield screen.title, "", case
        for button, cases in screen.press.items():
            for case in cases:
                yield screen.title, button, case
    for entrance in chart.entrances.values():
        for case in entrance.opens:
            yield entrance.path, "", case


def _doubles(names: list[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{name}: there are two of it; give one another title or path"


def _faults(chart: Chart) -> Iterator[str]:
    yield from _bad_rows(chart)
    for screen in chart.screens.values():
        for button, cases in screen.press.items():
            yield from _unclosed(f"{screen.title} / {button}", cases)
        yield from _more_than_leading(screen.title, screen.first)
        yield from _dead_links(chart, screen.title, screen.links)
    for entrance in chart.entrances.values():
        yield from _unclosed(entrance.path, entrance.opens)
        yield from _more_than_leading(entrance.path, entrance.opens)
    for reading in chart.readings.values():
        yield from _dead_links(chart, reading.path, reading.links)


def _bad_rows(chart: Chart) -> Iterator[str]:
    for place, button, case in rows(chart):
        target = case.then.screen
        if target != STAY and target not in chart.screens:
            yield f"{place} / {button}: leads to {target!r}, which is no screen of the chart"
        if not case.when.__doc__:
            yield f"{place} / {button}: the condition {case.when} has no docstring for the tables"
        for effect in case.then.effects:
            if not effect.__doc__:
                yield f"{place} / {button}: the effect {effect} has no docstring for the tables"
        if not case.per:
            yield f"{place} / {button}: the case {case.when.__doc__} cites no rule"


def _unclosed(place: str, cases: tuple[Case, ...]) -> Iterator[str]:
    last = [case.when is always for case in cases]
    if last != [*([False] * (len(cases) - 1)), True]:
        yield f"{place}: does not close with otherwise(), or has it before its last case"


def _more_than_leading(place: str, cases: tuple[Case, ...]) -> Iterator[str]:
    """What is weighed at every look may change nothing."""
    if any(case.then.effects or case.then.screen == STAY for case in cases):
        yield f"{place}: a case weighed before any button may only lead to a screen"


def _dead_links(chart: Chart, place: str, links: tuple[Link, ...]) -> Iterator[str]:
    for link in links:
        if link.address not in chart.readings and chart.entrance(link.address) is None:
            yield f"{place}: the link {link.label} leads to {link.address!r}, which is no page"
