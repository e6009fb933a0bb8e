"""The one time zone in which people of this world read the clock."""

from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")


def in_japan(seconds: int) -> datetime:
    """A world's time, in seconds since 1970, as the clocks in Japan show it."""
    return datetime.fromtimestamp(seconds, JST)
