"""What stands beside the chart, replaced in this process: functions wherever they were imported.

Only for a process that ends with the mutant.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from itsid_sim.core.chart import Case, Chart
from itsid_sim.core.event import Event
from itsid_sim.core.state import World
from itsid_sim.core.steps import STEPS
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import on_every_case, with_effects
from itsid_sim.mutate.mutant import Change

PACKAGE, THIS = "itsid_sim.", "itsid_sim.mutate"

Events = tuple[Event, ...]
Alter = Callable[[Turn, Events], Iterable[Event]]
Function = Callable[..., Any]


def instead(old: Function, new: Function) -> Change:
    """The change of a function, wherever modules or the chart hold it."""

    def of_case(case: Case) -> Case:
        effects = tuple(new if effect is old else effect for effect in case.then.effects)
        when = new if case.when is old else case.when
        return replace(with_effects(case, *effects), when=when)

    def changed(chart: Chart) -> Chart:
        if not new.__doc__:
            new.__doc__ = old.__doc__
        for module in _modules():
            for name, value in tuple(vars(module).items()):
                if value is old:
                    setattr(module, name, new)
        return on_every_case(of_case)(chart)

    return changed


def setting(module: object, name: str, value: object) -> Change:
    """The change of a constant, where it is asked for by the name of its module."""

    def changed(chart: Chart) -> Chart:
        setattr(module, name, value)
        return chart

    return changed


def folding(kind: type[Event], fold: Callable[[World, Any, World], World]) -> Change:
    """The change of what an event makes of a world: of the world before, the event, and after."""
    old = STEPS[kind]

    def changed(chart: Chart) -> Chart:
        STEPS[kind] = lambda world, event: fold(world, event, old(world, event))
        return chart

    return changed


def altering(effect: Function, alter: Alter) -> Change:
    """The change of what an effect makes happen, wherever it is in the chart."""

    def altered(turn: Turn) -> Events:
        return tuple(alter(turn, effect(turn)))

    return instead(effect, altered)


def altering_everywhere(name: str, alter: Alter) -> Change:
    """The same for effects that are made for their place: all whose function bears the name."""

    def of_effect(effect: Function) -> Function:
        if effect.__name__ != name:
            return effect

        def altered(turn: Turn) -> Events:
            return tuple(alter(turn, effect(turn)))

        altered.__doc__ = effect.__doc__
        return altered

    return on_every_case(lambda case: with_effects(case, *map(of_effect, case.then.effects)))


def _modules() -> Iterable[object]:
    return [
        module
        for name, module in tuple(sys.modules.items())
        if name.startswith(PACKAGE) and not name.startswith(THIS)
    ]
