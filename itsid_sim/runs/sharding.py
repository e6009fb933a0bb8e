"""Which scenario goes into which share of a run: as evenly as may be, the same on every machine."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from heapq import heapify, heapreplace
from itertools import groupby
from statistics import median

Identity = tuple[str, str]  # place and name: at a place alone something else may stand by now


def shares(weights: Mapping[str, float], count: int) -> tuple[tuple[str, ...], ...]:
    """So many shares of the places that are weighed, each in their order; some may be empty.

    The heaviest goes first, each to the share that is lightest by then: no share is heavier than
    another by more than one place. Among equals the earlier place goes first, to the share with
    fewer places and then the earlier. Raises ValueError for less than one share.
    """
    if count < 1:
        raise ValueError(f"{count} shares; at least 1 is expected")
    order = {place: number for number, place in enumerate(weights)}
    loads: list[tuple[float, int, int]] = [(0.0, 0, number) for number in range(count)]
    heapify(loads)
    found: list[list[str]] = [[] for _ in range(count)]
    for place in sorted(weights, key=lambda place: (-weights[place], order[place])):
        load, places, number = loads[0]
        heapreplace(loads, (load + weights[place], places + 1, number))
        found[number].append(place)
    return tuple(tuple(sorted(share, key=order.__getitem__)) for share in found)


def expected_weights(
    steps: Mapping[Identity, int], known_s: Mapping[Identity, float]
) -> dict[str, float]:
    """What each place will weigh: the seconds that it took, the median where that is not known.

    Where nothing is known, its steps.
    """
    known = [known_s[one] for one in steps if one in known_s]
    if not known:
        return {place: float(count) for (place, _), count in steps.items()}
    usual = median(known)
    return {one[0]: known_s.get(one, usual) for one in steps}


def shard_of(text: str) -> tuple[int, int]:
    """The number and the count of "1/3". Raises ValueError, which says what is expected."""
    number, _, count = text.partition("/")
    are_numbers = all(one.isascii() and one.isdigit() for one in (number, count))
    if not are_numbers or not 1 <= int(number) <= int(count):
        raise ValueError(f"{text!r}: expected a number and a count, such as 1/3, 2/3 or 3/3")
    return int(number), int(count)


def shuffled(places: Iterable[str], seed: str) -> tuple[str, ...]:
    """The places, file:line, in an order that follows from the seed, whichever machine asks.

    Where chance has put places of one file side by side, they stand by line: behave reads them as
    one, and keeps the order of the file.
    """
    order = sorted(places, key=lambda place: blake2b(f"{seed}/{place}".encode()).digest())
    return tuple(place for _, near in groupby(order, _file) for place in sorted(near, key=_line))


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def _line(place: str) -> int:
    return int(place.rpartition(":")[2])
