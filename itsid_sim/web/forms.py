"""What a form sends: hidden fields of ours, the button pressed, and what a person typed."""

from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import unquote_plus

from itsid_sim.core.commands import Form
from itsid_sim.rules.value import Value
from itsid_sim.web.refusals import Refused

FORM_TYPE = "application/x-www-form-urlencoded"
FIELDS_MAX = 64
VALUE_CHARS_MAX = 8 * 1024
LABEL_BYTES_MAX = 512
NUMBER_DIGITS_MAX = 15

# The names of our own fields; all others are labels of the page.
PAGE, SEEN_AT, SEAL, COPY, PRESS = "page", "seen_at", "seal", "copy", "press"
OURS = frozenset({PAGE, SEEN_AT, SEAL, COPY, PRESS})


class Sent(Value, frozen=True):
    """A form as it was sent, before anybody has looked at what it means.

    `copy` tells two copies of a page apart that were sent to two tabs.
    """

    page: int
    seen_at: int
    seal: str
    copy: str
    press: str
    typed: Form


def sent_form(content_type: str, body: bytes) -> Sent:
    """Read a form. Raises `Refused`: 415 for another type, 400 for what no page of ours sends."""
    if content_type.partition(";")[0].strip().lower() != FORM_TYPE:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "type")
    pairs = _pairs(body)
    if any(len(value) > VALUE_CHARS_MAX or not _is_text(value) for pair in pairs for value in pair):
        raise Refused(HTTPStatus.BAD_REQUEST, "form")
    ours = {name: value for name, value in pairs if name in OURS}
    typed = tuple(pair for pair in pairs if pair[0] not in OURS)
    numbers = [_number(ours.get(name, "")) for name in (PAGE, SEEN_AT)]
    seal, copy, press = (ours.get(name, "") for name in (SEAL, COPY, PRESS))
    return Sent(numbers[0], numbers[1], seal, copy, press, typed)


def _pairs(body: bytes) -> list[tuple[str, str]]:
    try:
        fields = body.decode().split("&") if body else []
        if len(fields) > FIELDS_MAX or any("=" not in field for field in fields):
            raise Refused(HTTPStatus.BAD_REQUEST, "form")
        return [_pair(*field.split("=", 1)) for field in fields]
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "form") from None


def _pair(name: str, value: str) -> tuple[str, str]:
    """What people type is decoded each time; labels are few, and slow to decode in Japanese."""
    short = len(name) <= LABEL_BYTES_MAX
    label = _label(name) if short else _decoded(name)
    is_label = label == PRESS and len(value) <= LABEL_BYTES_MAX
    return label, _label(value) if is_label else _decoded(value)


def _decoded(text: str) -> str:
    return unquote_plus(text, errors="strict")


_label = lru_cache(maxsize=512)(_decoded)


def _is_text(value: str) -> bool:
    """Whether a value holds no control character but those of a text of several lines."""
    return value.isprintable() or not any(_is_control(char) for char in value)


def _is_control(char: str) -> bool:
    return (char < " " and char not in "\r\n\t") or char == "\x7f"


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS_MAX):
        raise Refused(HTTPStatus.BAD_REQUEST, "form")
    return int(text)


def kept(typed: Form, secrets: Iterable[str]) -> dict[str, list[str]]:
    """What a refused form shows again: everything but its secrets."""
    gone = set(secrets)
    shown: dict[str, list[str]] = {}
    for label, value in typed:
        if label not in gone:
            shown.setdefault(label, []).append(value)
    return shown
