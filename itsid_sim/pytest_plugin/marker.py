"""What the marker itsid asks for: how a world begins."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
import pytest

from itsid_sim.adapters.facts import OPENING
from itsid_sim.client.given import NewContract
from itsid_sim.pytest_plugin.moments import as_in_japan
from itsid_sim.rules.value import Value


class WrongMarker(Exception):
    """The marker says something that nobody can follow; the message says what it may say."""


class Wish(Value, frozen=True):
    """How a world begins: each is as in `Control.create`, but time is the same in every run."""

    settings: dict[str, object] | None = None
    now: datetime = OPENING
    seed: str | None = None
    contracts: tuple[NewContract, ...] | None = None


def wish_of(marks: Iterable[pytest.Mark]) -> Wish:
    """What the markers of a test say together, the closest first. Raises `WrongMarker`.

    What a test says itself goes before what its class or module says.
    """
    said: dict[str, Any] = {}
    for mark in marks:
        _check(mark)
        said = {**mark.kwargs, **said}
    try:
        wish = msgspec.convert(said, Wish)
    except msgspec.ValidationError as error:
        raise WrongMarker(f"marker itsid: {error}") from None
    return msgspec.structs.replace(wish, now=as_in_japan(wish.now))


def _check(mark: pytest.Mark) -> None:
    known = Wish.__struct_fields__
    wrong = [*map(repr, mark.args), *(name for name in mark.kwargs if name not in known)]
    if wrong:
        raise WrongMarker(
            f"marker itsid: found {', '.join(wrong)}; it takes {', '.join(known)}, each by name, "
            'such as itsid(settings={"Q01": "inclusive"})'
        )
