"""The stores under test, and what is put into them: worlds in which much has happened."""

from collections.abc import Iterable
from functools import cache

from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.events import TimePassed
from itsid_sim.core.evolve import evolve
from itsid_sim.core.reveal import masked
from itsid_sim.core.state import Fault, World
from itsid_sim.ports.store import Fork, Happened, Record, Store, Written
from itsid_sim.procedures.applications import SERVICES
from itsid_sim.rules.settings import Lockout, Quota, Settings
from itsid_sim.service.universe import peopled
from tests.unit import walks
from tests.unit.people import (
    EVERYBODY,
    HANAKO_ID,
    JIRO,
    JIRO_ID,
    NOW,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage

MINUTE_S = 60
NEW = replace(peopled(EVERYBODY), now=NOW)
ANSWERS = Settings(
    last_moment="inclusive",
    login_lockout=Lockout(2, 15),
    mail_quota=Quota(3, 60),
    password_chars=20,
    idle_minutes=None,
    change_notice="tell",
)
HARD_TEXT = "一行目\r\n二行目 \U0001f431 \\ \" ' % \u2028 e\u0301"


def steps(first: int, last: int, mark: int = 1) -> Written:
    """Events of these numbers, one a minute; the mark tells those of one branch from others."""
    numbers = range(first, last + 1)
    return Written(tuple(Happened(n, NOW + MINUTE_S * n, TimePassed(mark)) for n in numbers))


def marks(happened: Iterable[Happened]) -> list[tuple[int, int]]:
    """The numbers of events, each with its mark."""
    return [
        (one.number, one.event.seconds) for one in happened if isinstance(one.event, TimePassed)
    ]


def begun(store: Store, name: str, last: int = 0, mark: int = 1) -> Record:
    """A new world in which so much has happened."""
    return store.begin(Record(name), NEW, steps(1, last, mark))


def forked(store: Store, name: str, fork: Fork, last: int, mark: int) -> Record:
    """A new world that leaves another's branch, and in which so much has happened by now."""
    return store.begin(Record(name), fork, steps(fork.event + 1, last, mark))


def rewound(store: Store, record: Record, event: int, last: int, mark: int) -> Record:
    """A world that has gone back to an event of its branch, and on from there."""
    return store.begin(record, Fork(record.branch, event), steps(event + 1, last, mark), record)


def is_gone(store: Store, branch: int) -> bool:
    """Whether nothing is known of a branch."""
    try:
        store.nearest(branch, 0)
    except LookupError:
        return True
    return False


@cache
def lived() -> tuple[World, tuple[Happened, ...], World]:
    """A world at its start, all that happened in it as it may be kept, and how it ended."""
    stage = Stage(ANSWERS)
    _live(stage)
    start = world = World(NOW, ANSWERS)
    happened = []
    for number, event in enumerate(stage.events, 1):
        world = evolve(world, (event,))
        happened.append(Happened(number, world.now, masked(event)))
    return start, tuple(happened), world


def _live(stage: Stage) -> None:
    """Let everybody walk through a procedure of their own, and mail go wrong."""
    taro = Person(stage, "taro")
    walks.sign_in(taro, TARO_ID, TARO_PASSWORD)
    walks.apply_for(taro, SERVICES[0])
    walks.write_mail(taro, HANAKO_ID, "お元気ですか 'x'")
    for browser in ("a thief", "another"):
        walks.sign_in(Person(stage, browser), TARO_ID, walks.WRONG_PASSWORD)
    walks.inquire(Person(stage, "asker"), HANAKO_ID, HARD_TEXT)
    walks.name_id(Person(stage, "nobody"), "nobody@example.org")
    stage.wait(minutes=1)
    walks.reissue_by_phrase(Person(stage, "hanako"), HANAKO_ID)
    stage.do(c.SetFaults((Fault("hold", to=JIRO_ID, span_s=600), Fault("defer", times=2))))
    walks.ask_for_url(Person(stage, "jiro"), JIRO, JIRO_ID)
    stage.deliver()
    walks.name_id(Person(stage, "taro again"), TARO_ID)
    stage.wait(seconds=1)
