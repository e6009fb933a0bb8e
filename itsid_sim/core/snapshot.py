"""A world as JSON and back: what it is after an event, so that the events before need no reading.

msgspec cannot read a persistent map, so a twin of World is read, with plain ones in their places.
"""

from types import GenericAlias
from typing import get_args, get_origin

import msgspec
from immutables import Map
from msgspec.structs import FieldInfo, fields, replace

from itsid_sim.core.state import World
from itsid_sim.rules.settings import Settings


def to_bytes(world: World) -> bytes:
    """The world as one JSON object."""
    return _ENCODER.encode(world)


def from_bytes(snapshot: bytes) -> World:
    """The world of a snapshot. Raises `msgspec.DecodeError` that says what is wrong and where."""
    twin = _DECODER.decode(snapshot)
    return replace(
        _NEW, **{name: _persistent(getattr(twin, name)) for name in World.__struct_fields__}
    )


def _persistent(value: object) -> object:
    return Map(value) if isinstance(value, dict) else value


def _plain(value: object) -> object:
    if isinstance(value, Map):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} has no place in a world")


def _twin(field: FieldInfo) -> tuple[str, object, object]:
    """Name, type and default of a field of the twin."""
    if get_origin(field.type) is Map:
        return field.name, GenericAlias(dict, get_args(field.type)), msgspec.field(default={})
    return field.name, field.type, msgspec.field(default=field.default)


_NEW = World(0, Settings())
_TWIN = msgspec.defstruct("Twin", [_twin(field) for field in fields(World)])
_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_DECODER = msgspec.json.Decoder(_TWIN)
