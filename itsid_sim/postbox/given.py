"""The JSON that clients of the mail API give, read as Mailpit does: in names case is nothing."""

from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, field

from itsid_sim.mail.building import Asked, Attached, Person
from itsid_sim.mail.tags import TAGS_MAX
from itsid_sim.postbox.mailpit import Chaos, Trigger
from itsid_sim.rules.value import Value
from itsid_sim.service.mailbox import QUERY_CHARACTERS_MAX

T = TypeVar("T")


class ReadGiven(Value, frozen=True):
    """Which messages are to be read, or new again: all of them unless told."""

    read: bool = field(name="Read", default=False)
    ids: tuple[str, ...] | None = field(name="IDs", default=None)
    search: Annotated[str, Meta(max_length=QUERY_CHARACTERS_MAX)] | None = field(
        name="Search", default=None
    )


class IdsGiven(Value, frozen=True):
    """Which messages are meant: all of them unless told."""

    ids: tuple[str, ...] | None = field(name="IDs", default=None)


class TagsGiven(Value, frozen=True):
    """Which messages are to bear which tags, and no other."""

    ids: tuple[str, ...] | None = field(name="IDs", default=None)
    tags: Annotated[tuple[str, ...], Meta(max_length=TAGS_MAX)] | None = field(
        name="Tags", default=None
    )


class NameGiven(Value, frozen=True):
    """The new name of a tag."""

    name: str = field(name="Name")


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


def _named(content: object) -> object:
    """The same with the names of fields as they are documented."""
    if isinstance(content, list):
        return [_named(one) for one in content]
    if not isinstance(content, dict):
        return content
    named = ((_NAMES.get(name.lower(), name), value) for name, value in content.items())
    return {name: value if name == _AS_GIVEN else _named(value) for name, value in named}
