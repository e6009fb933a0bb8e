"""The people of a cast, each with the facts they know."""

from itsid_sim.adapters.facts import facts_of
from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.drivers.stage import Person


def people_of(cast: Cast) -> dict[str, Person]:
    """Everybody whom scenarios name."""
    return {
        entry.name: Person(entry.name, entry.role, facts_of(entry, cast)) for entry in cast.people
    }
