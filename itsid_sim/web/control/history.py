"""Events as the control API tells them: numbered, at their time, without secrets."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import to_builtins

from itsid_sim.core import events as e
from itsid_sim.core.moment import in_japan
from itsid_sim.web import told

MASK = "***"
EVENTS_MAX = 1000
# What may be read by anybody. All other parts of an event are masked: digests, salts and names of
# browsers, sessions and proofs, what a person wrote, and whatever is added and not thought of here.
OPEN = frozenset(
    {
        *("account", "application", "applications", "asks_more", "at", "bank_last4", "branch"),
        *("card_last4", "code", "contact", "contract", "contracts", "count", "customer_no", "do"),
        *("entered", "failures", "fault", "faults", "field", "forget", "id", "issued_at", "kana"),
        *("key", "keys", "kind", "letter", "login_id", "mistakes", "name", "notices", "nth"),
        *("number", "passed", "phone", "question", "ready_from", "reply", "screen", "seconds"),
        *("sender", "since", "span_s", "stb_id", "subject", "ticket", "times", "to", "until"),
        *("version", "what"),
    }
)


def told_events(events: Iterable[e.Event], now: int, after: int) -> Iterator[told.Event]:
    """Events that followed event number `after`, when the clock stood at `now`."""
    for n, event in enumerate(events, after + 1):
        if isinstance(event, e.TimePassed):
            now += event.seconds
        yield told.Event(n, in_japan(now), type(event).__name__, _text(event), _data(event))


def _text(event: e.Event) -> str:
    return (type(event).__doc__ or "").partition("\n")[0]


def _data(event: e.Event) -> dict[str, Any]:
    plain = to_builtins(event)
    del plain["type"]
    if isinstance(event, e.LetterWritten):
        plain["subject"] = MASK  # a person wrote it
    if isinstance(event, e.TicketIssued):
        plain["ticket"]["id"] = MASK
    return {key: _masked(key, value) for key, value in plain.items()}


def _masked(key: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """A value without what its key says to be secret; a ticket's bare name is a digest."""
    if key not in OPEN or (key == "ticket" and isinstance(value, str)):
        return MASK
    if isinstance(value, dict):
        return {inner: _masked(inner, one) for inner, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(key, one) for one in value]
    return value
