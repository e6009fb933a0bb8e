"""Faults of mail as the control API is given them, and how they are told again."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from itsid_sim.core import state
from itsid_sim.core.letters import EARLY, IN_THE_BOX
from itsid_sim.rules.limits import MAIL_ADDRESS_CHARS_MAX
from itsid_sim.web import told
from itsid_sim.web.control.given import Given, Line, Span

FAULTS_MAX = 1000
NUMBER_MAX = 1_000_000
# An SMTP reply that refuses for good, or for now (RFC 5321, 4.2.1).
CODES = {"refuse": range(500, 600), "defer": range(400, 500)}
# These take a span; a letter that is to be passed by the next one waits a day for it without.
SPANNED = frozenset({"hold", "swap"})
SUBJECT_CHARS_MAX = 500

Number = Annotated[int, Field(ge=1, le=NUMBER_MAX)]


class MatchGiven(Given):
    """Which letters a fault strikes: those that fit all that is given."""

    to: Annotated[str, Field(min_length=1, max_length=MAIL_ADDRESS_CHARS_MAX), Line] | None = None
    subject: Annotated[str, Field(min_length=1, max_length=SUBJECT_CHARS_MAX), Line] | None = None
    kind: state.PublicKind | None = None
    nth: Number | None = None


class FaultGiven(Given):
    """One way in which mail goes wrong. Without `times` it strikes always."""

    match: MatchGiven = MatchGiven()
    do: state.FaultAction
    code: Annotated[int, Field(ge=400, le=599)] | None = None
    times: Number | None = None
    span: Annotated[Span, Field(ge=1)] | None = Field(default=None, alias="for")
    at: state.FaultMoment | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        codes = CODES.get(self.do, range(0))
        if self.code is not None and self.code not in codes:
            allowed = f"{codes.start} to {codes.stop - 1}" if codes else "no code"
            raise ValueError(f"{self.do} takes {allowed}")
        if self.do == "hold" and self.span is None:
            raise ValueError("hold takes for, a span of a second at least")
        if self.span is not None and self.do not in SPANNED:
            raise ValueError(f"{self.do} takes no for; hold and swap do")
        if self.at is not None and self.do in IN_THE_BOX:
            raise ValueError(f"{self.do} takes no at: it strikes a letter that was taken in")
        if self.at in EARLY and self.match != MatchGiven():
            raise ValueError(f"at {self.at} nothing is known of a letter: it takes no match")
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
            subject=self.match.subject or "",
        )


class FaultsGiven(Given):
    """All the ways in which mail goes wrong from now on; the first that fits a letter strikes."""

    faults: Annotated[list[FaultGiven], Field(max_length=FAULTS_MAX)]


def told_fault(fault: state.Fault) -> told.Fault:
    """A fault as it was given, with what is left of its times."""
    match = told.Match(
        fault.to or None, fault.subject or None, fault.kind or None, fault.nth or None
    )
    return told.Fault(
        fault.do,
        match,
        fault.code or None,
        fault.times or None,
        timedelta(seconds=fault.span_s) if fault.span_s else None,
        None if fault.do in IN_THE_BOX else fault.at,
    )
