"""Many worlds by name: made, asked, told what to do, and forgotten, from any thread."""

from collections.abc import Callable

import pytest

from itsid_sim.adapters.chance import chance_of
from itsid_sim.adapters.memory_store import MemoryStore
from itsid_sim.core import commands as c
from itsid_sim.core.digest import quick_digest
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import World
from itsid_sim.rules import labels
from itsid_sim.rules.settings import Settings
from itsid_sim.service.service import Service, UnknownWorld
from tests.postbox.at_once import at_once

EMPTY = World(0, Settings())
SITE = "http://127.0.0.1:8025"
QUESTIONS: dict[str, Callable[[Service], object]] = {
    "how it stands": lambda service: service.world("b"),
    "a page": lambda service: service.page("b", c.Look("browser")),
    "an address": lambda service: service.page("b", c.Look("browser", "/mypage")),
    "a peek": lambda service: service.peek("b", c.Look("browser")),
    "a command": lambda service: service.carry_out("b", c.Wait(1)),
}


def new_service(*names: str) -> Service:
    """A service in which worlds of these names have just begun."""
    service = Service(MemoryStore(), chance_of, quick_digest, SITE)
    for name in names:
        service.create(name, EMPTY, name)
    return service


def sign_in(service: Service, name: str, browser: str) -> None:
    """Open the login page and press its button, with nothing typed."""
    page = service.page(name, c.Look(browser, "/mypage"))
    assert page is not None
    press = c.Press(browser, page.number, labels.SIGN_IN, (), page.address, page.seen_at)
    service.carry_out(name, press)


def test_a_new_world_is_what_it_was_made_from() -> None:
    service = new_service("a")

    assert EMPTY is service.world("a")


def test_a_name_is_given_to_one_world_only() -> None:
    service = new_service("a")

    with pytest.raises(ValueError, match="'a'"):
        service.create("a", EMPTY, "a")


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_unknown_world_is_named(question: str) -> None:
    service = new_service("a")

    with pytest.raises(UnknownWorld, match="'b'"):
        QUESTIONS[question](service)


def test_a_command_in_one_world_changes_no_other() -> None:
    service = new_service("a", "b")

    service.carry_out("a", c.Wait(60))

    assert (60, EMPTY) == (service.world("a").now, service.world("b"))


def test_a_world_kept_is_a_snapshot() -> None:
    service = new_service("a")
    kept = service.world("a")

    sign_in(service, "a", "browser")

    assert EMPTY == kept
    assert kept != service.world("a")


def test_a_world_is_the_fold_of_its_events() -> None:
    service = new_service("a")

    for browser in ("one", "two", "one"):
        sign_in(service, "a", browser)
        service.carry_out("a", c.Wait(60))

    assert evolve(EMPTY, service.events("a")) == service.world("a")


def test_events_are_answered_and_can_be_read_again_from_any_number() -> None:
    service = new_service("a")
    first = service.carry_out("a", c.Wait(1))
    second = service.carry_out("a", c.Wait(2))

    events = [service.events("a", after) for after in (0, 1, 2)]

    assert [(*first, *second), second, ()] == events


def test_a_press_on_an_old_page_leaves_the_world_as_it_was() -> None:
    service = new_service("a")
    sign_in(service, "a", "browser")
    before = service.world("a")

    events = service.carry_out("a", c.Press("browser", 0, labels.SIGN_IN))

    assert ((), before) == (events, service.world("a"))
    assert before is service.world("a")


def test_looking_at_pages_writes_no_event() -> None:
    service = new_service("a")

    service.page("a", c.Look("browser", "/"))
    service.page("a", c.Look("browser", "/mypage"))
    service.page("a", c.Look("browser"))

    assert () == service.events("a")


def test_peeking_shows_the_page_that_a_browser_would_be_given() -> None:
    service = new_service("a")

    for look in (c.Look("browser", "/mypage"), c.Look("browser", "/nowhere"), c.Look("browser")):
        assert service.page("a", look) == service.peek("a", look)


def test_an_address_without_a_page_has_none() -> None:
    service = new_service("a")

    assert service.page("a", c.Look("browser", "/nowhere")) is None


def test_each_world_has_a_site_of_its_own() -> None:
    service = new_service("a", "b")

    sites = [service.site(name) for name in ("a", "b")]

    assert [f"{SITE}/w/a", f"{SITE}/w/b"] == sites


def test_a_deleted_world_is_forgotten_with_its_events() -> None:
    service = new_service("a", "b")
    service.carry_out("a", c.Wait(60))

    service.delete("a")
    service.create("a", EMPTY, "a")

    assert (EMPTY, ()) == (service.world("a"), service.events("a"))


def test_deleting_an_unknown_world_is_nothing() -> None:
    service = new_service("a")

    service.delete("b")

    assert EMPTY is service.world("a")


def test_commands_from_many_threads_are_carried_out_one_at_a_time() -> None:
    service = new_service("a")

    def wait_often() -> None:
        for _ in range(1_000):
            service.carry_out("a", c.Wait(1))

    raised = at_once([wait_often] * 4)

    assert [] == raised
    assert (4_000, 4_000) == (service.world("a").now, len(service.events("a")))


def test_a_name_is_given_once_even_if_many_ask_at_once() -> None:
    service = new_service()
    names = [str(number) for number in range(300)]

    def take_all() -> None:
        for name in names:
            try:
                service.create(name, EMPTY, name)
            except ValueError:
                continue
            service.carry_out(name, c.Wait(1))

    raised = at_once([take_all] * 8)

    assert [] == raised
    assert {1} == {service.world(name).now for name in names}
