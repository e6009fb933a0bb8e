"""A key leaves out nothing that a screen reads: where one came from, since when one is there."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from itsid_sim.core.state import Dialog
from itsid_sim.explore.key import READS_ORIGIN, TIMES_OUT, TIMES_OUT_WHEN_OPENED_IN_TIME
from itsid_sim.explore.moves import Pressed
from itsid_sim.explore.search import Search
from itsid_sim.explore.space import Space
from itsid_sim.explore.state import State
from itsid_sim.explore.stepping import Events, decided, press_of
from itsid_sim.rules import labels, spaces
from tests.explore.spaces_of import CAST, KNOWN, seats

# Coverage would make them three times as long; what they run is covered by others.
pytestmark = pytest.mark.no_cover

DAY_S = 86_400
# By then every row has been taken that will be.
STATES = 3_000

Change = Callable[[Dialog], Dialog]


def from_elsewhere(dialog: Dialog) -> Dialog:
    """The dialog of somebody who came from another page."""
    there = dialog.came_from == labels.FORGOTTEN
    return replace(dialog, came_from=labels.LOGIN if there else labels.FORGOTTEN)


def since_yesterday(dialog: Dialog) -> Dialog:
    """The dialog of somebody who has been there for a day."""
    return replace(dialog, touched_at=dialog.touched_at - DAY_S)


def outcomes(space: Space, state: State) -> list[Events]:
    """What each press on the page comes to."""
    (who,) = space.configuration.who
    title = state.world.dialogs[who].screen
    moves = [Pressed(who, one) for one in space.inputs.get(title, ())]
    return [decided(space, state, press_of(state, move)) for move in moves]


@pytest.mark.parametrize("name", [spaces.WHOLE_BY_CODE, spaces.OPENED_IN_TIME])
@pytest.mark.parametrize(
    ("change", "readers"),
    [
        (from_elsewhere, READS_ORIGIN),
        (since_yesterday, TIMES_OUT | TIMES_OUT_WHEN_OPENED_IN_TIME),
    ],
    ids=["where from", "since when"],
)
def test_only_the_screens_that_are_named_read_it(
    name: str, change: Change, readers: frozenset[str]
) -> None:
    search, read = Search(Space(KNOWN[name], CAST)), set[str]()
    search.run(STATES)
    (who,) = search.space.configuration.who
    for state in seats(search):
        dialog = state.world.dialogs.get(who)
        if dialog is not None:
            dialogs = state.world.dialogs.set(who, change(dialog))
            other = state._replace(world=replace(state.world, dialogs=dialogs))
            if outcomes(search.space, state) != outcomes(search.space, other):
                read.add(dialog.screen)

    assert read <= readers
    assert read, "something must read it, or the test would see nothing"
