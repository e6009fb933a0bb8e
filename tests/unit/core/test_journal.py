"""A journal line tells an event completely: what is read back is what was written."""

import json
from types import NoneType, UnionType
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsid_sim.core.events import Event
from itsid_sim.core.evolve import evolve
from itsid_sim.core.journal import from_lines, to_lines
from itsid_sim.core.state import World
from itsid_sim.rules.settings import Settings
from tests.unit.people import HANAKO_ID, JIRO, JIRO_ID, NOW, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import (
    NEW_PASSWORD,
    apply_for,
    inquire,
    register,
    reissue_by_phrase,
    sign_in,
    to_new_password,
    write_mail,
)

EVENTS = sorted(Event.__subclasses__(), key=lambda event: event.__name__)
# A lone surrogate is no character: no form, no letter and no journal can carry one.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# JSON is read by other programs too: a time must survive a double.
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
LEAVES: dict[object, st.SearchStrategy[object]] = {
    str: TEXTS,
    int: NUMBERS,
    bool: st.booleans(),
    NoneType: st.none(),
}


def values_of(hint: object) -> st.SearchStrategy[object]:
    """Values of the kinds that events are made of."""
    if hint in LEAVES:
        return LEAVES[hint]
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if get_origin(hint) is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    if isinstance(hint, UnionType):
        return st.one_of(*map(values_of, arguments))
    assert isinstance(hint, type), f"what is a {hint}?"
    assert issubclass(hint, msgspec.Struct), f"what is a {hint}?"
    return records_of(hint)


def records_of(kind: type[msgspec.Struct]) -> st.SearchStrategy[object]:
    """Records of a kind with any values in their fields."""
    hints = get_type_hints(kind)
    fields = {field.name: values_of(hints[field.name]) for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **fields)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@given(st.data())
def test_event_comes_back_from_its_line(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(records_of(kind))
    assert isinstance(event, Event)

    line = to_lines([event])

    assert (event,) == from_lines(line)


@given(st.lists(st.one_of(*map(records_of, EVENTS)), max_size=5))
def test_journal_has_one_line_for_each_event(events: list[Event]) -> None:
    lines = to_lines(events)

    assert len(events) == lines.count(b"\n")
    assert tuple(events) == from_lines(lines)


def test_line_names_its_event() -> None:
    """It can be read without this program."""
    stage = Stage()
    stage.wait(seconds=5)

    (line,) = to_lines(stage.events[-1:]).splitlines()

    assert {"type": "TimePassed", "seconds": 5} == json.loads(line)


def test_world_is_rebuilt_from_its_journal() -> None:
    stage = Stage()
    person = Person(stage)
    register(person, JIRO, JIRO_ID)
    to_new_password(person, TARO_ID)
    reissue_by_phrase(person, HANAKO_ID)
    sign_in(person, JIRO_ID, "wrong1")
    sign_in(person, JIRO_ID, NEW_PASSWORD)
    apply_for(person, "電話")
    write_mail(person, JIRO_ID)
    inquire(person, JIRO_ID, "?")

    journal = to_lines(stage.events)

    assert stage.world == evolve(World(NOW, Settings()), from_lines(journal))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (b'{"type":"Nonsense"}\n', "Nonsense"),
        (b'{"type":"TimePassed","seconds":"5"}\n', "seconds"),
        (b'{"type":"TimePassed"}\n', "seconds"),
        (b'{"seconds":5}\n', "type"),
        (b"{\n", "malformed|truncated"),
    ],
)
def test_line_that_is_no_event_is_refused_by_what_is_wrong(lines: bytes, says: str) -> None:
    with pytest.raises(msgspec.DecodeError, match=says):
        from_lines(lines)
