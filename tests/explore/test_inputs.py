"""The classes of inputs are enough: no text leads to where none of them leads."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from itsid_sim.core.tracing import traced
from itsid_sim.explore.entries import Entry
from itsid_sim.explore.moves import Pressed
from itsid_sim.explore.search import Search
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import decided, press_of
from itsid_sim.procedures import CHART
from itsid_sim.rules import spaces
from tests.explore.spaces_of import CAST, KNOWN, seats

# Coverage would make them three times as long; what they run is covered by others.
pytestmark = pytest.mark.no_cover

STATES = 2_000
NAMES = (spaces.WHOLE_BY_CODE, spaces.WHOLE_BY_PHRASE)
# What people type, and what nobody would.
TEXTS = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[0-9]{1,12}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9._-]{1,30}@[a-z.]{1,20}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True),
    st.from_regex(r"[ア-ン ]{1,12}", fullmatch=True),
)


class Desk:
    """Pages that somebody comes to, and the rows that a press on one of them takes."""

    def __init__(self, name: str) -> None:
        search = Search(Space(KNOWN[name], CAST))
        search.run(STATES)
        (self._who,) = search.space.configuration.who
        self._walked: list[str] = []
        self._space = Space(KNOWN[name], CAST, traced(CHART, self._walked.append))
        self.states = [state for state in seats(search) if self.entries(state)]

    def entries(self, state: State) -> tuple[Entry, ...]:
        """The classes of inputs of the page that is there."""
        dialog = state.world.dialogs.get(self._who)
        return () if dialog is None else self._space.inputs.get(dialog.screen, ())

    def rows(self, state: State, one: Entry) -> set[str]:
        """The rows that a press takes."""
        self._walked.clear()
        decided(self._space, state, press_of(state, Pressed(self._who, one)))
        return set(self._walked)


DESKS = {name: Desk(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_text_leads_to_where_no_class_leads(name: str, data: st.DataObject) -> None:
    desk = DESKS[name]
    state = data.draw(st.sampled_from(desk.states))
    entry = data.draw(st.sampled_from(desk.entries(state)))
    typed = dict(entry.form)
    for field in data.draw(st.sets(st.sampled_from(sorted(typed)))) if typed else ():
        typed[field] = data.draw(TEXTS)

    rows = desk.rows(state, replace(entry, form=tuple(typed.items())))

    by_class = set().union(*(desk.rows(state, one) for one in desk.entries(state)))
    assert rows <= by_class
