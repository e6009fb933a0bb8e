"""Times, spans and settings as the control API writes them, read into what worlds keep."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import inspect, structs

from itsid_sim.core.moment import in_japan
from itsid_sim.rules.settings import Settings, settings_from

MINUTE_S = 60
HOUR_S = 60 * MINUTE_S
DAY_S = 24 * HOUR_S
# Ten years have three leap days at most.
SPAN_S_MAX = 3653 * DAY_S
MOMENT_MAX = int(datetime.fromisoformat("2999-12-31T23:59:59+09:00").timestamp())

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
SPAN = re.compile(
    r"P(?=.)(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)",
    re.ASCII,
)
SPAN_UNITS_S = (7 * DAY_S, DAY_S, HOUR_S, MINUTE_S, 1)

MOMENT_SCHEMA = {
    "type": "string",
    "format": "date-time",
    "description": "ISO 8601 with an offset, whole seconds, from 1970 to 2999.",
    "examples": ["2026-06-01T10:00:00+09:00"],
}
SPAN_SCHEMA = {
    "type": "string",
    "format": "duration",
    "description": "ISO 8601 in weeks, or in days, hours, minutes and seconds; ten years at most.",
    "examples": ["PT29M59S"],
}


def moment(text: object) -> int:
    """A time in seconds since 1970. Raises ValueError with what is expected."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise ValueError("a time such as 2026-06-01T10:00:00+09:00 is expected")
    try:
        when = datetime.fromisoformat(text.upper())
        seconds = int(when.timestamp())
    except (ValueError, OverflowError):
        raise ValueError("there is no such time; see the calendar") from None
    if when.microsecond:
        raise ValueError("a time in whole seconds is expected")
    if not 0 <= seconds <= MOMENT_MAX:
        raise ValueError(f"a time from {in_japan(0)} to {in_japan(MOMENT_MAX)} is expected")
    return seconds


def span(text: object) -> int:
    """A span in seconds. Raises ValueError with what is expected."""
    found = SPAN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("a span of whole seconds such as PT29M59S or P1DT12H is expected")
    numbers = (int(number or 0) for number in found.groups())
    seconds = sum(number * unit for number, unit in zip(numbers, SPAN_UNITS_S, strict=True))
    if seconds > SPAN_S_MAX:
        raise ValueError(f"at most ten years, P{SPAN_S_MAX // DAY_S}D, are expected")
    return seconds


def settings(answers: dict[str, Any]) -> Settings:
    """Settings from answers by question. Raises ValueError: which question, what it allows."""
    fields = {field.encode_name: field for field in structs.fields(Settings)}
    for question, answer in answers.items():
        if question not in fields:
            known = ", ".join(fields)
            raise ValueError(f"no question {question[:100]!r} can be set; there are {known}")
        try:
            settings_from({question: answer})
        except msgspec.ValidationError as error:
            allowed = " or ".join(_allowed(inspect.type_info(fields[question].type)))
            found = str(error).partition(" - at ")[0]
            raise ValueError(f"{question} allows {allowed}: {found}") from None
    return settings_from(answers)


def _allowed(kind: inspect.Type) -> Iterator[str]:
    match kind:
        case inspect.UnionType(types=kinds):
            for one in kinds:
                yield from _allowed(one)
        case inspect.LiteralType(values=values):
            yield from (f'"{value}"' for value in values)
        case inspect.IntType(ge=least, le=most):
            yield f"{least} to {most}"
        case inspect.StructType(fields=fields):
            parts = (f'"{one.encode_name}": {"".join(_allowed(one.type))}' for one in fields)
            yield f"{{{', '.join(parts)}}}"
        case inspect.NoneType():
            yield "null"
