"""Mailpit's chaos triggers as faults of a world: senders, recipients and logins refused.

The same script always has the same result, so a trigger strikes always or never.
"""

from collections.abc import Iterator

from msgspec.structs import asdict

from itsid_sim.core.state import Fault, FaultMoment
from itsid_sim.postbox.mailpit import Chaos, Trigger

MOMENTS: dict[str, FaultMoment] = {"sender": "mail", "recipient": "rcpt", "authentication": "auth"}
USUAL = Chaos(Trigger(451), Trigger(451), Trigger(535))
ALWAYS = 100
CODES = range(400, 600)


def chaos_of(faults: tuple[Fault, ...]) -> Chaos:
    """The triggers that these faults are."""
    found = {fault.at: Trigger(fault.code, ALWAYS) for fault in faults if _is_trigger(fault)}
    usual = asdict(USUAL)
    return Chaos(**{name: found.get(at, usual[name]) for name, at in MOMENTS.items()})


def with_chaos(faults: tuple[Fault, ...], chaos: Chaos) -> tuple[Fault, ...]:
    """These faults with other triggers; all else goes before them. Raises ValueError."""
    return (*(fault for fault in faults if not _is_trigger(fault)), *_triggers(chaos))


def _triggers(chaos: Chaos) -> Iterator[Fault]:
    usual = asdict(USUAL)
    for name, trigger in asdict(chaos).items():
        code = trigger.error_code or usual[name].error_code
        if code not in CODES:
            raise ValueError("error code must be between 400 and 599")
        if trigger.probability not in {0, ALWAYS}:
            raise ValueError(
                f"{name}: a probability of {trigger.probability} found, 0 or 100 expected: "
                "the same mail has the same fate here, always"
            )
        if trigger.probability:
            yield Fault("defer" if code < CODES[100] else "refuse", code=code, at=MOMENTS[name])


def _is_trigger(fault: Fault) -> bool:
    """Whether a fault could have come from a trigger."""
    return fault == Fault(fault.do, code=fault.code, at=fault.at) and (
        fault.do in {"refuse", "defer"} and fault.at in MOMENTS.values() and fault.code > 0
    )
