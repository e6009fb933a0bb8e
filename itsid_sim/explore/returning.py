"""Never a dead end: from where a customer who has forgotten everything can sign in again."""

from itsid_sim.explore.graph import COMPLETES, SIGNS_IN, Graph


def stuck(graph: Graph, signed_in: bytearray) -> list[int]:
    """The states from which there is no way back, by number; `signed_in` has a byte for each.

    A way back proves who one is, ends in a new password, and then signs in: what was known before
    does not count. Only the customer's own browser, the letters to them and time take part.
    Whoever is signed in needs none.
    """
    states = len(signed_in)
    signing_in = [source for source, _ in graph.sources(SIGNS_IN)]
    can_sign_in = graph.before(signing_in, states)
    size = len(can_sign_in)
    renewing = [source for source, target in graph.sources(COMPLETES) if can_sign_in[target % size]]
    can_return = graph.before(renewing, states)
    return [number for number in range(states) if not (can_return[number] or signed_in[number])]
