"""Faults of mail as the control API is given them, and how they are told again."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from itsid_sim.core import state
from itsid_sim.rules.limits import MAIL_ADDRESS_CHARS_MAX
from itsid_sim.web import told
from itsid_sim.web.control.given import Given, Line, Span

FAULTS_MAX = 1000
NUMBER_MAX = 1_000_000
# An SMTP reply that refuses for good, or for now (RFC 5321, 4.2.1).
CODES = {"refuse": range(500, 600), "defer": range(400, 500)}
LATER = frozenset({"twice", "swap"})
PUBLIC_KINDS: tuple[told.LetterKind, ...] = ("registration", "phrase", "code", "taken")

Number = Annotated[int, Field(ge=1, le=NUMBER_MAX)]


def _offered(do: object) -> object:
    if isinstance(do, str) and do in LATER:
        raise ValueError(f"{do} is not offered yet")
    return do


class MatchGiven(Given):
    """Which letters a fault strikes: those that fit all that is given."""

    to: Annotated[str, Field(min_length=1, max_length=MAIL_ADDRESS_CHARS_MAX), Line] | None = None
    kind: Literal["registration", "phrase", "code", "taken"] | None = None
    nth: Number | None = None

    @model_validator(mode="before")
    @classmethod
    def _asks_for_what_is_offered(cls, given: object) -> object:
        if isinstance(given, dict) and "subject" in given:
            raise ValueError("subject is not offered yet; use kind")
        return given


class FaultGiven(Given):
    """One way in which mail goes wrong. Without `times` it strikes always."""

    match: MatchGiven = MatchGiven()
    do: Annotated[
        Literal["refuse", "defer", "hold", "lose", "cut"],
        BeforeValidator(_offered),
    ]
    code: Annotated[int, Field(ge=400, le=599)] | None = None
    times: Number | None = None
    span: Annotated[Span, Field(ge=1)] | None = Field(default=None, alias="for")
    at: Literal["rcpt", "data", "answer"] | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        codes = CODES.get(self.do, range(0))
        if self.code is not None and self.code not in codes:
            allowed = f"{codes.start} to {codes.stop - 1}" if codes else "no code"
            raise ValueError(f"{self.do} takes {allowed}")
        if (self.span is None) == (self.do == "hold"):
            raise ValueError("hold takes for, a span of a second at least; nothing else does")
        if self.at is not None and self.do in {"hold", "lose"}:
            raise ValueError(f"{self.do} takes no at: it strikes a letter that was taken in")
        return self

    def value(self) -> state.Fault:
        """The fault as a world keeps it."""
        return state.Fault(
            self.do,
            to=self.match.to or "",
            kind=self.match.kind or "",
            nth=self.match.nth or 0,
            code=self.code or 0,
            times=self.times or 0,
            span_s=self.span or 0,
            at=self.at or "rcpt",
        )


class FaultsGiven(Given):
    """All the ways in which mail goes wrong from now on; the first that fits a letter strikes."""

    faults: Annotated[list[FaultGiven], Field(max_length=FAULTS_MAX)]


def told_fault(fault: state.Fault) -> told.Fault:
    """A fault as it was given, with what is left of its times."""
    kinds = (kind for kind in PUBLIC_KINDS if kind == fault.kind)
    return told.Fault(
        fault.do,
        told.Match(fault.to or None, next(kinds, None), fault.nth or None),
        fault.code or None,
        fault.times or None,
        timedelta(seconds=fault.span_s) if fault.span_s else None,
        None if fault.do in {"hold", "lose"} else fault.at,
    )
