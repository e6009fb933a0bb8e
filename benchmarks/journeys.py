"""Journeys a second: of one client, or of several at once, each in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

# One journey of one client; and so many clients with journeys of their own.
Journey = Callable[[], None]
Clients = Callable[[int], Sequence[Journey]]


class Contender:
    """Somebody whose journeys are counted, in rounds that alternate with those of others."""

    def __init__(self, clients: Clients, count: int, times: int) -> None:
        """A round is so many journeys of each of so many clients."""
        self._clients = clients
        self._count = count
        self._times = times
        self.rounds: tuple[float, ...] = ()

    def round(self) -> float:
        """The journeys a second of all clients together, after one of each that does not count."""
        with ThreadPoolExecutor(self._count) as pool:
            journeys = self._clients(self._count)
            for journey in journeys:
                journey()
            began = perf_counter()
            going = [pool.submit(_repeated, journey, self._times) for journey in journeys]
            for one in going:
                one.result()
            return self._count * self._times / (perf_counter() - began)


def compete(*contenders: Contender, count: int) -> None:
    """Let each have its rounds, in turn, after one that does not count."""
    for contender in contenders:
        contender.round()
    for _ in range(count):
        for contender in contenders:
            contender.rounds += (contender.round(),)


def _repeated(journey: Journey, times: int) -> None:
    for _ in range(times):
        journey()
