"""Rows of the chart, each broken in every way that a row can be."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from itsid_sim.core.chart import STAY, Case, Chart, Condition, Go, always
from itsid_sim.core.tracing import named_rows
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import on_case, on_cases, unless, with_condition, with_effects
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.rules import labels, sentences

# Where a row leads that should lead elsewhere: a screen of every chart of ours.
ASTRAY, ASTRAY_FROM_THERE = sentences.START_OVER, labels.LOGIN
A_NOTICE = "?"

# How a row is broken: the operator, what it is about beside the row, and the change.
Way = tuple[str, tuple[str, ...], Change]
OfCase = Callable[[Case], tuple[Case, ...]]


def row_mutants(chart: Chart) -> Iterator[Mutant]:
    """Every row, broken in every way; once for each rule that it cites."""
    for row in _rows(chart):
        for operator, about, change in row.ways():
            for rule in row.case.per:
                yield mutant(
                    rule,
                    operator,
                    *row.told,
                    *about,
                    change=change,
                    row=row.id,
                    at="/".join((row.id, *about)),
                )


def _rows(chart: Chart) -> Iterator["_Row"]:
    """The rows there are; the menu is the same on all pages, and is broken on all of them."""
    menu: dict[str, list[str]] = {}
    for id_, place, button, case in named_rows(chart):
        on = menu.setdefault(button, []) if button in labels.MENU else [place]
        if button in labels.MENU:
            on.append(place)
        if len(on) == 1:
            yield _Row(chart, id_, on, button, case)


class _Row:
    """A row with its neighbours: `places` are the screens that have it, still growing."""

    def __init__(self, chart: Chart, id_: str, places: list[str], button: str, case: Case) -> None:
        self.id = id_
        self.case = case
        self._places = places
        self._button = button
        self._number = int(id_.rpartition("/")[2])
        self._chart = chart

    @property
    def told(self) -> tuple[str, str, str]:
        """Place, button and condition in words."""
        return self._places[0], self._button, self.case.when.__doc__ or ""

    def ways(self) -> Iterator[Way]:
        """The ways to break it: name, what it is about beside the row, change."""
        if self.case.when is not always:
            yield "dropped", (), self._into(lambda _: ())
            yield "negated", (), self._into(self._negated)
            yield from self._swapped()
        if not self._button:
            yield from self._weighed_once()
        yield from self._effects()
        yield from self._leading()
        yield from self._saying()

    def _into(self, change: OfCase) -> Change:
        def changed(chart: Chart) -> Chart:
            for place in self._places:
                chart = on_case(place, self._button, self._number, change)(chart)
            return chart

        return changed

    def _negated(self, case: Case) -> tuple[Case, ...]:
        return (with_condition(case, unless(case.when)),)

    def _swapped(self) -> Iterator[Way]:
        """With the next row, where that may make a difference."""
        cases = self._cases()
        if self._number >= len(cases) - 1:
            return
        this, other = self.case, cases[self._number]
        beside = this.refuses and other.refuses and this.then.field != other.then.field
        if not beside and this.then != other.then:
            yield "swapped", (), on_cases(self._places[0], self._button, self._exchanged)

    def _exchanged(self, cases: tuple[Case, ...]) -> tuple[Case, ...]:
        before, (this, other) = cases[: self._number - 1], cases[self._number - 1 :][:2]
        return (*before, other, this, *cases[self._number + 1 :])

    def _weighed_once(self) -> Iterator[Way]:
        """What is weighed at every look and every press, weighed only at one of them."""
        if self.case.when is not always:
            yield "only-at-looking", (), self._into(_only(pressing=False))
            yield "only-at-pressing", (), self._into(_only(pressing=True))

    def _effects(self) -> Iterator[Way]:
        effects = self.case.then.effects
        for number, effect in enumerate(effects):
            rest = (*effects[:number], *effects[number + 1 :])
            change = self._into(lambda case, rest=rest: (with_effects(case, *rest),))  # type: ignore[misc]
            yield "effect-dropped", (effect.__doc__ or "",), change

    def _leading(self) -> Iterator[Way]:
        """To another screen than it should: nowhere, or astray where it has to lead somewhere."""
        target = self.case.then.screen
        if target == STAY:
            return
        if self._button:
            yield "leads-nowhere", (target,), self._into(lambda case: (_to(case, STAY),))
        astray = ASTRAY if target != ASTRAY else ASTRAY_FROM_THERE
        yield "leads-astray", (target, astray), self._into(lambda case: (_to(case, astray),))

    def _saying(self) -> Iterator[Way]:
        """What is said beside a field, or above the form, said elsewhere or not at all."""
        then = self.case.then
        if then.says and not self.case.refuses:
            yield "unsaid", (), self._into(lambda case: (_telling(case, replace(then, says="")),))
        if then.field:
            yield (
                "said-elsewhere",
                (then.field,),
                self._into(lambda case: (_telling(case, replace(then, field="")),)),
            )
        if then == Go(STAY):
            kept = replace(then, says=A_NOTICE)
            yield "inputs-kept", (), self._into(lambda case: (_telling(case, kept),))

    def _cases(self) -> tuple[Case, ...]:
        place = self._places[0]
        if place in self._chart.entrances:
            return self._chart.entrances[place].opens
        screen = self._chart.screens[place]
        return screen.press[self._button] if self._button else screen.first


def _only(*, pressing: bool) -> OfCase:
    def once(case: Case) -> tuple[Case, ...]:
        return (with_condition(case, _at(case.when, pressing=pressing)),)

    return once


def _at(condition: Condition, *, pressing: bool) -> Condition:
    def at_one(turn: Turn) -> bool:
        return bool(turn.press.button) is pressing and condition(turn)

    return at_one


def _to(case: Case, screen: str) -> Case:
    return replace(case, then=replace(case.then, screen=screen))


def _telling(case: Case, then: Go) -> Case:
    return replace(case, then=then)
