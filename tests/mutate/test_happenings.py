"""What an effect makes happen, broken; on the chart of the door, whose bell rings."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.commands import Press
from itsid_sim.core.event import Event
from itsid_sim.core.state import World
from itsid_sim.core.steps import STEPS
from itsid_sim.core.turn import Turn
from itsid_sim.mutate import happenings, patches
from itsid_sim.mutate.patches import Alter, altering, altering_everywhere, folding, setting
from itsid_sim.rules.settings import Settings
from tests.mutate.charts import CHART, OPEN, RIGHT, Visitor, ring

TURN = Turn(World(1_000_000, Settings()), Press("v", 0, OPEN))
LETTER = e.LetterWritten("1", "code", "taro@example.jp", "逸 太郎", "123456")
RUNG = e.FailuresForgotten(("鈴",))


def rung(alter: Alter) -> tuple[Event, ...]:
    """What happens when the door opens and ringing is altered, wherever it is."""
    visitor = Visitor(altering_everywhere("ring", alter)(CHART))
    visitor.press(OPEN, RIGHT)
    return visitor.events


def test_without_an_event_it_does_not_happen() -> None:
    assert RUNG in rung(lambda _, events: events)
    assert RUNG not in rung(happenings.without(e.FailuresForgotten))


def test_an_event_happens_otherwise() -> None:
    other = e.FailuresForgotten(("太鼓",))

    assert other in rung(happenings.changing(e.FailuresForgotten, lambda _turn, _one: other))


def test_an_effect_is_altered_wherever_it_is() -> None:
    visitor = Visitor(altering(ring, happenings.without(e.FailuresForgotten))(CHART))

    visitor.press(OPEN, RIGHT)

    assert not visitor.has_rung


def test_a_letter_is_written_twice_with_numbers_of_their_own() -> None:
    again = replace(LETTER, letter="2")

    assert (LETTER, again) == tuple(happenings.twice(TURN, (LETTER,)))
    assert (RUNG,) == tuple(happenings.twice(TURN, (RUNG,)))


def test_a_letter_goes_to_another_address() -> None:
    elsewhere = happenings.to(lambda _, letter: f"not.{letter.to}")

    assert (replace(LETTER, to=f"not.{LETTER.to}"),) == tuple(elsewhere(TURN, (LETTER,)))


def test_a_constant_of_a_module_is_set() -> None:
    module = SimpleNamespace(LIMIT=5)

    assert CHART is setting(module, "LIMIT", 6)(CHART)
    assert 6 == module.LIMIT


def test_what_an_event_makes_of_a_world_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is folded from the world before, the event, and the world after."""
    steps = {**STEPS}
    monkeypatch.setattr(patches, "STEPS", steps)
    before = World(1_000_000, Settings())

    folding(e.TimePassed, lambda world, _event, _after: world)(CHART)

    assert before is steps[e.TimePassed](before, e.TimePassed(60))
