"""The JSON that clients of the mail API give, read as Mailpit does: in names case is nothing."""

from collections.abc import Collection
from typing import TypeVar

import msgspec

from itsid_sim.mail.building import Asked, Attached, Person
from itsid_sim.postbox.mailpit import Chaos, IdsGiven, NameGiven, ReadGiven, TagsGiven, Trigger

T = TypeVar("T")

_KINDS = (Asked, Attached, Person, Chaos, Trigger, ReadGiven, IdsGiven, TagsGiven, NameGiven)
_NAMES = {
    field.encode_name.lower(): field.encode_name
    for kind in _KINDS
    for field in msgspec.structs.fields(kind)
}
_AS_GIVEN = "Headers"


def given(body: bytes, kind: type[T]) -> T:
    """What a body says. Raises ValueError, which tells where, what was found and expected."""
    try:
        return msgspec.convert(_named(msgspec.json.decode(body)), kind)
    except RecursionError:
        raise ValueError("the JSON is nested too deep") from None


def must_be_few(what: str, found: Collection[str], most: int) -> None:
    """Raises ValueError if there is more than that of what was given."""
    if len(found) > most:
        raise ValueError(f"too many {what}: {len(found)} found, up to {most} expected")


def _named(content: object) -> object:
    """The same with the names of fields as they are documented."""
    if isinstance(content, list):
        return [_named(one) for one in content]
    if not isinstance(content, dict):
        return content
    named = ((_NAMES.get(name.lower(), name), value) for name, value in content.items())
    return {name: value if name == _AS_GIVEN else _named(value) for name, value in named}
