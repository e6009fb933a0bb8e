"""The site over HTTP beside its peers: reissue by code, a page with a form, `itsid serve`.

Site and peers are processes of their own, on the one processor that all of it shares. Everybody
but the browser and wrk is asked by http.client over kept connections.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

from benchmarks import form_page, served
from benchmarks.figures import Figure, Line, Remark, ratio
from benchmarks.journeys import Clients, Contender, compete
from benchmarks.peers.firebase import auth_emulator
from benchmarks.peers.installed import NotInstalled
from benchmarks.peers.moto import moto_server
from benchmarks.processes import NotReady, python, telling
from benchmarks.reissue import Customers

MANY = 8
JOURNEYS = 40
ROUNDS = 15  # short ones and many: a machine's speed may change within seconds
PER_S = "journeys per s"


class Pair:
    """The journeys of one client, and those of many at once."""

    def __init__(self, name: str, clients: Clients) -> None:
        self.name = name
        self.alone = Contender(clients, 1, JOURNEYS)
        self.together = Contender(clients, MANY, JOURNEYS // MANY)

    def figures(self) -> Iterator[Figure]:
        """Both, in journeys a second."""
        yield Figure(f"{self.name}, 1 client", self.alone.rounds, PER_S, "")
        yield Figure(f"{self.name}, {MANY} clients", self.together.rounds, PER_S, "")


class Peer:
    """Somebody to be compared with, and by how much ours is to be faster."""

    def __init__(
        self,
        name: str,
        requests: int,
        opened: Callable[[], AbstractContextManager[Clients]],
        goal: str = "",
        goal_together: str = "",
    ) -> None:
        self.name = name
        self.requests = requests
        self.opened = opened
        self._goals = goal, goal_together

    def compared(self, ours: Pair, theirs: Pair) -> Iterator[Figure]:
        """Ours against theirs."""
        alone, together = self._goals
        name = f"ours against {self.name}"
        yield ratio(f"{name}, 1 client", ours.alone.rounds, theirs.alone.rounds, alone)
        yield ratio(
            f"{name}, {MANY} clients", ours.together.rounds, theirs.together.rounds, together
        )


PEERS = (
    Peer("moto_server", 3, moto_server, goal=">= 3.5"),
    Peer("firebase auth emulator", 4, auth_emulator, goal_together=">= 1.5"),
)


def figures(*, peers: bool = True) -> Iterator[Line]:
    """All that is measured over HTTP but the specification."""
    yield from _journeys(PEERS if peers else ())
    yield from form_page.figures()
    yield from served.figures()


def _journeys(peers: tuple[Peer, ...]) -> Iterator[Line]:
    with ExitStack() as stack:
        _, url = stack.enter_context(telling(python("benchmarks.site")))
        customers = Customers(url)
        stack.callback(customers.close)
        ours = Pair("reissue by code, 6 requests + mailbox", customers.at_their_forms)
        browser = Contender(customers.at_their_browsers, 1, JOURNEYS)
        pairs: dict[Peer, Pair] = {}
        for peer in peers:
            try:
                clients = stack.enter_context(peer.opened())
                pairs[peer] = Pair(f"{peer.name}, {peer.requests} requests", clients)
            except (NotInstalled, NotReady) as reason:
                yield Remark(f"{peer.name}: not measured: {reason}")
        everybody = (ours, *pairs.values())
        alone, together = zip(*((one.alone, one.together) for one in everybody), strict=True)
        compete(*alone, *together, browser, count=ROUNDS)
    yield from ours.figures()
    yield Figure("reissue by code in a browser, 11 requests, 1 client", browser.rounds, PER_S, "")
    for peer, theirs in pairs.items():
        yield from theirs.figures()
        yield from peer.compared(ours, theirs)
