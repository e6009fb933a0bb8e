"""What goes wrong between a client and the simulator, told apart by whose fault it is."""

from http import HTTPStatus
from typing import TypeVar

import msgspec

from itsid_sim.client.connection import Answer
from itsid_sim.web.told import Problem

T = TypeVar("T")

FIRST_FAILURE, FIRST_FAULT_OF_OURS = 400, 500
TEXT_CHARS_MAX = 200


class NotDone(Exception):
    """The request was not followed; `problem` says why (RFC 9457)."""

    def __init__(self, problem: Problem) -> None:
        place = f" (at {problem.where})" if problem.where else ""
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}{place}")
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def title(self) -> str:
        """The status in words."""
        return self.problem.title

    @property
    def detail(self) -> str:
        """What was found, what is expected, what to do."""
        return self.problem.detail

    @property
    def where(self) -> str | None:
        """The place in the request, if there is one."""
        return self.problem.where


class NoSuchThing(NotDone, LookupError):
    """The simulator has no such world or message (404)."""


class Refused(NotDone, ValueError):
    """The request has to change before it can be followed (4xx)."""


class Failed(NotDone):
    """The simulator failed, or somebody else answered in its place."""


def content(answer: Answer, kind: type[T]) -> T:
    """What the answer tells, if all went well. Raises `NotDone`."""
    must_be_done(answer)
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except msgspec.DecodeError as error:
        detail = f"no {kind.__name__}: {error}"
        raise Failed(Problem("about:blank", "not understood", answer.status, detail)) from None


def must_be_done(answer: Answer) -> None:
    """Raises `NotDone` unless all went well."""
    if answer.status < FIRST_FAILURE:
        return
    problem = _problem(answer)
    if answer.status == HTTPStatus.NOT_FOUND:
        raise NoSuchThing(problem)
    raise Refused(problem) if answer.status < FIRST_FAULT_OF_OURS else Failed(problem)


def _problem(answer: Answer) -> Problem:
    try:
        return msgspec.json.decode(answer.body, type=Problem)
    except msgspec.DecodeError:
        text = answer.body.decode(errors="replace")[:TEXT_CHARS_MAX]
        return Problem("about:blank", "no problem details", answer.status, text)
