"""Points of a world's past as the control API is given them, and how its clock is to go."""

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from itsid_sim.service.travel import Point
from itsid_sim.web.control import words
from itsid_sim.web.control.given import WORLD_ID, Given, whole

EVENT_MAX = 2**53 - 1
EVENT_SCHEMA = {"type": "integer", "minimum": 0, "maximum": EVENT_MAX}
BRANCH_ID = "^[1-9][0-9]{0,15}$"


def _point(given: object) -> Point:
    """After an event, by its number, or at a time."""
    if isinstance(given, int) and not isinstance(given, bool):
        if not 0 <= given <= EVENT_MAX:
            raise ValueError(f"the number of an event, 0 to {EVENT_MAX}, is expected")
        return Point(event=given)
    if isinstance(given, str):
        return Point(at=words.moment(given))
    raise ValueError("the number of an event or a time is expected")


PastPoint = Annotated[
    Point,
    PlainValidator(_point),
    WithJsonSchema({"anyOf": [EVENT_SCHEMA, words.MOMENT_SCHEMA]}),
]


class ClockGiven(Given):
    """Whether a clock is to stand still, or to move on with real time from where it stands."""

    mode: Literal["frozen", "flowing"]


class ForkGiven(Given):
    """A world to be made from another's past; without `at` from how that stands now."""

    id: Annotated[str, Field(pattern=WORLD_ID)] | None = None
    at: PastPoint | None = None


class RewindGiven(Given):
    """Where a world is to go back to, or which of its branches it is to stand on again."""

    to: PastPoint | None = None
    branch: Annotated[str, Field(pattern=BRANCH_ID)] | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.to is None) == (self.branch is None):
            raise ValueError("either to or branch is expected")
        return self


class EventsAsked(BaseModel):
    """Which part of the events is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Annotated[int, BeforeValidator(whole), Field(ge=0, le=EVENT_MAX)] = 0
    limit: Annotated[int, BeforeValidator(whole), Field(ge=1, le=1000)] = 500
