"""What an exploration explores: whose contracts, at which browsers, under which answers."""

from collections.abc import Iterable

from itsid_sim.adapters.facts import OPENING, facts_of
from itsid_sim.adapters.fixture_files import Cast
from itsid_sim.core import commands as c
from itsid_sim.core.decide_mail import DECISIONS
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import World
from itsid_sim.explore.entries import Somebody
from itsid_sim.rules.outcomes import OTHER_BROWSER
from itsid_sim.rules.settings import Settings
from itsid_sim.rules.value import Value

Screens = frozenset[str]


class Configuration(Value, frozen=True):
    """`who` are the browsers, each named as a scenario names it; `owners` whose facts are typed.

    A state in which somebody stands on a screen outside of `screens` is not gone on from; without
    any, all screens are within. `lost`: the letters to the contacts of these people never arrive.
    `rooms`: what lies beside the procedures is explored too. `untyped`: facts that nobody types,
    each with its owner, for fewer states. `stranger_to`: of this owner only the iTSCOM ID is known
    to those at the browsers; everything is done with it and with one that is not registered.
    """

    name: str
    who: tuple[str, ...]
    owners: tuple[str, ...]
    settings: Settings
    screens: Screens = frozenset()
    lost: tuple[str, ...] = ()
    rooms: bool = False
    untyped: tuple[tuple[str, str], ...] = ()
    stranger_to: str = ""


def people_of(cast: Cast, names: Iterable[str]) -> dict[str, Somebody]:
    """These people of the cast, each with what they know."""
    entries = {entry.name: entry for entry in cast.people}
    return {
        name: Somebody(name, entries[name].contract, facts_of(entries[name], cast))
        for name in names
    }


def opening_of(configuration: Configuration, cast: Cast) -> World:
    """The world in which the contracts of these people are all there are; nothing is digested."""
    world = World(int(OPENING.timestamp()), configuration.settings)
    contracts = dict.fromkeys(
        one.contract for one in people_of(cast, configuration.owners).values()
    )
    for entry in filter(None, map(cast.contract, contracts)):
        command = c.AddContract(entry.value(), entry.account_value(plain))
        world = evolve(world, DECISIONS[c.AddContract](world, command))
    return world


def plain(text: str, _salt: str) -> str:
    """No digest at all: the same password is then the same state."""
    return text


def person_at(who: str) -> str:
    """Who sits at a browser."""
    return who.removeprefix(OTHER_BROWSER)
