"""A world that is taken away while somebody presses in it."""

from threading import Event, Thread

import pytest

from itsid_sim.adapters.chance import chance_of
from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core import commands as c
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.state import World
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Settings
from itsid_sim.service.service import Service, UnknownWorld

EMPTY = World(0, Settings())
TYPED = ((labels.ITSCOM_ID, "nobody@example.jp"), (labels.PASSWORD, "Nobody.pass1"))
PRESS = c.Press("browser", 0, labels.SIGN_IN, TYPED, "/mypage")
TIMEOUT_S = 10


class SlowDigest:
    """A digest that takes as long as the test wants."""

    def __init__(self) -> None:
        self.began = Event()
        self.may_end = Event()

    def __call__(self, text: str, salt: str) -> str:
        self.began.set()
        assert self.may_end.wait(TIMEOUT_S)
        return quick_digest(text, salt)


def test_its_name_is_free_for_a_new_world_although_a_press_was_under_way() -> None:
    digest = SlowDigest()
    service = Service(MemoryStore(), chance_of, digest, "http://127.0.0.1:8025")
    service.create("a", EMPTY, "a")
    pressing = Thread(target=service.carry_out, args=("a", PRESS))
    pressing.start()
    assert digest.began.wait(TIMEOUT_S)
    deleting = Thread(target=service.delete, args=("a",))
    deleting.start()
    digest.may_end.set()
    pressing.join(TIMEOUT_S)
    deleting.join(TIMEOUT_S)

    service.create("a", EMPTY, "a")
    events = service.carry_out("a", PRESS)

    assert events == service.events("a")


def test_page_is_shown_while_a_press_is_under_way() -> None:
    """Nobody waits for somebody else's password."""
    digest = SlowDigest()
    service = Service(MemoryStore(), chance_of, digest, "http://127.0.0.1:8025")
    service.create("a", EMPTY, "a")
    pressing = Thread(target=service.carry_out, args=("a", PRESS))
    pressing.start()
    assert digest.began.wait(TIMEOUT_S)

    page = service.page("a", c.Look("other", "/mypage"))

    digest.may_end.set()
    pressing.join(TIMEOUT_S)
    assert page is not None
    assert labels.LOGIN == page.title


def test_press_in_a_world_that_is_gone_is_told() -> None:
    service = Service(MemoryStore(), chance_of, quick_digest, "http://127.0.0.1:8025")
    service.create("a", EMPTY, "a")
    service.delete("a")

    with pytest.raises(UnknownWorld, match="'a'"):
        service.carry_out("a", PRESS)
