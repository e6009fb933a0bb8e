"""Events as the control API tells them: numbered, at their time, without secrets."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import to_builtins

from itsid_sim.core import events as e
from itsid_sim.core.moment import in_japan
from itsid_sim.core.reveal import MASK
from itsid_sim.core.state import World
from itsid_sim.ports.store import Happened
from itsid_sim.procedures import timeline
from itsid_sim.web import told

EVENTS_MAX = 1000
# What may be read by anybody. All other parts of an event are masked: digests, salts and names of
# browsers, sessions and proofs, what a person wrote, and whatever is added and not thought of here.
OPEN = frozenset(
    {
        *("account", "also", "application", "applications", "asks_more", "at", "bank_last4"),
        *("branch", "card_last4", "code", "contact", "contract", "contracts", "count"),
        *("customer_no", "do", "entered", "failures", "fault", "faults", "field", "forget", "id"),
        *("issued_at", "kana", "key", "keys", "kind", "letter", "letters", "login_id", "mistakes"),
        *("name", "notices", "nth", "number", "passed", "phone", "question", "read", "ready_from"),
        *("reply", "screen", "seconds", "sender", "since", "span_s", "stb_id", "subject", "ticket"),
        *("times", "to", "until", "version", "waits", "what"),
    }
)


def told_events(happened: Iterable[Happened], world: World) -> Iterator[told.Event]:
    """Events of a world in which they have happened."""
    for one in happened:
        event = one.event
        text = timeline.told(event, world)
        yield told.Event(one.number, in_japan(one.at), type(event).__name__, text, _data(event))


def _data(event: e.Event) -> dict[str, Any]:
    plain = to_builtins(event)
    del plain["type"]
    if isinstance(event, e.LetterWritten | e.LetterReceived):
        plain["subject"] = MASK  # others wrote it
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
