"""Times as tests write them: one without an offset is Japan's, as all clocks of a world are."""

from datetime import datetime

from itsid_sim.core.moment import JST

Moment = datetime | str


def as_in_japan(moment: Moment) -> datetime:
    """A time, or how ISO 8601 writes one. Raises `ValueError`."""
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return when.astimezone(JST) if when.tzinfo else when.replace(tzinfo=JST)
