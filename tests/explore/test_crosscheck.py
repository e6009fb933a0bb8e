"""What the keys leave out does not matter: exact ages come to no other states."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from itsid_sim.explore.always import broken
from itsid_sim.explore.crosscheck import doubts
from itsid_sim.explore.key import Keys
from itsid_sim.explore.moves import Pressed, Waited
from itsid_sim.explore.search import Search
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import decided, moved, press_of, pressed
from itsid_sim.rules import spaces
from tests.explore.spaces_of import CAST, KNOWN, closed

# Coverage would make the longer ones three times as long, and sees nothing new there: `no_cover`.
STATES = 1_500


@pytest.mark.parametrize(
    "name",
    [
        *(
            pytest.param(name, marks=pytest.mark.no_cover)
            for name in (
                spaces.LOGIN,
                spaces.MORE_FACTS_LEFT,
                spaces.UNREADABLE,
                spaces.WHOLE_BY_CODE,
            )
        ),
        spaces.FEW_URLS,
        spaces.FEW_LETTERS,
        spaces.BESIDE,
    ],
)
def test_walk_by_exact_ages_finds_nothing_else(name: str) -> None:
    found = list(doubts(closed(name), STATES, alike_every=5))

    assert found == []


class Walk(RuleBasedStateMachine):
    """Somebody does anything at all, and waits for as long as they like."""

    search: Search

    def __init__(self) -> None:
        super().__init__()
        self.space = Space(self.search.space.configuration, CAST)
        self.keys = Keys(self.space)
        self.state: State = self.space.start()

    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        """Any move there is; a press keeps every promise."""
        moves = [*self.space.moves(self.state)] if self.space.is_within(self.state) else []
        for who in self.space.configuration.who:
            moves += self.space.begins(self.state, who)
        move = data.draw(st.sampled_from(moves))
        if isinstance(move, Pressed):
            press = press_of(self.state, move)
            events = decided(self.space, self.state, press)
            if events:
                step, self.state = pressed(self.space, self.state, press, events)
                assert broken(step) is None
        else:
            self.state = moved(self.space, self.state, move)

    @rule(seconds=st.integers(1, 2 * 60 * 60))
    def wait(self, seconds: int) -> None:
        """Any number of seconds."""
        self.state = moved(self.space, self.state, Waited(seconds))

    @invariant()
    def is_known(self) -> None:
        """The closed exploration has been here."""
        if self.space.is_within(self.state):
            assert self.keys.of(self.state).digest in self.search.known


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [spaces.LOGIN, spaces.FEW_LETTERS, spaces.BESIDE])
def test_nobody_gets_to_where_the_exploration_has_not_been(name: str) -> None:
    machine = type("WalkOf", (Walk,), {"search": closed(name)})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [spaces.BY_CODE, spaces.BY_PHRASE, spaces.AGAIN])
def test_nobody_breaks_a_promise_by_chance(name: str) -> None:
    class Unmapped(Walk):
        search = Search(Space(KNOWN[name], CAST))

        @invariant()
        def is_known(self) -> None:
            """The whole of it is explored elsewhere."""

    run_state_machine_as_test(
        Unmapped,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
