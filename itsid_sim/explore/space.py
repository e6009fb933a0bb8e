"""A configuration as a graph: where it begins, and what can be done in each state."""

from collections.abc import Iterator, Mapping

from immutables import Map
from msgspec.structs import replace

from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.core.chart import Chart
from itsid_sim.core.commands import Press
from itsid_sim.core.decide import screen_of, shows_a_secret
from itsid_sim.core.state import NO_DIALOG, World
from itsid_sim.core.turn import Turn
from itsid_sim.explore.beside import ROOMS, inputs_beside, ways
from itsid_sim.explore.configuration import Configuration, opening_of, people_of, person_at
from itsid_sim.explore.entries import Entry, Somebody, Typed, entry
from itsid_sim.explore.inputs import Entries, inputs_of, noted_logins
from itsid_sim.explore.ledger import first_ledger
from itsid_sim.explore.moves import FATES, Looked, Move, Posted, Pressed, Reloaded, UrlOpened
from itsid_sim.explore.state import State, arrived
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels, telling

ENTRANCE = "/mypage"
URL_KINDS = ("registration", "phrase")


class Space:
    """The states of a configuration, as far as anybody asks for them."""

    def __init__(
        self,
        configuration: Configuration,
        cast: Cast,
        chart: Chart = CHART,
        *,
        unregistered: str = "",
    ) -> None:
        """`unregistered`: the ID typed in place of the one that people are strangers to."""
        people = people_of(
            cast, dict.fromkeys((*configuration.owners, *map(person_at, configuration.who)))
        )
        self.configuration = configuration
        self.chart = chart
        self.people = [
            _typed(people[name], configuration, unregistered) for name in configuration.owners
        ]
        self.inputs: Mapping[str, Entries] = inputs_of(self.people)
        if configuration.rooms:
            self.inputs = {**self.inputs, **inputs_beside(self.people)}
        self._own = {who: self._pressed(who) for who in configuration.who}
        self._again = {who: self._pressed(who, again=True) for who in configuration.who}
        self._first = {who: self._pressed(who, ENTRANCE) for who in configuration.who}
        self.boxes = {who: mailboxes(people[person_at(who)]) for who in configuration.who}
        self.passwords = frozenset(
            one.facts[name]
            for one in self.people
            for name in (labels.PASSWORD, labels.NEW_PASSWORD_FACT)
            if name in one.facts
        )
        self.unread = frozenset(
            people[name].facts[labels.CONTACT_FACT] for name in configuration.lost
        )
        self._opening = opening_of(configuration, cast)

    def start(self) -> State:
        """The state before anybody has done anything."""
        return State(self._opening, Map(), first_ledger(self._opening))

    def is_within(self, state: State) -> bool:
        """Whether everybody stands on a screen that the configuration is about."""
        within = self.configuration.screens
        dialogs = state.world.dialogs
        stand = (dialogs[who].screen for who in self.configuration.who if who in dialogs)
        return not within or within.issuperset(stand)

    def moves(self, state: State) -> Iterator[Move]:
        """All that can be done without waiting, in an order that only the state decides."""
        world = state.world
        for who in self.configuration.who:
            yield from self.presses(state, who)
            yield from self._urls(state, who)
            if shows_a_secret(world, who):
                yield Reloaded(who)
            if self.configuration.rooms:
                yield from self._beside(state, who)
        for proof in state.ledger.proofs.values():
            if proof.letter in world.to_send and not proof.is_dead:
                for fate in FATES:
                    yield Posted(proof.letter, fate)

    def begins(self, state: State, who: str) -> Iterator[Move]:
        """What somebody can do who opens the login page, wherever they are."""
        title = self.title(state.world, Press(who, 0, "", address=ENTRANCE))
        yield from self._first[who].get(title, ())
        for one in self._others(state, who, title):
            yield Pressed(who, one, ENTRANCE)

    def presses(self, state: State, who: str) -> Iterator[Move]:
        """On the page as it was last seen, or as it is now after it was asked for again."""
        world = state.world
        title, seen = self.title(world, Press(who, 0, "")), world.dialogs.get(who, NO_DIALOG).screen
        if title == seen:
            yield from self._own[who].get(title, ())
        else:
            yield from self._own[who].get(seen, ())[:1]
            yield from self._again[who].get(title) or (Looked(who),)
        for one in self._others(state, who, title):
            yield Pressed(who, one)
        tab = state.tabs.get(who)
        if tab is not None:
            press = Press(who, 0, "", address=tab.address, seen_at=tab.seen_at)
            is_same = self.title(world, press) == tab.title
            entries = self.inputs.get(tab.title, ())
            for one in entries if is_same else entries[:1]:
                yield Pressed(who, one, tab.address, tab.seen_at)

    def _pressed(
        self, who: str, address: str = "", *, again: bool = False
    ) -> dict[str, tuple[Pressed, ...]]:
        """The presses that are the same in every state, by screen."""
        return {
            title: tuple(Pressed(who, one, address, again=again) for one in entries)
            for title, entries in self.inputs.items()
        }

    def _beside(self, state: State, who: str) -> Iterator[Move]:
        """The pages beside the procedure: as their addresses open them, and as they were left."""
        world = state.world
        for address, room, says in ways(state, who):
            title = self.title(world, Press(who, 0, "", address=address, room=room))
            entries = self.inputs.get(title)
            if entries is None:
                yield Looked(who, address, room, says)
            else:
                yield from (Pressed(who, one, address, room=room, says=says) for one in entries)
        for room in ROOMS:
            title = self.title(world, Press(who, 0, "", room=room))
            entries = self.inputs.get(title)
            if entries is not None:
                yield from (Pressed(who, one, room=room) for one in entries)
            elif title:
                yield Looked(who, room=room)

    def title(self, world: World, press: Press) -> str:
        """The title of the page that somebody has before them."""
        screen, _ = screen_of(self.chart, Turn(world, press))
        return "" if screen is None else screen.title

    def _others(self, state: State, who: str, title: str) -> Iterator[Entry]:
        """What depends on letters, or on a password that was noted."""
        if title == labels.CODE_ENTRY:
            yield from self._codes(state.world, who)
        elif title == labels.LOGIN and who in state.ledger.noted:
            yield from noted_logins(self.people, state.ledger.noted[who])

    def _codes(self, world: World, who: str) -> Iterator[Entry]:
        letters = arrived(world, "code", self.boxes[who])
        for letter, says in zip(letters, telling.TYPE_MAILED_CODE, strict=False):
            yield entry(labels.NEXT, Typed(labels.CODE, letter.secret, says))

    def _urls(self, state: State, who: str) -> Iterator[Move]:
        """The URLs of letters, but for that of the tab that is before somebody."""
        tab = state.tabs.get(who)
        opened = tab.address if tab else ""
        for kind in URL_KINDS:
            letters = arrived(state.world, kind, self.boxes[who])
            for letter, before in zip(letters, (False, True), strict=False):
                if letter.secret not in opened:
                    yield UrlOpened(who, letter.id, before)


def _typed(one: Somebody, configuration: Configuration, unregistered: str) -> Somebody:
    """A person with those facts that are typed."""
    if one.name == configuration.stranger_to:
        if unregistered:
            return Somebody("", "", {labels.ITSCOM_ID: unregistered})
        return replace(one, facts={labels.ITSCOM_ID: one.facts[labels.ITSCOM_ID]})
    left_out = {label for name, label in configuration.untyped if name == one.name}
    facts = {label: text for label, text in one.facts.items() if label not in left_out}
    return replace(one, facts=facts)


def mailboxes(one: Somebody) -> frozenset[str]:
    """The addresses whose letters a person can read."""
    names = (labels.CONTACT_FACT, labels.ITSCOM_ID, labels.NEW_ID_FACT)
    return frozenset(one.facts[name] for name in names if name in one.facts)
