"""From where a customer who has forgotten everything can sign in again."""

import pytest

from itsid_sim.explore.graph import COMPLETES, FOREIGN, SIGNS_IN, Graph
from itsid_sim.explore.returning import stuck

Edge = tuple[int, int, int]
# A new password brings state 2, and from there state 3 is signed in.
BACK: tuple[Edge, ...] = ((0, 1, 0), (1, 2, COMPLETES), (2, 3, SIGNS_IN))


def graph_of(*edges: Edge) -> Graph:
    graph = Graph()
    for source, target, kind in edges:
        graph.add(source, [(target, kind)])
    return graph


def test_way_over_a_new_password_leads_back() -> None:
    assert stuck(graph_of(*BACK, (3, 0, 0)), bytearray(4)) == []


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        (((0, 1, 0), (2, 3, SIGNS_IN)), [0, 1, 2, 3]),
        (((0, 1, 0), (1, 2, COMPLETES)), [0, 1, 2, 3]),
        (((0, 1, FOREIGN), (1, 2, COMPLETES), (2, 3, SIGNS_IN), (3, 1, 0)), [0]),
        (((0, 3, SIGNS_IN),), [0, 1, 2, 3]),
        (BACK, [2, 3]),
    ],
    ids=["no new password", "no login", "only another's step", "an old password", "no second time"],
)
def test_state_without_a_way_back_is_found(edges: tuple[Edge, ...], expected: list[int]) -> None:
    assert stuck(graph_of(*edges), bytearray(4)) == expected


def test_whoever_is_signed_in_needs_no_way_back() -> None:
    assert stuck(graph_of(*BACK), bytearray((0, 0, 1, 1))) == []


def test_hub_leads_back_for_all_that_lead_to_it() -> None:
    graph = graph_of(*BACK)
    hub = graph.hub()
    graph.add(3, [(hub, 0)])
    graph.add(2, [(hub, 0)])
    graph.add(hub, [(1, 0)])

    assert stuck(graph, bytearray(4)) == []
