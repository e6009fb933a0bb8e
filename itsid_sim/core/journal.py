"""Events as JSON lines and back: what a world has lived through, readable without this program."""

from collections.abc import Iterable

from msgspec import json

from itsid_sim.core.events import AnyEvent, Event

_ENCODER = json.Encoder()
_DECODER: json.Decoder[AnyEvent] = json.Decoder(AnyEvent)


def to_line(event: Event) -> str:
    """One JSON object, tagged by its `type`."""
    return _ENCODER.encode(event).decode()


def from_line(line: str) -> Event:
    """The event of a line. Raises `msgspec.DecodeError` that says what is wrong and where."""
    return _DECODER.decode(line)


def to_lines(events: Iterable[Event]) -> bytes:
    """One JSON object a line, tagged by its `type`."""
    return _ENCODER.encode_lines(tuple(events))


def from_lines(lines: bytes) -> tuple[Event, ...]:
    """The events of a journal. Raises `msgspec.DecodeError` that says what is wrong and where."""
    return tuple(_DECODER.decode_lines(lines))
