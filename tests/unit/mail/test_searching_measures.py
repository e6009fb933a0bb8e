"""Searches by size and by the moment of arrival, in whatever way either is written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsid_sim.core.moment import JST
from itsid_sim.mail.gists import gist_of
from itsid_sim.mail.message import Filed
from itsid_sim.mail.reading import read
from itsid_sim.mail.searching import search

MOMENT = datetime(2024, 2, 28, 23, 45, tzinfo=JST)
MIDNIGHT = datetime(2024, 2, 28, tzinfo=JST)
SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)


def mail(arrived: datetime = MOMENT, size: int = 1, text: str = "") -> Filed:
    """A mail of that moment, that size and that text."""
    return Filed("1", gist_of(read(f"\n{text}".encode()), size), arrived)


def fits(query: str, arrived: datetime, tz: str = "") -> bool:
    return search(query, tz)(mail(arrived))


def begins(date: str, moment: datetime, tz: str = "") -> bool:
    """Whether just what comes from that moment on is after a date."""
    asked = search(f'after:"{date}"', tz)
    return [False, True] == [asked(mail(one)) for one in (moment - INSTANT, moment)]


@pytest.mark.parametrize(
    ("size", "bytes_"),
    [
        ("1", 1),
        ("1234567890", 1_234_567_890),
        ("1k", 1024),
        ("1K", 1024),
        ("1kb", 1024),
        ('"1 kB"', 1024),
        ("1m", 1_048_576),
        ('"1 MB"', 1_048_576),
        ("1.5M", 1_572_864),
        ("0.5k", 512),
        ("２ｋ", 2048),
    ],
)
def test_size_is_a_boundary_on_either_side(size: str, bytes_: int) -> None:
    """A mail of just that size is neither larger nor smaller, nor if either is excluded."""
    queries = [f"larger:{size}", f"-smaller:{size}", f"smaller:{size}", f"!larger:{size}"]

    for difference, expected in [(-1, "--xx"), (0, "----"), (1, "xx--")]:
        sized = mail(size=bytes_ + difference)
        assert expected == "".join("-x"[search(query)(sized)] for query in queries)


@pytest.mark.parametrize(
    "word",
    ["larger:", "larger:0", "larger:0.9", "larger:invalid", "larger:1.2.3", "larger:1.2.3M",
     "smaller:1g", "smaller:-1", "smaller:1kk", "smaller:1e3", "smaller:٣"],
)  # fmt: skip
def test_what_is_no_size_is_a_word(word: str) -> None:
    """It is found where it is written."""
    assert search(word)(mail(text=f"so {word} is it"))
    assert not search(word)(mail())
    assert search(f"-{word}")(mail())


@pytest.mark.parametrize(
    ("query", "expected"),
    [("after", "-xx"), ("!before", "-xx"), ("before", "xx-"), ("-after", "xx-")],
)
def test_moment_is_a_boundary_that_belongs_to_both_sides(query: str, expected: str) -> None:
    """A second before, just then, and a second after."""
    asked = search(f'{query}:"2024-02-28 23:45"')
    moments = [MOMENT - SECOND, MOMENT, MOMENT + SECOND]

    assert expected == "".join("-x"[asked(mail(moment))] for moment in moments)


@pytest.mark.parametrize(
    "date",
    ["2024-02-28", "2024/02/28", "2024/2/28", "2024.02.28", "20240228",
     "2024年02月28日", "2024年2月28日", "28 Feb 2024", "28 february 2024", "28-Feb-2024",
     "28/Feb/2024", "2024-Feb-28", "Feb 28, 2024", "feb. 28th, 2024",
     "Wed, 28 Feb 2024", "2/28/2024", "2.28.2024", "2024-02-27T15:00Z"],
)  # fmt: skip
def test_date_begins_at_midnight(date: str) -> None:
    """In Japan, unless it says otherwise; the month goes before the day, as in America."""
    assert begins(date, MIDNIGHT)


@pytest.mark.parametrize(
    "date",
    ["2024-02-28 23:45", "2024-02-28T23:45:00", "2024-02-28t23:45:00.000", "2024/02/28 23:45:00",
     "2024-02-28 11:45 PM", "2024-02-28 11:45pm", "2024-02-28T14:45:00Z", "2024-02-28T14:45:00.0z",
     "2024-02-28T23:45:00+09:00", "2024-02-28T23:45:00+0900", "2024-02-28T09:45:00-05",
     "2024-02-28 14:45:00 UTC", "2024-02-28 23:45:00 +09:00", "2024-02-28 23:45 JST",
     "Wed, 28 Feb 2024 23:45:00 +0900", "28 Feb 2024, 23:45", "Feb 28, 2024 at 11:45pm",
     "2/28/2024 23:45", "2024年2月28日 23:45",
     "1709131500", "1709131500000"],
)  # fmt: skip
def test_moment_is_understood(date: str) -> None:
    """In local time, in that of another place, and in seconds or less since 1970."""
    assert begins(date, MOMENT)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024-03", datetime(2024, 3, 1, tzinfo=JST)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=JST)),
        ("3/4/2024", datetime(2024, 3, 4, tzinfo=JST)),
        ("2024-02-28 12:00 AM", MIDNIGHT),
        ("2024-02-28 12:00 PM", MIDNIGHT.replace(hour=12)),
        ("2024-02-28 23:45:59.5", MOMENT.replace(second=59, microsecond=500_000)),
        ("1000000000", datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)),
    ],
)
def test_date_is_read_to_the_end(date: str, moment: datetime) -> None:
    """Leap days, halves of a day and fractions of a second."""
    assert begins(date, moment)


@pytest.mark.parametrize(
    ("tz", "moment"),
    [
        ("", MIDNIGHT),
        ("Asia/Tokyo", MIDNIGHT),
        ("UTC", MIDNIGHT.replace(tzinfo=UTC)),
        ("America/New_York", datetime(2024, 2, 28, 5, tzinfo=UTC)),
        ("Mars/Olympus", MIDNIGHT),
        ("../../etc/passwd", MIDNIGHT),
        ("America", MIDNIGHT),
        ("a\0b", MIDNIGHT),
        ("x" * 5000, MIDNIGHT),
    ],
)
def test_date_is_of_the_time_zone(tz: str, moment: datetime) -> None:
    """If there is such a zone; otherwise of Japan."""
    assert begins("2024-02-28", moment, tz)


def test_offset_goes_before_the_time_zone() -> None:
    """What is written counts."""
    assert begins("2024-02-28T23:45+09:00", MOMENT, "America/New_York")


@pytest.mark.parametrize(
    "date",
    ["tomorrow", "2023-02-29", "2024-13-01", "2024-02-28 24:00", "2024-02-28 13:00 PM",
     "13/13/2024", "2024-02-28 23:60", "2024-02-28 23:45 XYZ",
     "2024-02-28T23:45+99:00", "0000-01-01", "0001-01-01T00:00+09:00", "123", "12345",
     "2024-02-28 extra", "28 Foo 2024", f"12:{'9' * 29}"],
)  # fmt: skip
def test_what_is_no_date_is_passed_over(date: str) -> None:
    """As if it had not been asked for."""
    names = ("after", "-after", "before", "-before")

    assert [True] * 4 == [fits(f'{name}:"{date}"', MOMENT) for name in names]


@given(st.timedeltas(timedelta(days=-100_000), timedelta(days=100_000)))
def test_every_moment_can_be_written(from_then: timedelta) -> None:
    """As computers do it."""
    moment = MOMENT + from_then

    query = search(f"after:{moment.isoformat()} before:{moment.isoformat()}")

    assert query(mail(moment))
    assert not query(mail(moment + timedelta(microseconds=1)))


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_time_zone_is_too_odd(tz: str) -> None:
    """Whatever it is called."""
    assert fits("before:2099-01-01", MOMENT, tz)
