"""Two worlds in lockstep: somebody does the same in both, until they see a difference.

Breadth first, so that the first difference is told by the shortest way to it. The person types
from small classes of inputs, presses everything, reads the letters to their own address, reloads,
and waits until just before and exactly until whatever is due next in either world.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from itsid_sim.core import commands as c
from itsid_sim.core.chart import Chart
from itsid_sim.core.deadlines import deadlines
from itsid_sim.core.decide import decide
from itsid_sim.core.dice import seeded
from itsid_sim.core.evolve import evolve
from itsid_sim.core.fingerprint import fingerprint
from itsid_sim.core.page import Page, page_of
from itsid_sim.core.state import World
from itsid_sim.procedures import CHART
from itsid_sim.procedures.letters import compose, url_of

BROWSER = "browser"
ENTRANCE = "/mypage"

# What somebody types: by screen and field, the values worth trying.
Inputs = Mapping[str, Mapping[str, Sequence[str]]]
Seen = tuple[Page | None, tuple[str, ...]]


class Move(NamedTuple):
    """One thing to do: open an address, carry a command out, or only look again."""

    says: str
    address: str = ""
    command: c.Command | None = None


class State(NamedTuple):
    """Where the search stands: both worlds, the address last opened, and the way there."""

    worlds: tuple[World, World]
    address: str
    way: tuple[str, ...]


class Difference(NamedTuple):
    """What somebody saw differently, and the shortest way to it."""

    way: tuple[str, ...]
    one: Seen
    other: Seen

    def __str__(self) -> str:
        steps = "\n".join(f"  {n}. {step}" for n, step in enumerate(self.way, 1))
        return f"the worlds differ after\n{steps}\n  here:  {self.one}\n  there: {self.other}"


class Search:
    """A search through both worlds; `states` and `screens` say what it has come to."""

    def __init__(
        self, worlds: tuple[World, World], inputs: Inputs, *, own: str = "", chart: Chart = CHART
    ) -> None:
        self.chart = chart
        self.states = 0
        self.screens: set[str] = set()
        self._start = State(worlds, ENTRANCE, (f"open {ENTRANCE}",))
        self._inputs = inputs
        self._own = own

    def difference(self, states_max: int) -> Difference | None:
        """The nearest difference, or None if there is none among so many states."""
        queue = deque([self._start])
        known = {self._key(self._start)}
        while queue and self.states < states_max:
            state = queue.popleft()
            self.states += 1
            one, other = (self._see(world, state.address) for world in state.worlds)
            if one != other:
                return Difference(state.way, one, other)
            for move in self._moves(state, one):
                after = self._after(state, move)
                if (key := self._key(after)) not in known:
                    known.add(key)
                    queue.append(after)
        return None

    def _see(self, world: World, address: str) -> Seen:
        """A page, and the letters to one's own address, by their whole text."""
        page = page_of(self.chart, world, c.Look(BROWSER, address))
        mine = [letter for letter in world.letters.values() if letter.to == self._own]
        return page, tuple(compose(letter).text for letter in mine)

    def _moves(self, state: State, seen: Seen) -> Iterator[Move]:
        page, _ = seen
        yield Move("look again", state.address, c.Look(BROWSER))
        yield Move(f"open {ENTRANCE}", ENTRANCE)
        yield from self._waits(state)
        yield from self._letters(state)
        if page is not None:
            self.screens.add(page.title)
            yield from self._presses(page)

    def _waits(self, state: State) -> Iterator[Move]:
        now = state.worlds[0].now
        ahead = [due.at - now for world in state.worlds for due in deadlines(world)]
        if ahead:
            for seconds in {min(ahead) - 1, min(ahead)} - {0}:
                yield Move(f"wait {seconds} s", state.address, c.Wait(seconds))

    def _letters(self, state: State) -> Iterator[Move]:
        letters = state.worlds[0].letters.values()
        urls = [url_of(letter, site="") for letter in letters if letter.to == self._own]
        for number, url in enumerate(filter(None, urls), 1):
            yield Move(f"open the URL of letter {number}", url)

    def _presses(self, page: Page) -> Iterator[Move]:
        fields = self._inputs.get(page.title, {})
        for button in page.buttons:
            for form in forms(page, fields):
                typed = ", ".join(f"{label} = {value}" for label, value in form)
                press = c.Press(BROWSER, page.number, button, form, page.address, page.seen_at)
                yield Move(f"{page.title}: press {button} ({typed})", "", press)

    def _after(self, state: State, move: Move) -> State:
        worlds = state.worlds
        if move.command is not None:
            dice = seeded("lockstep", len(state.way))
            one, other = (
                evolve(world, decide(self.chart, world, move.command, dice, plain))
                for world in worlds
            )
            worlds = (one, other)
        return State(worlds, move.address, (*state.way, move.says))

    def _key(self, state: State) -> tuple[object, ...]:
        ahead = [[due.at - world.now for due in deadlines(world)] for world in state.worlds]
        address = state.address if state.address == ENTRANCE else bool(state.address)
        return (address, *map(fingerprint, state.worlds), *map(tuple, ahead))


def forms(page: Page, fields: Mapping[str, Sequence[str]]) -> Iterator[c.Form]:
    """The empty form, and every combination of the values for the fields that the page has."""
    yield ()
    labels = [box.label for box in page.boxes if box.label in fields]
    if labels:
        for values in product(*(fields[label] for label in labels)):
            yield tuple(zip(labels, values, strict=True))


def plain(text: str, _salt: str) -> str:
    """No digest at all: nobody here looks into a world, and it costs nothing."""
    return text
