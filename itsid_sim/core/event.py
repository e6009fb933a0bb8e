"""What all events have in common."""

from itsid_sim.rules.value import Value


class Event(Value, frozen=True, gc=False, tag=True):
    """Base of all events; the class name is the tag in the journal."""
