"""decide and evolve: transitions a second in small and large worlds; fresh worlds and forks."""

from collections.abc import Callable, Iterator

from benchmarks.figures import Figure, rounds, seconds_of
from itsid_sim.adapters.faker_cast import more_contracts
from itsid_sim.adapters.fixture_files import ContractEntry, read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core import commands as c
from itsid_sim.core.decide import decide
from itsid_sim.core.dice import Dice
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.evolve import evolve
from itsid_sim.core.page import page_of
from itsid_sim.core.state import NO_DIALOG, World
from itsid_sim.drivers.cast import OPENING
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.procedures import CHART
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Settings

ROUNDS = 300
LARGE = 20_000
Transition = tuple[World, c.Command, Dice]

DICE = [Dice(bytes([n]) * 32) for n in range(256)]


def figures() -> Iterator[Figure]:
    """Speed of the heart."""
    small, large = _world(1), _world(LARGE)
    one, many = [], []
    for _ in range(7):  # in turn, so that a drift of the machine's speed strikes both
        one.append(_per_second(_everything(small)))
        many.append(_per_second(_everything(large)))
    yield Figure("everything pressed on the way, 1 contract", tuple(one), "per s", ">= 250,000")
    yield Figure(f"the same, {LARGE:,} contracts", tuple(many), "per s", "")
    ratios = tuple(a / b for a, b in zip(one, many, strict=True))
    yield Figure("one contract against many", ratios, "times as fast", "<= 1.3")
    journey = rounds(lambda: _per_second(list(_journey(small))))
    yield Figure("the way alone, digests and letter included", journey, "per s", "")
    yield from _worlds()


def _worlds() -> Iterator[Figure]:
    theatre = Theatre(read_cast(ROOT / "fixtures" / "cast.toml"), {})
    fresh = rounds(lambda: seconds_of(lambda: theatre.world({}, OPENING), 1000) * 1000)
    yield Figure("a fresh world with the cast", fresh, "µs", "< 100")
    world, kept = theatre.world({}, OPENING), []
    fork = rounds(lambda: seconds_of(lambda: kept.append(world), 1000) * 1000)
    yield Figure("keeping a value as a fork", fork, "µs", "< 1")
    theatre.close()


def _world(contracts: int) -> World:
    world = World(int(OPENING.timestamp()), Settings())
    for entry in more_contracts(contracts, seed=1):
        command = c.AddContract(entry.value(), entry.account_value(quick_digest))
        world = evolve(world, decide(CHART, world, command, DICE[0], quick_digest))
    return world


def _per_second(transitions: list[Transition]) -> float:
    seconds = seconds_of(lambda: _carry_out(transitions), ROUNDS)
    return ROUNDS * len(transitions) / seconds


def _carry_out(transitions: list[Transition]) -> None:
    for world, command, dice in transitions:
        evolve(world, decide(CHART, world, command, dice, quick_digest))


def _everything(start: World) -> list[Transition]:
    """The way, and in each of its worlds every button without input, and waiting."""
    found: list[Transition] = []
    for world, command, dice in _journey(start):
        found.append((world, command, dice))
        page = page_of(CHART, world, c.Look("browser"))
        presses = (
            [c.Press("browser", page.number, button) for button in page.buttons] if page else []
        )
        found += [(world, command, dice) for command in (*presses, c.Wait(600))]
    return found


def _journey(world: World) -> Iterator[Transition]:
    """A login that fails, the whole of procedure B with one wrong code, a login, a look around."""
    person: ContractEntry = next(more_contracts(1, seed=1))
    login_id = person.account.itscom_id if person.account else ""
    passwords = ((labels.PASSWORD, "New.pass1"), (labels.PASSWORD_AGAIN, "New.pass1"))
    login = ((labels.ITSCOM_ID, login_id), passwords[0])
    steps: list[tuple[str, c.Form | Callable[[World], c.Form], str]] = [
        (labels.SIGN_IN, login, "/mypage"),
        (labels.FORGOT, (), ""),
        (labels.NEXT, (), ""),
        (labels.NEXT, ((labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN),), ""),
        (labels.BACK, (), ""),
        (labels.NEXT, ((labels.UNKNOWN_ITEM, labels.PASSWORD_UNKNOWN),), ""),
        (labels.NEXT, ((labels.ITSCOM_ID, login_id),), ""),
        (labels.NEXT, ((labels.CODE, "12345"),), ""),
        (labels.NEXT, ((labels.CODE, "000000"),), ""),
        (labels.NEXT, _code, ""),
        (labels.NEXT, passwords[:1], ""),
        (labels.NEXT, passwords, ""),
        (labels.TO_LOGIN, (), ""),
        (labels.SIGN_IN, login, ""),
        (labels.MENU_BILL, (), ""),
        (labels.TOP, (), ""),
    ]
    for number, (button, form, address) in enumerate(steps):
        page = world.dialogs.get("browser", NO_DIALOG).page
        typed = form(world) if callable(form) else form
        press = c.Press("browser", page, button, typed, address, world.now)
        yield world, press, DICE[number]
        world = evolve(world, decide(CHART, world, press, DICE[number], quick_digest))


def _code(world: World) -> c.Form:
    return ((labels.CODE, world.letters["1"].secret),)
