"""A chart with something changed in it; everything else stays as it is."""

from collections.abc import Callable

from msgspec.structs import replace

from itsid_sim.core.chart import Case, Chart, Condition, Effect, Entrance, Reading, Screen
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.mutant import Change

Cases = tuple[Case, ...]


def on_screen(title: str, change: Callable[[Screen], Screen]) -> Change:
    """The change of one screen."""

    def changed(chart: Chart) -> Chart:
        screens = {**chart.screens, title: change(chart.screens[title])}
        return replace(chart, screens=screens)

    return changed


def on_reading(path: str, change: Callable[[Reading], Reading]) -> Change:
    """The change of one page that is only read."""

    def changed(chart: Chart) -> Chart:
        return replace(chart, readings={**chart.readings, path: change(chart.readings[path])})

    return changed


def on_entrance(path: str, change: Callable[[Entrance], Entrance]) -> Change:
    """The change of one entrance."""

    def changed(chart: Chart) -> Chart:
        return replace(chart, entrances={**chart.entrances, path: change(chart.entrances[path])})

    return changed


def on_cases(place: str, button: str, change: Callable[[Cases], Cases]) -> Change:
    """The change of the cases of a button, or of those that are weighed without one."""

    def changed(chart: Chart) -> Chart:
        if place in chart.entrances:
            return on_entrance(place, lambda one: replace(one, opens=change(one.opens)))(chart)
        return on_screen(place, on_the_screen)(chart)

    def on_the_screen(screen: Screen) -> Screen:
        if not button:
            return replace(screen, first=change(screen.first))
        return replace(screen, press={**screen.press, button: change(screen.press[button])})

    return changed


def on_case(place: str, button: str, number: int, change: Callable[[Case], Cases]) -> Change:
    """The change of one case, counted from 1, into none, one or several."""

    def of_all(cases: Cases) -> Cases:
        return (*cases[: number - 1], *change(cases[number - 1]), *cases[number:])

    return on_cases(place, button, of_all)


def on_every_case(change: Callable[[Case], Case]) -> Change:
    """The change of all cases there are."""

    def of_all(cases: Cases) -> Cases:
        return tuple(change(case) for case in cases)

    def changed(chart: Chart) -> Chart:
        screens = {
            title: replace(
                screen,
                first=of_all(screen.first),
                press={button: of_all(cases) for button, cases in screen.press.items()},
            )
            for title, screen in chart.screens.items()
        }
        entrances = {
            path: replace(entrance, opens=of_all(entrance.opens))
            for path, entrance in chart.entrances.items()
        }
        return replace(chart, screens=screens, entrances=entrances)

    return changed


def with_condition(case: Case, condition: Condition) -> Case:
    """The case on another condition, which is told like the first."""
    condition.__doc__ = case.when.__doc__
    return replace(case, when=condition)


def with_effects(case: Case, *effects: Effect) -> Case:
    """The case with other effects."""
    return replace(case, then=replace(case.then, effects=effects))


def in_turn(*changes: Change) -> Change:
    """One change after the other."""

    def changed(chart: Chart) -> Chart:
        for change in changes:
            chart = change(chart)
        return chart

    return changed


def unless(condition: Condition) -> Condition:
    """The condition that another does not hold."""

    def is_not(turn: Turn) -> bool:
        return not condition(turn)

    return is_not
